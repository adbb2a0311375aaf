"""What pages and reports read of the room."""
