"""What a file changes: against how everything stood when it was made, and against how it stands now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from .reading import Line, Origin, lines_of
from .shapes import KEY, Book, Column, Problem, Row, Sheet


class ChangeKind(StrEnum):
    """What happens to a row."""

    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Cell:
    """One cell that changes. `clash`: somebody else changed it since the file was made; then one value is chosen."""

    column: Column
    place: str
    old: str  # as it stands now
    new: str  # as the file says
    clash: bool = False


@dataclass(frozen=True)
class Change:
    """One row that changes, with its cells. `key` of a new row is `#` with its line."""

    kind: ChangeKind
    sheet: Sheet
    key: str
    label: str
    place: str
    cells: tuple[Cell, ...]
    now: Row
    row: Row  # as the file has it
    places: Mapping[str, str] = field(default_factory=dict)
    clash: bool = False  # of the whole row: it is dropped here and was changed elsewhere

    def choice(self, column: str = "") -> str:
        """The name of the choice in a form."""
        return f"{self.sheet.id}|{self.key}|{column}"


@dataclass
class Difference:
    """All that a file changes in the order of its sheets, and what stands in the way."""

    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def clashes(self) -> list[str]:
        """The names of all choices that a person has to make."""
        rows = [one.choice() for one in self.changes if one.clash]
        return rows + [one.choice(cell.column.id) for one in self.changes for cell in one.cells if cell.clash]

    def count(self, kind: ChangeKind) -> int:
        """How many rows are added, changed or dropped."""
        return sum(one.kind == kind for one in self.changes)


def compare(now: Book, origin: Origin) -> Difference:
    """Three-way: what the file left as it was stays as it stands now. Raises ProgrammeRefusal for foreign sheets."""
    found = Difference()
    for sheet in now.sheets:
        lines, problems = lines_of(origin, sheet)
        unread, told = {one.cell for one in problems}, len(problems)
        base = origin.content.get(sheet.id, {})
        for line in lines:
            found.changes += _of_line(sheet, line, base.get(line.key), problems)
        # A cell that cannot be read is not also said to be empty.
        found.problems += problems[:told] + [one for one in problems[told:] if one.cell not in unread]
        if sheet.grows:
            found.changes += _dropped(sheet, base, {line.key for line in lines})
    return found


def _of_line(sheet: Sheet, line: Line, base: Row | None, problems: list[Problem]) -> Iterator[Change]:
    if base is None:
        if not line.key:
            yield from _added(sheet, line, problems)
        return
    now = sheet.rows.get(line.key)
    changed = [one for one in sheet.read if line.cells[one.id] != base.get(one.id, "")]
    for column in changed:
        if column.locked:
            problems.append(Problem(sheet.title, line.places[column.id], _locked(base.get(column.id, ""))))
    if now is None:
        if changed:
            problems.append(Problem(sheet.title, line.places[KEY], _gone(changed, line)))
        return
    cells = tuple(
        Cell(one, line.places[one.id], now.get(one.id, ""), line.cells[one.id],
             clash=now.get(one.id, "") != base.get(one.id, ""))
        for one in changed if line.cells[one.id] != now.get(one.id, "") and not one.locked
    )  # fmt: skip
    for cell in cells:
        if cell.column.required and not cell.new:
            problems.append(Problem(sheet.title, cell.place, _("“%s” may not be empty.") % cell.column.title))
    if cells:
        label = label_of(sheet, now)
        yield Change(
            ChangeKind.CHANGED, sheet, line.key, label, line.places[KEY], cells, now, line.cells, line.places
        )  # fmt: skip


def _locked(base: str) -> str:
    return _("This cell is not changed here; it said “%s”. Add a new row instead.") % base[:60]


def _gone(changed: list[Column], line: Line) -> str:
    values = "; ".join(f"{one.title}: {line.cells[one.id]}"[:200] for one in changed)
    return (
        _("Somebody else took this row out meanwhile. The file changes it (%s). Take the row out of the file.") % values
    )


def _added(sheet: Sheet, line: Line, problems: list[Problem]) -> Iterator[Change]:
    if not sheet.grows:
        problems.append(Problem(sheet.title, line.places[KEY], _("No rows can be added to this sheet.")))
        return
    for column in sheet.read:
        if column.required and not line.cells[column.id]:
            told = _("“%s” may not be empty.") % column.title
            problems.append(Problem(sheet.title, line.places[column.id], told))
    cells = tuple(Cell(one, line.places[one.id], "", line.cells[one.id]) for one in sheet.read if line.cells[one.id])
    yield Change(ChangeKind.ADDED, sheet, f"#{line.number}", label_of(sheet, line.cells), line.places[KEY], cells, {},
                 line.cells, line.places)  # fmt: skip


def _dropped(sheet: Sheet, base: Mapping[str, Row], there: set[str]) -> Iterator[Change]:
    for key, was in base.items():
        now = sheet.rows.get(key)
        if key in there or now is None:
            continue
        clash = any(now.get(one.id, "") != was.get(one.id, "") for one in sheet.read)
        yield Change(ChangeKind.DROPPED, sheet, key, label_of(sheet, now), "", (), now, {}, clash=clash)


def label_of(sheet: Sheet, row: Row) -> str:
    """By what people know a row: its first texts, codes in words."""
    texts = [one.meaning(row.get(one.id, "")) for one in sheet.columns[: sheet.known_by]]
    return " · ".join(text[:60] for text in texts if text)
