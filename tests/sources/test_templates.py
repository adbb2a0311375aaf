"""The XLSX template: right headers, cells that check themselves, explanations, lists; filled in, it reads back."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.utils.translation import override

from koordynata.sources import catalogue, dictionaries
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.templates import write_template

TABLES = [importer for importer in catalogue.importers() if importer.layout]
every_table = pytest.mark.parametrize("importer", TABLES, ids=lambda importer: importer.id)
pytestmark = pytest.mark.django_db


def book_of(importer: Importer) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_template(importer)))


@every_table
def test_filled_in_it_reads_back(importer: Importer, tmp_path: Path, land: Any, lists: Any) -> None:
    assert importer.layout
    book = book_of(importer)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.header for column in importer.layout.columns]
    for x, column in enumerate(importer.layout.columns, start=1):
        sheet.cell(2, x).value = column.example or None
    file = tmp_path / "template.xlsx"
    book.save(file)
    reading = importer.read(file, ReadOptions())
    assert [problem for problem in reading.problems if problem.severity != "remark"] == []
    assert reading.rows.height == 1


@every_table
def test_empty_it_says_that_it_has_no_rows(importer: Importer, tmp_path: Path, land: Any, lists: Any) -> None:
    file = tmp_path / "template.xlsx"
    file.write_bytes(write_template(importer))
    assert [problem.code for problem in importer.read(file, ReadOptions()).problems] == ["file_without_rows"]


def test_cells_check_what_is_written_into_them(land: Any, lists: Any) -> None:
    book = book_of(catalogue.find("barometr"))
    rules = {str(rule.sqref).split(":")[0]: rule for rule in book.worksheets[0].data_validations.dataValidation}
    assert rules["A2"].type == "whole" and rules["A2"].formula1 == "2010"
    assert rules["B2"].type == "list" and rules["B2"].errorStyle == "warning", "a code may be newer than the list"
    assert rules["E2"].type == "list" and rules["E2"].errorStyle in {None, "stop"}
    assert rules["B2"].prompt and "1206" in rules["B2"].prompt
    codes = [cell.value for cell in book.worksheets[2]["A"] if cell.value]
    assert codes[1:] == ["1206", "1261", "1607", "1609", "1661"]


def test_codes_keep_their_zeros(land: Any, lists: Any) -> None:
    """Whole columns of codes are text, of days are days, of counts are whole numbers."""
    with zipfile.ZipFile(io.BytesIO(write_template(catalogue.find("barometr")))) as parts:
        styles, sheet = parts.read("xl/styles.xml").decode(), parts.read("xl/worksheets/sheet1.xml").decode()
    forms = [int(number) for number in re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])]
    columns = [forms[int(style)] for style in re.findall(r'<col [^>]*?style="(\d+)"', sheet)]
    own = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', styles))
    assert columns[0] == 1 and own[str(columns[1])] == "@", "1 is the number of the whole numbers' format"


def test_it_speaks_the_readers_language(land: Any, lists: Any) -> None:
    for language, names in (("pl", ["Dane", "Objaśnienia", "Listy"]), ("en", ["Data", "Explanations", "Lists"])):
        with override(language):
            assert book_of(catalogue.find("sio")).sheetnames == names
    with override("pl"):
        words = [cell.value for row in book_of(catalogue.find("sio")).worksheets[1].iter_rows() for cell in row]
    assert "Przykład" in words and "kod_zawodu" in words


def test_two_lists_of_one_name_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="powiat"):
        dictionaries.enter("powiat", list)
    assert dictionaries.entries("nobody entered it") == []


def test_from_the_command_line(land: Any, lists: Any, tmp_path: Path) -> None:
    target = tmp_path / "sio.xlsx"
    call_command("template", "sio", "--xlsx", str(target))
    assert openpyxl.load_workbook(target).worksheets[0]["A1"].value == "rspo"
