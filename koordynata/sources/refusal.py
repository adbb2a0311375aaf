"""A file that is refused as a whole."""

from typing import Any

import polars as pl

from .enums import Severity
from .reading import LINE, Problem, Reading


class FileRefused(Exception):
    """Raised inside a reader; `reading()` is what the reader gives back then."""

    def __init__(self, code: str, *, line: int | None = None, column: str = "", value: str = "", **params: Any) -> None:
        super().__init__(code)
        self.problem = Problem(code, line, column, value[:200], params, Severity.FILE)

    def reading(self) -> Reading:
        """No rows, one problem."""
        return Reading(pl.DataFrame(schema={LINE: pl.Int64}), [self.problem], total=0)
