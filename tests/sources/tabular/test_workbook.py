"""XLSX is read as the CSV that it would be: the same rows, the same problems; hostile workbooks change nothing."""

from __future__ import annotations

import datetime as dt
import io
import struct
import tracemalloc
import zipfile
from typing import Any

import pytest

from koordynata.sources.tabular import Choice, Column, Date, Decimal, Integer, Layout, Percent, Teryt, Text, read_table
from koordynata.sources.tabular.workbook import workbook_text
from koordynata.sources.tabular.workbook.cells import number_text

from .books import book_of, in_sheet, repacked

LAYOUT = Layout(
    columns=[
        Column("name", "nazwa", Text(40)),
        Column("place", "teryt", Teryt((4,))),
        Column("pupils", "uczniowie", Integer(0, 5000), filled=False),
        Column("share", "udzial", Percent(), filled=False, required=False),
        Column("day", "dzien", Date(), filled=False, required=False),
        Column("open", "otwarta", Choice({"0": 0, "1": 1}), filled=False, required=False),
        Column("gap", "luka", Decimal(), filled=False, required=False),
    ],
    key=["name"],
)
HEADER = [column.header for column in LAYOUT.columns]
ROW = ["Żubr; „Łódź”", "1607", "312", "87,5", "2026-09-30", "1", "-12,5"]


def codes(data: bytes) -> list[tuple[str, int | None, str]]:
    return [(problem.code, problem.line, problem.column) for problem in read_table(data, LAYOUT).problems]


def csv_of(rows: list[list[Any]]) -> bytes:
    import csv

    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows([["" if v is None else v for v in r] for r in rows])
    return out.getvalue().encode()


TABLES: dict[str, list[list[Any]]] = {
    "good": [HEADER, ROW],
    "any order": [HEADER[::-1], ROW[::-1]],
    "mistakes": [HEADER, ["", "16070", "x", "870", "30 września", "2", "y"], ROW],
    "formula as text": [HEADER, ["=1+1", "1607", "1", None, None, None, None]],
    "twice": [HEADER, ROW, ROW, [ROW[0], "1609", *ROW[2:]]],
    "gaps": [[], HEADER, [], ROW, [], [], ["Druga", "1609", None, None, None, None, None]],
    "too many cells": [HEADER, [*ROW, "obok"]],
    "columns missing": [["nazwa", "obce"], ["a", "b"]],
    "header alone": [HEADER],
    "quotes": [HEADER, ['Szkoła "Pod Dębem" im. "X', "1607", "1", None, None, None, None]],
}


@pytest.mark.parametrize("name", TABLES)
def test_the_same_rows_and_problems_as_csv(name: str) -> None:
    rows = TABLES[name]
    table, text = read_table(book_of(rows), LAYOUT), read_table(csv_of(rows), LAYOUT)
    assert table.problems == text.problems
    assert table.rows.equals(text.rows) and table.total == text.total
    assert name in {"columns missing", "header alone", "formula as text", "too many cells"} or table.rows.height


def test_cells_with_types_read_like_their_text() -> None:
    def change(book: Any, sheet: Any) -> None:
        percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_number(1, 1, 203)  # a TERYT code that lost its zero and became a number
        sheet.write_number(1, 2, 312.0)
        sheet.write_number(1, 3, 0.875, percent)
        sheet.write_datetime(1, 4, dt.date(2026, 9, 30), day)
        sheet.write_boolean(1, 5, True)
        sheet.write_number(1, 6, -0.1 - 0.2)

    reading = read_table(book_of([HEADER, ["Szkoła"]], change=change), LAYOUT)
    assert reading.problems == []
    assert reading.rows.row(0)[1:] == ("Szkoła", "0203", 312, 0.875, dt.date(2026, 9, 30), 1, -0.3)


@pytest.mark.parametrize("date_1904", [False, True])
def test_days_of_either_calendar(date_1904: bool) -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_datetime(1, 4, dt.date(2026, 9, 30), book.add_format({"num_format": "yyyy-mm-dd"}))

    rows = read_table(book_of([HEADER, ["S", "1607", "1"]], change=change, date_1904=date_1904), LAYOUT).rows
    assert rows["day"].to_list() == [dt.date(2026, 9, 30)]


def test_a_day_that_is_only_a_number_is_not_guessed() -> None:
    assert codes(book_of([HEADER, ["S", "1607", "1", None, 46295]])) == [("cell_not_date", 2, "dzien")]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (6.8, "6.8"),
        (0.1 + 0.2, "0.3"),
        (1e20, "100000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.5, "-0.5"),
    ],
)
def test_numbers_are_written_out(value: float, text: str) -> None:
    assert number_text(value) == text


def test_lines_break_no_rows() -> None:
    text = workbook_text(book_of([HEADER, ["Dwie\nlinie", *ROW[1:]], ["Druga", *ROW[1:]]]), LAYOUT)
    assert text.count("\n") == 3 and "Dwie linie" in text


def test_a_formula_counts_by_its_result() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_formula("C2", "=10+2", None, 12)

    assert read_table(book_of([HEADER, ROW], change=change), LAYOUT).rows["pupils"].to_list() == [12]


def test_a_formula_without_its_result_is_told_with_its_place() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_formula("C2", "=10+2", None, 12)

    book = in_sheet(book_of([HEADER, ROW], change=change), b"<v>12</v>", b"")
    assert codes(book) == [("file_formula_uncomputed", 2, "uczniowie")]


def test_an_error_in_a_cell_is_told_with_its_place() -> None:
    def change(book: Any, sheet: Any) -> None:
        sheet.write_formula("A2", "=1/0", None, "#DIV/0!")

    problem = read_table(book_of([HEADER, ROW], change=change), LAYOUT).problems[0]
    assert (problem.code, problem.line, problem.column, problem.value) == ("file_cell_error", 2, "nazwa", "#DIV/0!")


def test_merged_cells_are_told_with_their_place() -> None:
    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range("B3:B4", "1607")

    book = book_of([HEADER, ROW, ["B", None, "1"], ["C", None, "1"]], change=merge)
    assert codes(book) == [("file_merged_cells", 3, "teryt")]


def test_merged_cells_beside_the_table_do_not_matter() -> None:
    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_range("AZ1:BA9", "")

    assert codes(book_of([HEADER, ROW], change=merge)) == []


def test_the_sheet_is_found_among_others() -> None:
    notes = [["Objaśnienia"], ["nazwa", "teryt i tak dalej"]]
    assert read_table(book_of(notes, [HEADER, ROW]), LAYOUT).rows.height == 1
    assert read_table(book_of([HEADER], [HEADER, ROW]), LAYOUT).rows.height == 1, "an empty copy is no second table"


def test_two_sheets_with_rows_are_refused() -> None:
    (problem,) = read_table(book_of([HEADER, ROW], [HEADER, ["Inna", *ROW[1:]]]), LAYOUT).problems
    assert problem.code == "file_two_sheets" and problem.params == {"sheets": "Sheet1, Sheet2"}


def test_a_sheet_that_lies_about_its_size_is_read_whole() -> None:
    book = book_of([HEADER, *([f"Szkoła {n}", *ROW[1:]] for n in range(20))])
    lying = in_sheet(book, b'<dimension ref="A1:G21"/>', b'<dimension ref="A1:B2"/>')
    assert read_table(lying, LAYOUT).rows.height == 20


def bomb() -> bytes:
    return repacked(book_of([HEADER, ROW]), {}, {"xl/media/zeros.bin": b"\0" * 30_000_000})


def lying_bomb() -> bytes:
    """Its directory says 10 bytes, and it holds thirty million."""
    book, real = bytearray(bomb()), struct.pack("<I", 30_000_000)
    while (at := book.find(real)) >= 0:
        book[at : at + 4] = struct.pack("<I", 10)
    return bytes(book)


def declared() -> bytes:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return repacked(book_of([HEADER, ROW]), {"xl/sharedStrings.xml": lambda xml: xml.replace(b"?>", b"?>" + laughs, 1)})


def in_utf16() -> bytes:
    def turned(xml: bytes) -> bytes:
        return xml.decode().replace("UTF-8", "UTF-16").encode("utf-16")

    return repacked(book_of([HEADER, ROW]), {"xl/worksheets/sheet1.xml": turned})


def twice() -> bytes:
    target = io.BytesIO(book_of([HEADER, ROW]))
    with pytest.warns(UserWarning), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"<x/>")
    return target.getvalue()


HOSTILE = {
    "bomb": (bomb, "file_workbook_large"),
    "doctype": (declared, "file_workbook_broken"),
    "utf-16": (in_utf16, "file_workbook_broken"),
    "a part twice": (twice, "file_workbook_broken"),
    "many parts": (lambda: repacked(book_of([HEADER]), {}, {f"x{n}": b"" for n in range(2100)}), "file_workbook_broken"),
    "cut": (lambda: book_of([HEADER, ROW])[:-300], "file_workbook_broken"),
    "no xml": (lambda: in_sheet(book_of([HEADER, ROW]), b"<sheetData>", b"<sheetData><"), "file_workbook_broken"),
    "another zip": (lambda: zipped(), "file_is_spreadsheet"),
    "nothing": (lambda: book_of([]), "file_empty"),
    "a far row": (lambda: in_sheet(book_of([HEADER, ROW]), b'<row r="2"', b'<row r="99999999999"'), "file_workbook_long"),
    "wide": (lambda: book_of([[f"k{n}" for n in range(600)]]), "file_workbook_wide"),
}  # fmt: skip


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return target.getvalue()


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_as_a_whole(name: str, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 20_000_000
    make, code = HOSTILE[name]
    reading = read_table(make(), LAYOUT)
    assert reading.refused and reading.rows.is_empty() and [p.code for p in reading.problems] == [code]


def test_a_lying_directory_does_not_fill_the_memory() -> None:
    data = lying_bomb()
    tracemalloc.start()
    try:
        read_table(data, LAYOUT)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_cell_at_the_end_of_the_world_costs_nothing() -> None:
    """The last column of the last but one row: a reader that made a full table of it would need 17 thousand million cells."""
    stray = b'<row r="1048000"><c r="XFD1048000"><v>1</v></c></row></sheetData>'
    data = in_sheet(book_of([HEADER, ROW]), b"</sheetData>", stray)
    assert read_table(data, LAYOUT).rows.height == 1


def test_what_is_not_hostile_passes(settings: Any) -> None:
    """The negative control of all the refusals above."""
    settings.IMPORT_MAX_BYTES = 20_000_000
    assert codes(book_of([HEADER, ROW])) == codes(repacked(book_of([HEADER, ROW]), {})) == []
