"""What pages and reports read of programmes."""
