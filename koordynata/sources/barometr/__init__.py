"""Barometr zawodów: no official export file is known, so this is a template of the house's own."""
