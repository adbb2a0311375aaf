"""What pages read from the register; nothing here writes."""
