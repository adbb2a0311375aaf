"""Spreadsheets both ways: a whole version, and a partner's values; written, read back, compared, taken in."""
