"""Workbooks for tests: honest ones by XlsxWriter, hostile ones by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter


def book_of(rows: Sequence[Sequence[Any]], *more: Sequence[Sequence[Any]], change: Callable[..., None] | None = None,
            **options: Any) -> bytes:  # fmt: skip
    """One sheet for each table; text stays text. `change(book, sheet)` may spoil the first sheet."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, **options}) as book:
        for table in (rows, *more):
            sheet = book.add_worksheet()
            for y, row in enumerate(table):
                for x, value in enumerate(row):
                    if value is not None:
                        sheet.write_string(y, x, value) if isinstance(value, str) else sheet.write(y, x, value)
        if change:
            change(book, book.worksheets()[0])
    return target.getvalue()


def repacked(book: bytes, changes: dict[str, Callable[[bytes], bytes]], extra: dict[str, bytes] | None = None) -> bytes:
    """The same workbook with some of its parts changed, and others added."""
    source, target = zipfile.ZipFile(io.BytesIO(book)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            content = source.read(name)
            out.writestr(name, changes[name](content) if name in changes else content)
        for name, content in (extra or {}).items():
            out.writestr(name, content)
    return target.getvalue()


def in_sheet(book: bytes, old: bytes, new: bytes) -> bytes:
    """The first sheet's XML with one piece replaced; it must be there."""

    def replace(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new)

    return repacked(book, {"xl/worksheets/sheet1.xml": replace})
