"""Structures of programmes read from files."""
