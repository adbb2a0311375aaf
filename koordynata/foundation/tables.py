"""Tables for spreadsheets: one description of columns, one writer per format, no live formula in any cell."""

import codecs
import csv
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

import xlsxwriter
from django.utils.functional import Promise

Row = TypeVar("Row")
Text = str | Promise

# A cell that starts so is a formula to some spreadsheet; a plain signed number (`-5`, `+48 600 100 200`) is not.
FORMULA_START = tuple("=+-@\t\r\n＝＋－＠")
SIGNED_NUMBER = re.compile(r"[+-]\d[\d \u00a0]*([.,]\d+)?")
CHUNK = 64 * 1024
CELL_LIMIT = 32_767  # characters that a spreadsheet's cell can hold
# Control characters that XML cannot carry.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its name in the file, what it holds, a comment for people, and where the value comes from."""

    name: Text
    kind: Kind
    comment: Text
    value: Callable[[Row], Any]


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    # Some spreadsheets trim blanks before they look for a formula.
    start = text.lstrip(" \u00a0\ufeff")
    if start.startswith(FORMULA_START) and not SIGNED_NUMBER.fullmatch(text):
        return "'" + text
    return text


def csv_text(value: Any, decimal: str) -> str:
    """A value as it stands in a CSV file; words in the place of a number pass as words."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", decimal)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return neutral(str(value))


def write_csv(columns: Sequence[Column[Row]], rows: Iterable[Row], *, decimal: str = ",") -> Iterator[bytes]:
    """Pieces of a CSV file in UTF-8 with BOM and `;` between fields, as Polish spreadsheets open it by a click."""
    yield codecs.BOM_UTF8
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow([neutral(str(column.name)) for column in columns])
    for row in rows:
        writer.writerow([csv_text(column.value(row), decimal) for column in columns])
        if buffer.tell() > CHUNK:
            yield _take(buffer)
    yield _take(buffer)


def _take(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece


def write_xlsx(
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    *,
    sheet: Text,
    columns_sheet: Text,
    notes: Sequence[Text] = (),
) -> Iterator[bytes]:
    """Pieces of an XLSX file: the rows, and a second sheet with each column's name, type and comment, and the notes.

    Rows go to a temporary file one by one, so that a long list takes no memory.
    """
    with tempfile.TemporaryFile() as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(file, options) as book:
            bold = book.add_format({"bold": True, "bottom": 1})
            _write_rows(book, str(sheet), columns, rows, bold)
            _describe(book, str(columns_sheet), columns, notes, bold)
        file.seek(0)
        yield from iter(lambda: file.read(CHUNK), b"")


def sheet_name(name: str) -> str:
    """A name that a spreadsheet takes for a sheet: 31 characters, without those that mean something in an address."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip("' ")


def _write_rows(book: Any, name: str, columns: Sequence[Column[Row]], rows: Iterable[Row], bold: Any) -> None:
    page = book.add_worksheet(sheet_name(name))
    page.freeze_panes(1, 1)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for x, column in enumerate(columns):
        page.set_column(x, x, 32 if column.kind == Kind.TEXT else 14)
        page.write_string(0, x, str(column.name), bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for x, column in enumerate(columns):
            _write_cell(page, last, x, column.value(row), day)
    page.autofilter(0, 0, last, len(columns) - 1)


def _write_cell(page: Any, y: int, x: int, value: Any, day: Any) -> None:
    if value is None:
        return
    if isinstance(value, int | float) and not isinstance(value, bool):
        page.write_number(y, x, value)
    elif isinstance(value, date):
        naive = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        page.write_datetime(y, x, naive, day)
    else:
        page.write_string(y, x, NOT_XML.sub(" ", str(value))[:CELL_LIMIT])


def _describe(book: Any, name: str, columns: Sequence[Column[Row]], notes: Sequence[Text], bold: Any) -> None:
    page = book.add_worksheet(sheet_name(name))
    page.set_column(0, 0, 32)
    page.set_column(2, 2, 90)
    for y, column in enumerate(columns):
        page.write_string(y, 0, str(column.name), bold)
        page.write_string(y, 1, column.kind.value)
        page.write_string(y, 2, str(column.comment))
    for y, note in enumerate(notes, start=len(columns) + 1):
        page.write_string(y, 0, str(note))
