"""XLSX files as the text that the same rows would be in a CSV file, line for line: every reader then reads both."""

from .reading import is_workbook, text_of, workbook_text

__all__ = ["is_workbook", "text_of", "workbook_text"]
