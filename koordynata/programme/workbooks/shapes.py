"""What a workbook is made of, whatever it holds: sheets of rows that are known by a key, cells as plain text."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Row = dict[str, str]  # column → canonical text
KEY = "key"
LONGEST = 32_000  # characters of a cell; a spreadsheet takes a few more


class Kind(StrEnum):
    """What a column holds; its canonical text is the same however a spreadsheet keeps it."""

    TEXT = "text"
    NUMBER = "number"  # at most two digits after the point
    INTEGER = "integer"
    DATE = "date"  # ISO 8601


@dataclass(frozen=True)
class Column:
    """One column. `locked`: not to be changed in rows that are there; `told`: shown for people, never read."""

    id: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 14
    locked: bool = False
    told: bool = False
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()  # what may stand there, with its meaning
    note: str = ""

    def meaning(self, text: str) -> str:
        """What a code stands for; any other text itself."""
        return dict(self.choices).get(text, text)


@dataclass(frozen=True)
class Sheet:
    """A sheet with its rows by key. `grows`: rows may be added and left out; `known_by`: so many of the first columns
    tell people which row it is."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: dict[str, Row] = field(default_factory=dict)
    grows: bool = True
    known_by: int = 3

    def column(self, name: str) -> Column:
        """Raises StopIteration for an unknown one."""
        return next(one for one in self.columns if one.id == name)

    @property
    def read(self) -> list[Column]:
        """The columns that are read back."""
        return [one for one in self.columns if not one.told]


@dataclass(frozen=True)
class Book:
    """A workbook: of what (`kind`, `about`), and how it stands now."""

    kind: str
    about: Mapping[str, str]
    title: str
    notes: tuple[str, ...]
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet:
        """Raises StopIteration for an unknown one."""
        return next(one for one in self.sheets if one.id == name)

    @property
    def content(self) -> dict[str, dict[str, Row]]:
        """All rows that are read back, by sheet and key."""
        return {one.id: {key: _read_cells(one, row) for key, row in one.rows.items()} for one in self.sheets}

    @property
    def digest(self) -> str:
        """One word for how everything stands."""
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _read_cells(sheet: Sheet, row: Row) -> Row:
    return {one.id: row.get(one.id, "") for one in sheet.read}


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which cell."""

    sheet: str
    cell: str
    text: str

    def __str__(self) -> str:
        return f"{self.sheet}, {self.cell}: {self.text}" if self.cell else f"{self.sheet}: {self.text}"
