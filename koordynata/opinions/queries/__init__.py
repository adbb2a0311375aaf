"""What pages read of the room."""
