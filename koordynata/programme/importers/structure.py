"""Themes, lines of action and whatever else stands in a programme, from a table: read, checked, planned.

Columns (Polish or English header): numer (number), nazwa (name); and, where given, poziom (level: its name or id),
numer nadrzędnego (number of the one above; without it what stands before the last dot), nazwa angielska, treść,
początek, koniec. One thing wrong, and nothing of the file is added.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from koordynata.sources.enums import Severity
from koordynata.sources.messages import message
from koordynata.sources.reading import LINE
from koordynata.sources.tabular import Column, Layout, read_table
from koordynata.sources.tabular.kinds import Date, Text
from koordynata.sources.tabular.workbook import text_of

from ..layout import Kind, Level
from ..models import Element, Version

LAYOUT = Layout(columns=(
    Column("code", "numer", Text(max_length=30), _("number of the element"), "1.1", aliases=("number", "code")),
    Column("name", "nazwa", Text(max_length=300), _("name"), "Staże", aliases=("name",)),
    Column("level", "poziom", Text(), aliases=("level",), required=False, filled=False),
    Column("parent", "numer nadrzędnego", Text(max_length=30), aliases=("parent", "nadrzędny"), required=False,
           filled=False),
    Column("name_en", "nazwa angielska", Text(max_length=300), aliases=("english name", "name_en"), required=False,
           filled=False),
    Column("text", "treść", Text(max_length=20_000), aliases=("text", "content"), required=False, filled=False),
    Column("starts", "początek", Date(), aliases=("starts", "begins"), required=False, filled=False),
    Column("ends", "koniec", Date(), aliases=("ends",), required=False, filled=False),
))  # fmt: skip
MOST = 5_000  # rows of one file


@dataclass(frozen=True)
class Row:
    """A row of the file. `line` 1 is the header."""

    line: int
    code: str
    name: str
    level: str
    parent: str
    name_en: str = ""
    text: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Wrong:
    """What is wrong, with its line (None: the file as a whole) and column."""

    line: int | None
    column: str
    text: str


@dataclass
class Plan:
    """What a file would add to a version: in the order in which it is added, each with its level."""

    new: list[tuple[Row, Level]] = field(default_factory=list)
    there: list[Row] = field(default_factory=list)  # the same element stands in the version already
    wrong: list[Wrong] = field(default_factory=list)


def plan_of(data: bytes, version: Version) -> Plan:
    """Read a CSV or XLSX file against a version; nothing is written."""
    reading = read_table(data, LAYOUT)
    plan = Plan(wrong=[
        Wrong(one.line, one.column, message(one.code, one.params))
        for one in reading.problems if one.severity != Severity.REMARK
    ])  # fmt: skip
    if plan.wrong:
        return plan
    if reading.rows.height > MOST:
        plan.wrong.append(Wrong(None, "", _("The file has more than %d rows.") % MOST))
        return plan
    rows = [_row(one) for one in reading.rows.iter_rows(named=True)]
    elements = {one.code: one for one in version.elements.order_by("path")}
    plan.wrong += _doubles(rows)
    firsts = {row.code: row for row in reversed(rows)}
    _settle(plan, [row for row in rows if firsts[row.code] is row], elements, version.programme.layout)
    plan.wrong.sort(key=lambda one: one.line or 0)
    return plan


def plain_text(data: bytes) -> bytes:
    """The table as text in UTF-8, whatever file it came in; for data that `plan_of` takes."""
    return text_of(data, LAYOUT).encode()


def _row(told: dict[str, object]) -> Row:
    def text(name: str) -> str:
        return str(told.get(name) or "").strip()

    def day(name: str) -> date | None:
        value = told.get(name)
        return value if isinstance(value, date) else None

    line, code = told[LINE], text("code")
    assert isinstance(line, int)
    return Row(
        line, code, text("name"), text("level"), text("parent") or code.rpartition(".")[0], text("name_en"),
        text("text"), day("starts"), day("ends"),
    )  # fmt: skip


def _doubles(rows: list[Row]) -> Iterator[Wrong]:
    first: dict[str, int] = {}
    for row in rows:
        if row.code in first:
            yield _wrong(row, "numer", _("The number %(code)s stands in line %(line)d already."), line=first[row.code])
        first.setdefault(row.code, row.line)


def _settle(plan: Plan, rows: list[Row], elements: dict[str, Element], layout: Kind) -> None:
    """Sort the rows: new ones after what stands above them, those that are there, and what cannot be."""
    levels = {code: layout.level(one.level) for code, one in elements.items()}
    left = {row.code: row for row in rows}
    while ready := [row for row in left.values() if not row.parent or row.parent in levels]:
        for row in ready:
            del left[row.code]
            _take(plan, row, elements.get(row.code), levels, layout)
    for row in left.values():
        plan.wrong.append(_unplaced(row, left))


def _take(plan: Plan, row: Row, known: Element | None, levels: dict[str, Level], layout: Kind) -> None:
    above = levels.get(row.parent)
    level = _level(row, above, layout)
    if level is None:
        plan.wrong.append(_wrong(row, "poziom", _("This level cannot stand there: %(level)s."), level=row.level or "–"))
        level = layout.levels[-1]
    elif known is not None and (known.name != row.name or known.level != level.id):
        told = _("The number %(code)s belongs to another element of the version: %(name)s.")
        plan.wrong.append(_wrong(row, "numer", told, name=known.name))
    elif row.starts and row.ends and row.ends < row.starts:
        plan.wrong.append(_wrong(row, "koniec", _("It ends before it begins.")))
    elif known is not None:
        plan.there.append(row)
    else:
        plan.new.append((row, level))
    levels[row.code] = level


def _level(row: Row, above: Level | None, layout: Kind) -> Level | None:
    """The level that the row names; without a name the next one below."""
    allowed = layout.below(above)
    if not row.level:
        return allowed[0] if allowed else None
    words = row.level.casefold()
    names = {one: {one.id, one.name_pl.casefold(), one.name_en.casefold()} for one in allowed}
    return next((one for one in allowed if words in names[one]), None)


def _unplaced(row: Row, left: dict[str, Row]) -> Wrong:
    """A row that hangs on nothing: on a number that nobody has, or, step by step, on itself."""
    seen, one = [row.code], row
    while one.parent in left:
        one = left[one.parent]
        if one.code in seen:
            circle = " → ".join([*seen[seen.index(one.code) :], one.code])
            return _wrong(row, "numer nadrzędnego", _("The elements stand under each other in a circle: %(circle)s."),
                          circle=circle)  # fmt: skip
        seen.append(one.code)
    told = _("The element above is neither in the file nor in the version: %(parent)s.")
    return _wrong(row, "numer nadrzędnego", told, parent=one.parent)


def _wrong(row: Row, column: str, text: str, **params: object) -> Wrong:
    return Wrong(row.line, column, text % {"code": row.code, **params})


def counted(plan: Plan) -> list[tuple[Level, int]]:
    """How many elements of each level would be added, the highest first."""
    counts = Counter(level for _row, level in plan.new)
    return sorted(counts.items(), key=lambda pair: pair[0].position)
