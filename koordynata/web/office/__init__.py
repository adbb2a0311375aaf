"""Pages of the coordination office."""
