"""Bytes → the one sheet that holds the table → text."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.utils import get_column_letter, range_boundaries

from ...refusal import FileRefused
from ..decoding import decode
from ..header import plain
from ..layout import Layout
from .cells import cell_text
from .looking import Part, look_through

MOST_ROWS = 1_048_576  # of any spreadsheet
MOST_COLUMNS = 500
BESIDE = 20  # columns to the right of the table in which a stray value is still noticed
DELIMITER = ";"


@dataclass(frozen=True)
class Table:
    """A sheet, the line of its header, and the names there."""

    sheet: Any
    line: int
    names: list[str]

    def column(self, index: int) -> str:
        """What people call a column: its header, else its letter."""
        name = self.names[index] if index < len(self.names) else ""
        return name or get_column_letter(index + 1)

    def rows(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Lines and cells from the header on."""
        return _lines(self.sheet, self.line, len(self.names) + BESIDE)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin like a packed file, as XLSX does."""
    return data.startswith(b"PK\x03\x04")


def text_of(data: bytes, layout: Layout) -> str:
    """The text of a file of either kind; raises FileRefused."""
    return workbook_text(data, layout) if is_workbook(data) else decode(data)


def workbook_text(data: bytes, layout: Layout) -> str:
    """The sheet with the layout's columns as CSV; a line of the text is a row of the sheet. Raises FileRefused."""
    parts = look_through(data)
    with _opened(data, data_only=True) as book:
        table = _choose(book, layout)
        part = parts.get(table.sheet._worksheet_path, Part())
        _refuse_merged(table, part.merged)
        if part.formulas:
            _refuse_uncomputed(data, table)
        return _written(table)


@contextmanager
def _opened(data: bytes, *, data_only: bool) -> Iterator[Any]:
    """The workbook, read row by row. Whatever its library stumbles over refuses the file."""
    book = None
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a sheet may lie about its size
        yield book
    except FileRefused:
        raise
    except Exception as error:
        raise FileRefused("file_workbook_broken") from error
    finally:
        if book is not None:
            book.close()


def _lines(sheet: Any, first: int, columns: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    rows = sheet.iter_rows(max_col=columns, max_row=MOST_ROWS)
    return islice(enumerate(rows, start=1), first - 1, None)


def _choose(book: Any, layout: Layout) -> Table:
    """The one sheet with the columns and with rows; else the one most like it, so that the reader says what lacks."""
    tables = [table for sheet in book.worksheets if (table := _table_of(sheet))]
    if not tables:
        raise FileRefused("file_empty")
    fitting = [table for table in tables if _fits(table, layout)]
    filled = [table for table in fitting if _has_rows(table)]
    if len(filled) > 1:
        raise FileRefused("file_two_sheets", sheets=", ".join(table.sheet.title for table in filled[:5]))
    known = {plain(name) for column in layout.columns for name in column.names}
    likest = max(tables, key=lambda table: sum(plain(name) in known for name in table.names))
    return (filled or fitting or [likest])[0]


def _table_of(sheet: Any) -> Table | None:
    """The first line that says something is the header."""
    for line, cells in _lines(sheet, 1, MOST_COLUMNS + 1):
        names = [cell_text(cell).strip() for cell in cells]
        while names and not names[-1]:
            names.pop()
        if len(names) > MOST_COLUMNS:
            raise FileRefused("file_workbook_wide", line=line, limit=MOST_COLUMNS)
        if names:
            return Table(sheet, line, names)
    return None


def _fits(table: Table, layout: Layout) -> bool:
    names = {plain(name) for name in table.names}
    return all(any(plain(name) in names for name in column.names) for column in layout.columns if column.required)


def _has_rows(table: Table) -> bool:
    return any(any(cell.value is not None for cell in cells) for _line, cells in islice(table.rows(), 1, None))


def _refuse_merged(table: Table, merged: set[str]) -> None:
    """Of merged cells only the first holds a value: the others would look empty."""
    for ref in sorted(merged, key=range_boundaries):
        left, _top, _right, bottom = range_boundaries(ref)
        if left is not None and bottom is not None and bottom >= table.line and left <= len(table.names):
            top = max(_top or 1, table.line)
            raise FileRefused("file_merged_cells", line=top, column=table.column(left - 1), value=ref)


def _refuse_uncomputed(data: bytes, table: Table) -> None:
    """A formula without its result: the program that wrote the file never counted it."""
    with _opened(data, data_only=False) as book:
        written = Table(book[table.sheet.title], table.line, table.names)
        for (line, formulas), (_line, values) in zip(written.rows(), table.rows(), strict=False):
            for index, (formula, value) in enumerate(zip(formulas, values, strict=False)):
                if formula.data_type == "f" and value.value is None:
                    raise FileRefused("file_formula_uncomputed", line=line, column=table.column(index))


def _written(table: Table) -> str:
    out, width = io.StringIO(), len(table.names)
    writer = csv.writer(out, delimiter=DELIMITER, lineterminator="\n")
    out.write("\n" * (table.line - 1))
    for line, cells in table.rows():
        if line >= MOST_ROWS:
            raise FileRefused("file_workbook_long", limit=MOST_ROWS)
        if all(cell is EMPTY_CELL for cell in cells):
            out.write("\n")
            continue
        texts = [_text(table, line, index, cell) for index, cell in enumerate(cells)]
        # What stands beside the table makes the row too long, as it would in a text file.
        writer.writerow(texts[:width] + [text for text in texts[width:] if text])
    return out.getvalue()


def _text(table: Table, line: int, index: int, cell: Any) -> str:
    if cell.data_type == "e":
        raise FileRefused("file_cell_error", line=line, column=table.column(index), value=str(cell.value))
    return cell_text(cell)
