"""Parquet marts in versioned folders, with a pointer to the live one."""
