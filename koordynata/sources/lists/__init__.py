"""Reference lists in files of the house's own; an operator's file with the same header replaces them without code."""
