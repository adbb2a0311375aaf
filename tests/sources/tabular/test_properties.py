"""Whatever is written comes back; whatever is broken is named; nothing else changes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from koordynata.foundation.periods import SchoolYear as LawfulYear
from koordynata.sources.boundaries.reader import read as read_boundaries
from koordynata.sources.gus.reader import read as read_gus
from koordynata.sources.reading import LINE
from koordynata.sources.tabular import Column, Date, Decimal, Integer, Layout, SchoolYear, Text, read_table
from koordynata.sources.tabular.kinds import Kind

LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="=@+-\ufffdĂÃĹÅÄÂ")
CELL = st.text(st.one_of(LETTERS, st.sampled_from(' ";,\n\tąŻ')), max_size=12).map(str.strip)
LAYOUT = Layout(
    [Column("a", "A", Text(99), filled=False), Column("b", "B", Text(99), filled=False), Column("c", "C", Integer())]
)


def write(rows: list[tuple[str, str, int]], delimiter: str, quoting: Any = csv.QUOTE_MINIMAL) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n")
    writer.writerow(["A", "B", "C"])
    writer.writerows(rows)
    return out.getvalue().encode()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(CELL, CELL, st.integers(0, 10**6)), min_size=1, max_size=8),
    st.sampled_from(";,\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_is_written_comes_back(rows: list[tuple[str, str, int]], delimiter: str, quoting: Any) -> None:
    reading = read_table(write(rows, delimiter, quoting), LAYOUT)
    assert reading.problems == []
    assert reading.rows.select("a", "b", "c").rows() == [(a or None, b or None, c) for a, b, c in rows]


NAMES = ["Szkoła", 'im. "Orła"', "A; B", "Żak"]
ROWS = [(NAMES[n % 4], f"nr {n}", n) for n in range(12)]
FILE = write(ROWS, ";")


@settings(max_examples=300, deadline=None)
@given(st.integers(8, len(FILE) - 1), st.sampled_from([*'";\n=', "", "x", "\x00", "\x07", "\xff"]))
def test_a_broken_place_changes_no_other_row(place: int, what: str) -> None:
    """One byte is replaced: its own line may change or fall out; a neighbour is as it was, or is named."""
    reading = read_table(FILE[:place] + what.encode("latin-1") + FILE[place + 1 :], LAYOUT)
    broken = FILE[:place].count(b"\n")  # data rows before the place, plus the header: the index of the hit row + 1
    own = {broken - 1, broken}
    assert reading.refused or reading.total == reading.rows.height + reading.rejected
    intact = {row for index, row in enumerate(ROWS) if index not in own}
    came = set(reading.rows.select("a", "b", "c").rows()) if not reading.refused else set()
    strange = came - set(ROWS)
    assert len(strange) <= 1, strange
    lost = intact - came
    assert reading.refused or len(lost) <= reading.rejected


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=200))
def test_noise_never_raises(data: bytes) -> None:
    assert read_table(data, LAYOUT).refused
    assert read_table(b"A;B;C\n" + data, LAYOUT).rows.height <= 200


def parse(kind: Kind, text: str) -> Any:
    return pl.DataFrame({"x": [text]}).select(kind.parse(pl.col("x"))).item()


@given(st.integers(0, 10**9))
def test_thousands(number: int) -> None:
    for blank in (" ", "\u00a0", "\u202f", ""):
        assert parse(Integer(), f"{number:,}".replace(",", blank)) == number


@given(st.decimals(0, 10**6, places=2))
def test_decimals(number: Any) -> None:
    assert parse(Decimal(), str(number).replace(".", ",")) == float(number)
    assert parse(Decimal(), str(number)) == float(number)


@pytest.mark.parametrize("text", ["1,5", "1 5", "12 34", "١٢", "1e5", "0x1", "--1", "1_000", "inf"])
def test_no_whole_number(text: str) -> None:
    assert parse(Integer(), text) is None


@pytest.mark.parametrize("text", ["nan", "inf", "1.234,5", "1,2,3", "1e5", "12 34,5", ",5", "5,"])
def test_no_number(text: str) -> None:
    assert parse(Decimal(), text) is None


@given(st.integers(1000, 9999), st.integers(0, 13), st.integers(0, 32))
def test_dates_are_those_of_the_calendar(year: int, month: int, day: int) -> None:
    try:
        expected: dt.date | None = dt.date(year, month, day)
    except ValueError:
        expected = None
    assert parse(Date(), f"{year}-{month:02}-{day:02}") == expected
    assert parse(Date(), f"{day:02}.{month:02}.{year}") == expected


@given(st.from_regex(r"\A(19|20)[0-9]{2}(/([0-9]{2}|[0-9]{4}))?\Z"))
def test_school_years_are_those_of_the_law(text: str) -> None:
    try:
        expected: int | None = LawfulYear.parse(text).start
    except ValueError:
        expected = None
    found = parse(SchoolYear(), text)
    assert found == expected or (found is None and len(text) == 9)  # 2026/1927: two digits agree, the century does not


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None)
@given(JSON, JSON, st.sampled_from(["features", "results", "x"]))
def test_any_json_is_read_or_refused(inner: Any, properties: Any, name: str) -> None:
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": inner}}
    for value in (inner, {name: inner, "variableId": 1}, {name: [inner, feature], "variableId": 1}):
        data = json.dumps(value).encode()
        assume(b"\\ufffd" not in data)
        for read in (read_boundaries, read_gus):
            reading = read(data)
            assert reading.refused or LINE in reading.rows.columns
