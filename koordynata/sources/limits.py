"""Figures of caution, kept as data (data/limits.json)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Limits:
    """When the engine becomes suspicious, and how much it keeps for people to read.

    A file that lacks more than `shrink_share` of the stored records and at least `shrink_rows` has shrunk. A column
    with more than `bad_column_share` bad cells in a file of at least `bad_column_rows` rows is not that column.
    """

    shrink_share: float
    shrink_rows: int
    bad_column_share: float
    bad_column_rows: int
    stored_problems: int
    preview_rows: int
    preview_removed: int


@cache
def limits() -> Limits:
    """The limits in force."""
    data = json.loads((Path(__file__).parent / "data" / "limits.json").read_text("utf-8"))
    return Limits(**{name: data[name] for name in Limits.__dataclass_fields__})
