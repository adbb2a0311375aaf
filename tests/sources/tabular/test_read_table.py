"""A table is read by its header's words; whatever cannot be read is named with its line and column."""

from __future__ import annotations

import polars as pl
import pytest

from koordynata.sources.reading import LINE, Reading
from koordynata.sources.tabular import Column, Date, Decimal, Integer, Layout, RowRule, Text, read_table

LAYOUT = Layout(
    columns=[
        Column("number", "Numer RSPO", Integer(minimum=1)),
        Column("name", "Nazwa", Text(40), aliases=["Nazwa szkoły"]),
        Column("gmina", "Kod terytorialny gmina", Text(7), required=False),
        Column("founded", "Data założenia", Date(), required=False, filled=False),
        Column("share", "Udział", Decimal(), required=False, filled=False, missing=[":"]),
    ],
    key=["number"],
)


def read(text: str, encoding: str = "utf-8") -> Reading:
    return read_table(text.encode(encoding), LAYOUT)


def codes(reading: Reading) -> list[tuple[int | None, str, str]]:
    return [(problem.line, problem.column, problem.code) for problem in reading.problems]


def test_it_works() -> None:
    reading = read("Numer RSPO;Nazwa;Data założenia;Udział\n7;Technikum;2020-09-01;1 234,5\n8;Liceum;1.9.2021;:\n")
    assert reading.problems == []
    assert reading.rows.drop("gmina", "founded").rows() == [(2, 7, "Technikum", 1234.5), (3, 8, "Liceum", None)]
    assert [str(day) for day in reading.rows["founded"]] == ["2020-09-01", "2021-09-01"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding: str, delimiter: str, newline: str) -> None:
    lines = ["Numer RSPO;Nazwa;Data założenia", "7;Szkoła w Łodzi;2020-09-01", "8;Żak;2020-09-01", ""]
    reading = read(newline.join(lines).replace(";", delimiter), encoding)
    assert reading.problems == []
    assert reading.rows["name"].to_list() == ["Szkoła w Łodzi", "Żak"]


@pytest.mark.parametrize(
    "header", ["NUMER RSPO ;nazwa", "Nazwa;Numer RSPO", '"Numer RSPO";"Nazwa szkoly"', "x;Nazwa;numer_rspo"]
)
def test_columns_are_found_by_their_words(header: str) -> None:
    cells = ["7" if "rspo" in name.lower() else "Żak" for name in header.split(";")]
    reading = read(f"{header}\n{';'.join(cells)}\n")
    assert reading.rows.select("number", "name").rows() == [(7, "Żak")]


def test_missing_columns_are_all_named() -> None:
    reading = read("Numer;Imię\n1;x\n")
    assert reading.refused
    assert reading.problems[0].params == {"columns": "Numer RSPO, Nazwa"}


def test_a_header_that_stands_twice_refuses_the_file() -> None:
    assert codes(read("Numer RSPO;Nazwa;Nazwa\n1;x;y\n")) == [(1, "Nazwa", "column_twice")]


def test_headers_matched_by_occurrence_where_the_layout_says_so() -> None:
    layout = Layout([Column("first", "w tym", Text()), Column("second", "w tym", Text(), occurrence=2)])
    rows = read_table(b"w tym;w tym \na;b\n", layout).rows
    assert rows.select("first", "second").rows() == [("a", "b")]


def test_excel_text_cells_are_cleaned() -> None:
    reading = read('Numer RSPO;Nazwa;Kod terytorialny gmina\n="7";="Żak";="0601011"\n')
    assert reading.rows.select("number", "name", "gmina").rows() == [(7, "Żak", "0601011")]


def test_lines_are_physical_behind_a_cell_with_line_breaks() -> None:
    reading = read('Numer RSPO;Nazwa\n7;"Szkoła\n\nim. ""Orła"""\n8;Żak\nx;Zły\n')
    assert reading.rows.select(LINE, "name").rows() == [(2, 'Szkoła\n\nim. "Orła"'), (5, "Żak")]
    assert codes(reading) == [(6, "Numer RSPO", "cell_not_integer")]
    assert reading.total == 3


def test_stray_quotes_are_letters() -> None:
    reading = read('Numer RSPO;Nazwa\n7;rura 5" stalowa\n8;Szkoła "Orła"\n9;"Szkoła" nr 1\n')
    assert reading.rows["name"].to_list() == ['rura 5" stalowa', 'Szkoła "Orła"', "Szkoła nr 1"]


def test_delimiters_inside_quotes_do_not_part() -> None:
    assert read('Numer RSPO;Nazwa\n7;"A; B"\n').rows["name"].to_list() == ["A; B"]


def test_an_open_quote_costs_its_own_line_only() -> None:
    reading = read('Numer RSPO;Nazwa\n6;Żak\n7;"Szkoła\n8;Liceum\n9;"Technikum\n10;Żak\n')
    assert codes(reading) == [(3, "", "row_open_quote"), (5, "", "row_open_quote")]
    assert reading.rows["number"].to_list() == [6, 8, 10]
    assert (reading.total, reading.rejected) == (5, 2)


def test_rows_of_another_width_are_named() -> None:
    reading = read("Numer RSPO;Nazwa\n7\n8;Żak;x\n9;Żak\n")
    assert codes(reading) == [(2, "", "row_cells"), (3, "", "row_cells")]
    assert reading.problems[1].params == {"found": 3, "expected": 2}


@pytest.mark.parametrize("end", ["9", '9;"Szk'])
def test_a_cut_file_is_refused(end: str) -> None:
    reading = read(f"Numer RSPO;Nazwa\n7;Żak\n{end}")
    assert (reading.refused, codes(reading)) == (True, [(3, "", "file_truncated")])


def test_a_last_line_without_line_end_is_no_harm() -> None:
    assert read("Numer RSPO;Nazwa\n7;Żak").rows.height == 1


def test_empty_lines_are_not_rows() -> None:
    reading = read("\nsep=;\nNumer RSPO;Nazwa\n\n;\n7;Żak\n")
    assert (reading.total, reading.rows[LINE].to_list()) == (1, [6])


def test_rows_with_an_error_are_left_out_and_accounted_for() -> None:
    reading = read("Numer RSPO;Nazwa;Data założenia\n7;Żak;2021-02-30\n0;=HYPERLINK(1);\n9;;\n10;Orzeł;\n")
    assert codes(reading) == [
        (2, "Data założenia", "cell_not_date"),
        (3, "Numer RSPO", "cell_below"),
        (3, "Nazwa", "cell_formula"),
        (4, "Nazwa", "cell_empty"),
    ]
    assert (reading.total, reading.rejected, reading.rows["number"].to_list()) == (4, 3, [10])


def test_duplicates_name_both_lines() -> None:
    reading = read("Numer RSPO;Nazwa\n7;Żak\n8;Orzeł\n7;Sokół\n8;Orzeł\n")
    assert codes(reading) == [(4, "Numer RSPO", "row_duplicate"), (5, "Numer RSPO", "row_repeated")]
    assert reading.problems[0].params == {"key": "7", "first": 2}
    assert reading.rows["name"].to_list() == ["Żak", "Orzeł"]


def test_invisible_characters_cost_their_line() -> None:
    assert codes(read("Numer RSPO;Nazwa\n7;Ż\x08ak\n8;Żak\n")) == [(2, "", "row_control_character")]


def test_rules_over_several_columns() -> None:
    rule = RowRule("cell_above", "share", pl.col("share") > pl.col("number"), {"limit": 7})
    layout = Layout(LAYOUT.columns, rules=[rule])
    reading = read_table("Numer RSPO;Nazwa;Udział\n7;Żak;8\n9;Żak;8\n".encode(), layout)
    assert codes(reading) == [(2, "Udział", "cell_above")]
    assert reading.rows["number"].to_list() == [9]


def test_swapped_columns_are_found_cell_by_cell() -> None:
    reading = read("Nazwa;Numer RSPO\n7;Żak\n8;Orzeł\n")
    assert {problem.code for problem in reading.problems} == {"cell_not_integer"}
    assert reading.rejected == 2


def test_many_columns_of_many_rows_keep_their_places() -> None:
    rows = "".join(f'{n};"Szkoła ""{n}"""\n' if n % 3 else f"{n};Szkoła {n}\n" for n in range(1, 2001))
    reading = read("Numer RSPO;Nazwa\n" + rows)
    assert reading.rows["number"].to_list() == list(range(1, 2001))
    assert (reading.rows[LINE] == reading.rows["number"] + 1).all()
