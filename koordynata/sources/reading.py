"""What a reader gives back: checked rows and what is wrong with the rest."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from .enums import Severity

LINE = "_line"  # every frame carries the line of the file (1 = the header) in this column


@dataclass(frozen=True)
class Problem:
    """One thing wrong, with its place. `code` names the message in `sources/messages.py`; `params` fill it."""

    code: str
    line: int | None = None
    column: str = ""
    value: str = ""
    params: dict[str, Any] = field(default_factory=dict)
    severity: Severity = Severity.ROW


@dataclass(frozen=True)
class Reading:
    """A file as read: typed, checked rows with `_line`, the problems, and how many data rows the file has.

    `total` counts every data row, so that `len(rows) + rejected rows == total` accounts for all of them.
    `mentioned` holds the keys of all rows, rejected ones too, where the reader knows them: a record whose row is
    faulty is not missing from the file.
    """

    rows: pl.DataFrame
    problems: list[Problem]
    total: int
    vintage: date | None = None
    mentioned: pl.DataFrame | None = None

    @property
    def refused(self) -> bool:
        """Whether the whole file is refused: nothing of it may be written."""
        return any(problem.severity == Severity.FILE for problem in self.problems)

    @property
    def rejected(self) -> int:
        """Rows that are left out."""
        return self.total - self.rows.height
