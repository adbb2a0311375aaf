"""Files that leave the room for other systems."""
