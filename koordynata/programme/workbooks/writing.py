"""A workbook written: cells that check what is written into them, keys that are locked, the state it began from."""

import io
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from koordynata.foundation.tables import neutral, sheet_name

from .shapes import KEY, Book, Column, Kind, Row, Sheet

BASE = "koordynata"  # the hidden sheet
MORE_ROWS = 300  # below the last one, cells check themselves too
CHUNK = 30_000
FORMATS = {Kind.TEXT: "@", Kind.NUMBER: "#,##0.##", Kind.INTEGER: "0", Kind.DATE: "yyyy-mm-dd"}
_PROTECTED = {
    "insert_rows": True, "delete_rows": True, "sort": True, "autofilter": True, "format_columns": True,
    "format_rows": True, "format_cells": True,
}  # fmt: skip


def write_book(book: Book) -> bytes:
    """XLSX: what to know, the sheets, the lists, and hidden how everything stood."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as file:
        _write_words(file, book)
        pages = [(sheet, file.add_worksheet(sheet_name(sheet.title))) for sheet in book.sheets]
        lists = _write_lists(file, book)
        for sheet, page in pages:
            _write_sheet(file, page, sheet, lists)
        _write_base(file, book)
    return target.getvalue()


def signature(text: str) -> str:
    """Whether a hidden sheet is the one that was written here."""
    return salted_hmac("koordynata.programme.workbooks", text, algorithm="sha256").hexdigest()


def _write_words(file: Any, book: Book) -> None:
    page, bold = file.add_worksheet(sheet_name(_("Read me"))), file.add_format({"bold": True})
    wrap = file.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 90)
    page.write_string(0, 0, neutral(book.title), bold)
    y = 1
    for note in book.notes:
        page.write_string(y, 0, neutral(note))
        y += 1
    for sheet in book.sheets:
        y += 1
        page.write_string(y, 0, sheet.title, bold)
        for column in sheet.columns:
            y += 1
            page.write_string(y, 0, column.title)
            page.write_string(y, 1, column.note, wrap)


def _write_lists(file: Any, book: Book) -> Mapping[tuple[str, str], str]:
    """The lists of codes on a sheet of their own, with what each code means."""
    page, bold = file.add_worksheet(sheet_name(_("Lists"))), file.add_format({"bold": True})
    ranges: dict[tuple[str, str], str] = {}
    x = 0
    for sheet in book.sheets:
        for column in (one for one in sheet.columns if one.choices):
            page.set_column(x, x, 18)
            page.set_column(x + 1, x + 1, 44)
            page.write_string(0, x, f"{sheet.title}: {column.title}", bold)
            for y, (code, meaning) in enumerate(column.choices, start=1):
                page.write_string(y, x, code)
                page.write_string(y, x + 1, meaning)
            first, last = (xlsxwriter.utility.xl_rowcol_to_cell(y, x, True, True) for y in (1, len(column.choices)))
            ranges[sheet.id, column.id] = f"='{page.get_name()}'!{first}:{last}"
            x += 2
    return ranges


def _write_sheet(file: Any, page: Any, sheet: Sheet, lists: Mapping[tuple[str, str], str]) -> None:
    """Line 1, hidden, names the columns for the program; line 2 for people. Column A holds the key."""
    head = file.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    open_ = {kind: file.add_format({"num_format": form, "locked": False, "text_wrap": kind == Kind.TEXT})
             for kind, form in FORMATS.items()}  # fmt: skip
    shut = file.add_format({"font_color": "#666666", "text_wrap": True})
    page.write_string(0, 0, KEY)
    page.write_string(1, 0, _("Key (do not change)"), head)
    page.set_column(0, 0, 8, shut)
    for x, column in enumerate(sheet.columns, start=1):
        page.write_string(0, x, column.id)
        page.write_string(1, x, column.title, head)
        page.set_column(x, x, column.width, shut if column.told or (not sheet.grows and column.locked)
                        else open_[column.kind])  # fmt: skip
        if rule := _rule(column, lists.get((sheet.id, column.id), "")):
            page.data_validation(2, x, 1 + len(sheet.rows) + MORE_ROWS, x, rule)
    page.set_row(0, None, None, {"hidden": True})
    page.freeze_panes(2, 2)
    for y, (key, row) in enumerate(sheet.rows.items(), start=2):
        page.write_string(y, 0, key, shut)
        for x, column in enumerate(sheet.columns, start=1):
            closed = column.told or column.locked
            _write_cell(page, y, x, row.get(column.id, ""), column, shut if closed else open_[column.kind])
    page.protect("", _PROTECTED)


def _write_cell(page: Any, y: int, x: int, text: str, column: Column, look: Any) -> None:
    if not text:
        page.write_blank(y, x, None, look)
    elif column.kind in (Kind.NUMBER, Kind.INTEGER):
        page.write_number(y, x, float(text), look)
    elif column.kind == Kind.DATE:
        page.write_datetime(y, x, date.fromisoformat(text), look)
    else:
        page.write_string(y, x, text, look)


def _rule(column: Column, source: str) -> dict[str, Any]:
    """What a spreadsheet lets into a cell."""
    told = {"error_title": column.title[:32], "error_message": column.note[:255]} if column.note else {}
    if source:
        return {"validate": "list", "source": source, **told}
    if column.kind == Kind.DATE:
        return {"validate": "date", "criteria": "between", "minimum": date(1990, 1, 1), "maximum": date(2100, 1, 1),
                **told}  # fmt: skip
    if column.kind == Kind.NUMBER:
        return {"validate": "decimal", "criteria": "between", "minimum": -(10**12), "maximum": 10**12, **told}
    if column.kind == Kind.INTEGER:
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 10**6, **told}
    return {}


def _write_base(file: Any, book: Book) -> None:
    """How everything stood when the file was made: against it is seen what was changed in the file."""
    page = file.add_worksheet(BASE)
    page.very_hidden()
    text = base_text(book.kind, book.about, {one.id: sheet_name(one.title) for one in book.sheets}, book.content)
    page.write_string(0, 0, signature(text))
    for y, at in enumerate(range(0, len(text), CHUNK), start=1):
        page.write_string(y, 0, text[at : at + CHUNK])


def base_text(
    kind: str, about: Mapping[str, str], titles: Mapping[str, str], content: Mapping[str, Mapping[str, Row]]
) -> str:
    """ASCII, so that no spreadsheet changes a letter of it."""
    return json.dumps({"kind": kind, "about": dict(about), "titles": dict(titles), "content": content})
