"""Tables in text files: bytes → decoded text → lines → cells found by header name → typed columns and problems.

A reader declares a `Layout` and calls `read_table(data, LAYOUT)`.
"""

from .kinds import Choice, Date, Decimal, Integer, Kind, OccupationCode, Pattern, Percent, SchoolYear, Teryt, Text
from .layout import Column, Layout, RowRule
from .read import read_table

__all__ = [
    "Choice",
    "Column",
    "Date",
    "Decimal",
    "Integer",
    "Kind",
    "Layout",
    "OccupationCode",
    "Pattern",
    "Percent",
    "RowRule",
    "SchoolYear",
    "Teryt",
    "Text",
    "read_table",
]
