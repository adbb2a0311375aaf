"""One cell of a sheet → the text that it would be in a CSV file."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def cell_text(cell: Any) -> str:
    """Numbers without needless zeros, percentages with their sign, days in ISO 8601, text on one line."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return BREAKS.sub(" ", value)
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float):
        percent = "%" in cell.number_format
        return number_text(value * 100) + "%" if percent else number_text(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return str(value)


def number_text(value: float) -> str:
    """The 15 digits that a spreadsheet shows, never as a power of ten."""
    return format(Decimal(f"{value:.15g}"), "f")
