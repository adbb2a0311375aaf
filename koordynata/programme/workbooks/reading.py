"""A workbook read back: refused whole in one sentence where it is hostile or foreign, else row by row."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import openpyxl
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from koordynata.sources.messages import message
from koordynata.sources.refusal import FileRefused
from koordynata.sources.tabular.workbook import is_workbook
from koordynata.sources.tabular.workbook.looking import look_through

from ..errors import ProgrammeRefusal
from .shapes import KEY, Problem, Row, Sheet
from .texts import WrongCell, read_cell
from .writing import BASE, signature

LARGEST = 8 * 2**20
MOST_LINES, MOST_COLUMNS = 20_000, 200


@dataclass(frozen=True)
class Line:
    """One row of a file: its key (empty: new), its cells, and where it stands."""

    number: int
    key: str
    cells: Row
    places: dict[str, str]  # column → cell, `C14`


@dataclass(frozen=True)
class Origin:
    """What a file says it is, how everything stood when it was made, and its sheets as they are."""

    kind: str
    about: dict[str, str]
    titles: dict[str, str]
    content: dict[str, dict[str, Row]]
    cells: dict[str, list[list[Any]]]  # by the sheet's id, from its first line


def read_origin(content: bytes) -> Origin:
    """Open a file that was made here. Raises ProgrammeRefusal in one sentence for anything else."""
    if len(content) > LARGEST:
        raise ProgrammeRefusal(_("The file is larger than %d MB.") % (LARGEST // 2**20))
    if not is_workbook(content):
        raise ProgrammeRefusal(_("This is not an XLSX workbook."))
    try:
        parts = look_through(content)
    except FileRefused as refused:
        raise ProgrammeRefusal(_refusal(refused)) from None
    if any("vbaproject" in name.lower() for name in parts):
        raise ProgrammeRefusal(_("The workbook holds macros. Save it as a workbook without them."))
    if any(part.formulas for part in parts.values()):
        raise ProgrammeRefusal(_("The workbook holds formulas. Replace them by their values."))
    if any(part.merged for part in parts.values()):
        raise ProgrammeRefusal(_("The workbook holds merged cells. Divide them."))
    with _opened(content) as book:
        told = _base(book)
        return Origin(told["kind"], told["about"], told["titles"], told["content"], dict(_sheets(book, told["titles"])))


def _refusal(refused: FileRefused) -> str:
    return str(message(refused.problem.code, refused.problem.params))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    book = None
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
        yield book
    except ProgrammeRefusal:
        raise
    except Exception as error:  # whatever the library stumbles over refuses the file
        raise ProgrammeRefusal(_("The workbook is damaged and cannot be read.")) from error
    finally:
        if book is not None:
            book.close()


def _base(book: Any) -> dict[str, Any]:
    if BASE not in book.sheetnames:
        raise ProgrammeRefusal(_("This workbook was not made here. Take a new one from the page of the programme."))
    cells = [row[0] for row in book[BASE].iter_rows(max_col=1, max_row=MOST_LINES, values_only=True)]
    text = "".join(str(one) for one in cells[1:] if one is not None)
    if not cells or not constant_time_compare(str(cells[0]), signature(text)):
        raise ProgrammeRefusal(_("The hidden sheet of this workbook was changed. Take a new one and copy into it."))
    told: dict[str, Any] = json.loads(text)
    return told


def _sheets(book: Any, titles: dict[str, str]) -> Iterator[tuple[str, list[list[Any]]]]:
    for name, title in titles.items():
        if title not in book.sheetnames:
            raise ProgrammeRefusal(_("The sheet “%s” is missing.") % title)
        rows: list[list[Any]] = []
        for row in book[title].iter_rows(max_col=MOST_COLUMNS, max_row=MOST_LINES + 1, values_only=True):
            rows.append(list(row))
        if len(rows) > MOST_LINES:
            raise ProgrammeRefusal(_("The sheet “%(sheet)s” has more than %(most)d rows.")
                                   % {"sheet": title, "most": MOST_LINES})  # fmt: skip
        yield name, rows


def lines_of(origin: Origin, sheet: Sheet) -> tuple[list[Line], list[Problem]]:
    """The rows of one sheet, and what in them cannot be read. Raises ProgrammeRefusal for a foreign header."""
    rows = origin.cells[sheet.id]
    header = [str(one) if one is not None else "" for one in rows[0]] if rows else []
    lacking = [one.title for one in sheet.read if one.id not in header]
    if lacking or KEY not in header:
        words = {"sheet": sheet.title, "columns": ", ".join(lacking) or KEY}
        raise ProgrammeRefusal(_("The sheet “%(sheet)s” lacks columns: %(columns)s.") % words)
    titles = {one.id: one.title for one in sheet.read}
    if twice := sorted({titles.get(one, one) for one in header if one and header.count(one) > 1}):
        words = {"sheet": sheet.title, "columns": ", ".join(twice)}
        raise ProgrammeRefusal(_("In the sheet “%(sheet)s” columns stand twice: %(columns)s.") % words)
    lines: list[Line] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[2:], start=3):
        if all(one is None or one == "" for one in row):
            continue
        line = _line(sheet, header, number, row, problems)
        if line.key and (line.key in seen or line.key not in origin.content.get(sheet.id, {})):
            text = _("The key stands in two rows.") if line.key in seen else _("The key is unknown. Leave it empty.")
            problems.append(Problem(sheet.title, f"A{number}", text))
        seen.add(line.key)
        lines.append(line)
    return lines, problems


def _line(sheet: Sheet, header: list[str], number: int, row: list[Any], problems: list[Problem]) -> Line:
    at = {name: x for x, name in enumerate(header) if name}
    cells, places = {}, {KEY: f"{get_column_letter(at[KEY] + 1)}{number}"}
    for column in sheet.read:
        places[column.id] = f"{get_column_letter(at[column.id] + 1)}{number}"
        try:
            cells[column.id] = read_cell(row[at[column.id]], column)
        except WrongCell as wrong:
            cells[column.id] = ""
            problems.append(Problem(sheet.title, places[column.id], str(wrong)))
            continue
        if column.choices and cells[column.id] and cells[column.id] not in dict(column.choices):
            words = {"value": cells[column.id][:60], "column": column.title}
            problems.append(Problem(sheet.title, places[column.id],
                                    _("“%(value)s” is not in the list of “%(column)s”.") % words))  # fmt: skip
    key = row[at[KEY]]
    return Line(number, str(key).strip() if key is not None else "", cells, places)
