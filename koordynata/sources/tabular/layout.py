"""What a file looks like: its columns, their meaning and checks. Pages, templates and docs are made from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from ..dictionaries import Entry, entries
from .kinds import Kind


@dataclass(frozen=True)
class Column:
    """One column. `name` is the field of the reading's rows; `header` and `aliases` stand in files."""

    name: str
    header: str
    kind: Kind
    meaning: Any = ""  # a lazy text
    example: str = ""
    aliases: Sequence[str] = ()
    required: bool = True  # the header has it
    filled: bool = True  # and no cell of it is empty
    missing: Sequence[str] = ()  # signs that mean "no data", e.g. ":" in GUS files
    occurrence: int = 1  # which one, where a header stands in the file more than once
    dictionary: str | None = None  # the list from which it is filled, see `sources/dictionaries.py`; None: the kind's

    @property
    def names(self) -> list[str]:
        """Every name under which the column is known."""
        return [self.header, *self.aliases]

    def offered(self) -> list[Entry]:
        """What a template offers to choose from: codes or words, with their names."""
        name = self.kind.dictionary if self.dictionary is None else self.dictionary
        return [*((word, "") for word in self.kind.choices()), *entries(name)]


@dataclass(frozen=True)
class RowRule:
    """A check over several columns: `bad` is true for rows that break it."""

    code: str
    column: str  # the field named in the problem
    bad: pl.Expr
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """The columns of a kind of file, its key (rows that share it are duplicates), its rules across columns."""

    columns: Sequence[Column]
    key: Sequence[str] = ()
    rules: Sequence[RowRule] = ()

    def column(self, name: str) -> Column:
        """The column of a field."""
        return next(column for column in self.columns if column.name == name)

    def repeats(self, column: Column) -> bool:
        """Whether the layout expects this header more than once."""
        return any(other.occurrence > 1 and other.header == column.header for other in self.columns)

    def header_line(self, delimiter: str = ";") -> str:
        """The header of an empty template."""
        return delimiter.join(column.header for column in self.columns)
