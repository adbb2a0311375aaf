"""What every table of the house keeps: its template reads itself, and broken files are refused with a reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from koordynata.sources import catalogue
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.reading import Reading
from koordynata.sources.tabular import Layout

from .tabular.books import book_of

TABLES = [importer for importer in catalogue.importers() if importer.layout]
every_table = pytest.mark.parametrize("importer", TABLES, ids=lambda importer: importer.id)


def layout_of(importer: Importer) -> Layout:
    assert importer.layout
    return importer.layout


def read(importer: Importer, data: bytes, folder: Path) -> Reading:
    path = folder / "file"
    path.write_bytes(data)
    return importer.read(path, ReadOptions())


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "0" * 10_000_000)
    return target.getvalue()


@every_table
def test_columns_say_what_they_mean(importer: Importer) -> None:
    for column in layout_of(importer).columns:
        assert str(column.meaning), column.header
        assert column.example or not column.filled, column.header


@every_table
def test_the_examples_of_a_template_are_a_good_file(importer: Importer, tmp_path: Path) -> None:
    columns = layout_of(importer).columns
    text = ";".join(column.header for column in columns) + "\n" + ";".join(column.example for column in columns) + "\n"
    reading = read(importer, text.encode(), tmp_path)
    assert [(p.column, p.code, p.value) for p in reading.problems if p.severity != "remark"] == []
    assert reading.rows.height == 1


@every_table
@pytest.mark.parametrize("spoiled", [False, True], ids=["examples", "spoiled"])
def test_a_workbook_reads_like_the_text_file(importer: Importer, spoiled: bool, tmp_path: Path) -> None:
    columns = layout_of(importer).columns
    rows = [[column.header for column in columns], [column.example for column in columns]]
    rows += [["?!" for _column in columns]] if spoiled else []
    text = "\n".join(";".join(row) for row in rows) + "\n"
    as_text, as_book = read(importer, text.encode(), tmp_path), read(importer, book_of(rows), tmp_path)
    assert as_book.problems == as_text.problems and as_book.rows.equals(as_text.rows)
    assert bool(as_book.rejected) == spoiled


@every_table
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (zipped(), "file_is_spreadsheet"),
        (b"%PDF-1.4", "file_is_document"),
        (b"<html>", "file_is_document"),
        ("a;b\n1;2\n".encode("utf-16"), "file_utf16"),
        (b"nothing;known\n1;2\n", "columns_missing"),
        (b"a\x00b;c\n", "file_nul"),
        ("Łódź;ą\n1;2\n".encode("cp1250").decode("cp1252").encode("utf-8"), "columns_missing"),
        ("Łódź;ą\n1;2\n".encode("iso8859-2"), "file_encoding"),
    ],
    ids=["empty", "zip", "pdf", "html", "utf16", "other", "nul", "cp1252", "iso"],
)
def test_broken_files_are_refused(importer: Importer, data: bytes, code: str, tmp_path: Path) -> None:
    reading = read(importer, data, tmp_path)
    assert reading.refused and reading.rows.is_empty()
    assert [problem.code for problem in reading.problems] == [code]


@every_table
def test_a_header_alone_is_no_data(importer: Importer, tmp_path: Path) -> None:
    reading = read(importer, (layout_of(importer).header_line() + "\n").encode(), tmp_path)
    assert [problem.code for problem in reading.problems] == ["file_without_rows"]
