"""The map that needs nobody's borders: cells computed from the coordinates of the powiats' seats."""
