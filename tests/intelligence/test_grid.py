"""Sums and joins by numbered cells are those by the texts themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koordynata.intelligence.warehouse.connection import connect
from koordynata.intelligence.warehouse.grid import Grid, lay_grid

PLACES, JOBS = ("0201", "1607", "3263"), ("311410", "751201")
YEARS = (2016, 2026)
KINDS = {"unit": pa.string(), "occupation": pa.string(), "year": pa.int64(), "places": pa.int64()}
Rows = Sequence[tuple[Any, ...]]
rows_of_vacancies = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(JOBS), st.integers(*YEARS), st.none() | st.integers(0, 999))
)


@pytest.fixture
def con() -> Iterator[Any]:
    con = connect()
    yield con
    con.disconnect()


def kept(con: Any, name: str, columns: dict[str, pa.Array]) -> Any:
    con.con.register(name, pa.table(columns))
    return con.table(name)


def vacancies(con: Any, rows: Rows, name: str = "vacancy") -> Any:
    columns = zip(*rows, strict=True) if rows else [()] * 4
    made = {name: pa.array(column, kind) for (name, kind), column in zip(KINDS.items(), columns, strict=True)}
    return kept(con, name, made)


def whole_grid(con: Any, years: Sequence[int] = YEARS) -> Grid:
    units = kept(con, "units", {"text": pa.array(PLACES)})
    jobs = kept(con, "jobs", {"text": pa.array(JOBS)})
    spans = kept(con, "spans", {"year": pa.array(years, pa.int64())})
    return lay_grid(con, "grid", {"unit": units.text, "occupation": jobs.text}, spans.year)


def summed(rows: Rows) -> dict[tuple[Any, ...], Any]:
    con = connect()
    grid = whole_grid(con)
    found = grid.name(grid.sums(vacancies(con, rows), "places")).to_pyarrow().to_pylist()
    con.disconnect()
    cells = {(row["unit"], row["occupation"], row["year"]): row["places"] for row in found}
    assert len(cells) == len(found)
    return cells


@settings(max_examples=25, deadline=None)
@given(rows_of_vacancies)
def test_the_same_sums_as_by_hand(rows: list[tuple[Any, ...]]) -> None:
    by_hand: dict[tuple[Any, ...], int | None] = defaultdict(lambda: None)
    for *cell, places in rows:
        known = by_hand[tuple(cell)]
        by_hand[tuple(cell)] = known if places is None else (known or 0) + places
    assert summed(rows) == dict(by_hand)


@pytest.mark.parametrize(
    "foreign", [("0000", "311410", 2026), ("1607", "999999", 2026), ("1607", "311410", 2027), ("1607", "311410", 2015)]
)
def test_a_row_outside_is_no_ones(foreign: tuple[Any, ...]) -> None:
    inside = ("1607", "311410", 2026, 4)
    assert summed([inside, (*foreign, 90)]) == {inside[:3]: 4}


def test_every_cell_has_a_number_of_its_own(con: Any) -> None:
    cells = [(unit, job, year, 1) for unit in PLACES for job in JOBS for year in range(YEARS[0], YEARS[1] + 1)]
    numbers = whole_grid(con).number(vacancies(con, cells)).to_pyarrow()["cell"].to_pylist()
    assert sorted(numbers) == list(range(len(cells)))


def test_columns_come_beside_the_right_cell(con: Any) -> None:
    grid = whole_grid(con)
    cells = grid.number(vacancies(con, [("0201", "311410", 2020, 1), ("3263", "751201", 2020, 2)]))
    more = vacancies(con, [("3263", "751201", 2020, 7), ("1607", "751201", 2020, 9)], "more").rename(more="places")
    both = grid.add(cells, grid.number(more)).order_by("unit").to_pyarrow().to_pylist()
    assert [(row["unit"], row["places"], row["more"]) for row in both] == [("0201", 1, None), ("3263", 2, 7)]


def test_without_a_year_there_is_no_cell(con: Any) -> None:
    grid = whole_grid(con, years=())
    found = grid.name(grid.sums(vacancies(con, [("1607", "311410", 2026, 4)]), "places"))
    assert found.to_pyarrow().num_rows == 0


def test_cells_are_summed_in_an_array(con: Any) -> None:
    grid = whole_grid(con)
    con.create_table("stored", vacancies(con, [("1607", "311410", 2026, 4), ("0201", "751201", 2016, 1)]))
    plan = con.raw_sql("EXPLAIN " + ibis.to_sql(grid.sums(con.table("stored"), "places"), dialect="duckdb"))
    assert "Perfect Hash Group By" in plan.fetchall()[0][1]


@pytest.mark.parametrize("places", [2**40, 2**52])
def test_large_numbers_keep_their_last_digit(places: int) -> None:
    rows = [("1607", "311410", 2026, places), ("1607", "311410", 2026, 1)]
    assert summed(rows) == {("1607", "311410", 2026): places + 1}
