"""The CSV export in its shapes: today's and those of 2020."""

import datetime as dt

import pytest

from koordynata.sources.enums import Severity
from koordynata.sources.rspo import LAYOUT, read

from .files import COMPLEX, OF_2020, SCHOOL, TODAY, csv_of


def codes(reading):
    return [(problem.line, problem.column, problem.code) for problem in reading.problems]


@pytest.mark.parametrize("header", [TODAY, OF_2020, OF_2020[:-1], sorted(TODAY)], ids=["50", "36", "35", "sorted"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_every_shape_gives_the_same_school(header, delimiter, encoding):
    reading = read(csv_of([SCHOOL, COMPLEX], header, delimiter=delimiter).encode(encoding))
    assert codes(reading) == []
    school = reading.rows.row(0, named=True)
    assert school["rspo"] == 12345 and school["parent_rspo"] == 12344
    assert school["gmina_code"] == "1607044" and school["locality_code"] == "0965187"
    assert (school["building"], school["postcode"], school["website"]) == ("5a", "48-300", None)
    assert school["founded_on"] == dt.date(2009, 8, 31)
    assert reading.rows["name"][1] == 'Zespół Szkół "Nysa"'
    assert reading.total == 2


def test_columns_that_the_file_lacks_are_left_out():
    assert "pupils" not in read(csv_of([SCHOOL], OF_2020[:-1]).encode()).rows.columns
    assert "pupils" in read(csv_of([SCHOOL], OF_2020).encode()).rows.columns


def test_all_columns_of_today_are_known():
    assert {column.header for column in LAYOUT.columns} == set(TODAY)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Data założenia", "2021-02-30", "cell_not_date"),
        ("Liczba uczniów", "-5", "cell_below"),
        ("Liczba uczniów", "dużo", "cell_not_integer"),
        ("Numer RSPO", "", "cell_empty"),
        ("Kod terytorialny gmina", "12", "cell_not_teryt"),
        ("Nazwa", "", "cell_empty"),
    ],
)
def test_a_wrong_cell_rejects_its_row_and_says_where(column, value, code):
    reading = read(csv_of([COMPLEX, SCHOOL | {column: value}]).encode())
    assert codes(reading) == [(3, column, code)]
    assert reading.rejected == 1 and reading.rows["rspo"].to_list() == [12344]


def test_the_number_of_a_rejected_row_is_remembered():
    reading = read(csv_of([COMPLEX, SCHOOL | {"Liczba uczniów": "x"}]).encode())
    assert reading.mentioned is not None and reading.mentioned["rspo"].to_list() == [12344, 12345]
    unknown = read(csv_of([COMPLEX, SCHOOL | {"Numer RSPO": "x"}]).encode())
    assert unknown.mentioned is None


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("REGON", "123456789", "regon_wrong"),
        ("NIP organu prowadzącego", "1234567890", "nip_wrong"),
        ("Nazwa", "@SUM(A1)", "cell_formula_kept"),
        ("Ulica", "=1+1", "cell_formula_kept"),
    ],
)
def test_what_is_only_strange_is_kept_with_a_remark(column, value, code):
    reading = read(csv_of([SCHOOL | {column: value}]).encode())
    assert codes(reading) == [(2, column, code)]
    assert reading.problems[0].severity == Severity.REMARK and reading.rows.height == 1


def test_telephone_numbers_are_no_formulas():
    assert codes(read(csv_of([SCHOOL | {"Telefon": "+48 77 400 00 00", "Ulica": "-"}]).encode())) == []


def test_a_number_twice_names_both_lines():
    reading = read(csv_of([SCHOOL, COMPLEX, SCHOOL | {"Nazwa": "Inna"}]).encode())
    problem = reading.problems[0]
    assert (problem.line, problem.code, problem.params["first"]) == (4, "row_duplicate", 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "file_empty"),
        ("a;b;c\n1;2;3\n", "columns_missing"),
        (csv_of([SCHOOL]).replace("Typ;", "Rodzaj;", 1), "columns_missing"),
        (csv_of([]), "file_without_rows"),
        (csv_of([SCHOOL, COMPLEX])[:-60], "file_truncated"),
        (csv_of([SCHOOL]).replace("Zespół", "").encode().decode("cp1250", "replace"), "file_mojibake"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_as_a_whole(text, code):
    reading = read(text.encode())
    assert reading.refused and reading.rows.is_empty()
    assert reading.problems[0].code == code


def test_a_spreadsheet_of_another_kind_is_refused_with_advice():
    assert read(b"\xd0\xcf\x11\xe0" + b"x" * 100).problems[0].code == "file_is_spreadsheet"
    assert read(b"PK\x03\x04" + b"x" * 100).problems[0].code == "file_workbook_broken"
