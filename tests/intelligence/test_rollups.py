"""Whatever is rolled up is the sum (or the ratio of sums) that a pencil makes of the rows themselves.

The pencil knows of each row where it lies and what it is about, and nothing of nodes, grids and joins. Figures that
are hidden are looked at elsewhere (test_suppression.py, test_tracking.py): here they only must not carry a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koordynata.intelligence.metrics import (
    barometer,
    graduates,
    graduates_work,
    intake,
    pupils,
    unemployed,
    vacancies,
    wage,
)
from koordynata.intelligence.metrics.card import Metric

from .laid import Cell, Row, cells, laid, place, territory

pytestmark = pytest.mark.either_database

YEAR = 2025
FEWER_ARE_HIDDEN = 10
# Powiat → its gminas. Areas are made of powiats, of gminas, and of gminas across a border of powiats or voivodeships.
GMINAS = {
    "1607": ["160701", "160702"], "1609": ["160901", "160902"], "1661": ["166101"], "1261": ["126101", "126102"],
}  # fmt: skip
AREAS = {
    "AREA-POWIATS": ["1607", "1661"],
    "AREA-GMINAS": ["160901", "160902", "160701"],  # all of 1609, a part of 1607
    "AREA-BORDER": ["160702", "126101"],
}
# Occupation → branch, and the types of school that may teach it.
OCCUPATIONS = {
    "311407": ("TKO", ["TEC"]), "711603": ("TKO", ["BS1"]), "751201": ("SPC", ["BS1", "SPP"]), "343404": ("SPC", ["TEC"]),
}  # fmt: skip
SCHOOLS = [(1, "160701", "TEC"), (2, "160702", "BS1"), (3, "160902", "TEC"), (4, "166101", "BS1"), (5, "126101", "TEC")]
LISTS: dict[str, list[Row]] = {
    "territory": [
        territory("PL", "country"), territory("16", "voivodeship"), territory("12", "voivodeship"),
        *(territory(powiat, "powiat") for powiat in GMINAS),
        *(territory(gmina, "gmina") for gminas in GMINAS.values() for gmina in gminas),
        *(territory(area, "functional_area") for area in AREAS),
    ],
    "area_member": [
        {"area": area, "member": member, "kind": "gmina" if len(member) == 6 else "powiat"}
        for area, members in AREAS.items() for member in members
    ],
    "occupation": [
        {"code": code, "branch": branch, "school_types": " ".join(types)}
        for code, (branch, types) in OCCUPATIONS.items()
    ],
    "school": [
        {"id": number, "gmina": f"{gmina}2", "place": place(gmina[:4]), "school_type": kind, "years": 3}
        for number, gmina, kind in SCHOOLS
    ],
}  # fmt: skip


def about(occupation: str) -> list[str]:
    """Itself, its branch, everything, and the last two as each type of school sees them."""
    branch, types = OCCUPATIONS[occupation]
    return [occupation, branch, "ALL", *(f"{whole}:{kind}" for whole in (branch, "ALL") for kind in types)]


def around_powiat(powiat: str) -> list[str]:
    """The powiat, what it lies in, and areas that hold all of it."""
    areas = [area for area, members in AREAS.items() if powiat in members or set(GMINAS[powiat]) <= set(members)]
    return [powiat, powiat[:2], "PL", *areas]


def around_school(gmina: str) -> list[str]:
    """What a school lies in; areas by its very gmina."""
    areas = [area for area, members in AREAS.items() if gmina in members or gmina[:4] in members]
    return [gmina[:4], gmina[:2], "PL", *areas]


def pencil(rows: Iterable[Row], where: Callable[[Row], list[str]], *columns: str) -> dict[Cell, list[Any]]:
    """Sums of columns by territory, subject and year; a row counts once in each."""
    sums: dict[Cell, list[Any]] = defaultdict(lambda: [0] * len(columns))
    for row in rows:
        for at, subject in product(where(row), about(row["occupation"])):
            found = sums[at, subject, row["year"]]
            found[:] = [old + row[column] for old, column in zip(found, columns, strict=True)]
    return dict(sums)


def in_powiat(row: Row) -> list[str]:
    return around_powiat(row["place"].split("/")[1])


def in_school(row: Row) -> list[str]:
    return around_school(next(gmina for number, gmina, _ in SCHOOLS if number == row["school"]))


def agree(found: dict[Cell, Row], expected: dict[Cell, Any], column: str, hidden: str | None = None) -> int:
    """Same cells, same values; a hidden one carries none. Returns how many were seen."""
    assert set(found) == set(expected)
    shown = {cell for cell, row in found.items() if not (hidden and row[hidden])}
    assert {cell: found[cell][column] for cell in shown} == pytest.approx({cell: expected[cell] for cell in shown})
    assert all(found[cell][column] is None for cell in set(found) - shown)
    return len(shown)


def some(**more: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Row]]:
    """Rows for some powiats and occupations, each pair once."""
    keys = st.sets(st.tuples(st.sampled_from(list(GMINAS)), st.sampled_from(list(OCCUPATIONS))), min_size=1)

    def rows(pairs: set[tuple[str, str]]) -> st.SearchStrategy[list[Row]]:
        fixed = [
            st.fixed_dictionaries(
                {"place": st.just(place(p)), "occupation": st.just(o), "year": st.just(YEAR), **more}
            )
            for p, o in sorted(pairs)
        ]  # fmt: skip
        return st.tuples(*fixed).map(list)

    return keys.flatmap(rows)


few = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(some(vacancies=st.integers(0, 400), unemployed=st.integers(0, 400)))
def test_offers_and_unemployed(flows: list[Row]) -> None:
    sums = pencil(flows, in_powiat, "vacancies", "unemployed")
    with laid(**LISTS, flow=flows) as ground:
        offers, people = cells(ground, vacancies.METRIC), cells(ground, unemployed.METRIC)
    assert agree(offers, {cell: found[0] for cell, found in sums.items()}, "vacancies") == len(sums)
    shown = agree(people, {cell: found[1] for cell, found in sums.items()}, "unemployed", "unemployed_hidden")
    few_people = {cell for cell, (_, count) in sums.items() if 0 < count < FEWER_ARE_HIDDEN}
    assert all(people[cell]["unemployed_hidden"] for cell in few_people)
    assert few_people or shown == len(sums), "where nobody is to be protected nothing is hidden"


@few
@given(
    st.sets(st.tuples(st.sampled_from([s[0] for s in SCHOOLS]), st.sampled_from(list(OCCUPATIONS))), min_size=1),
    st.data(),
)
def test_pupils_graduates_and_the_change_of_intake(pairs: set[tuple[int, str]], data: st.DataObject) -> None:
    rows: list[Row] = [
        {"school": school, "occupation": code, "school_year": year, "grade": grade, "year": year,
         "pupils": data.draw(st.integers(10, 90)), "graduates": data.draw(st.integers(10, 90)) if grade == 3 else None}
        for school, code in sorted(pairs) for year in (YEAR - 1, YEAR) for grade in (1, 2, 3)
    ]  # fmt: skip
    left = [row | {"year": row["year"] + 1} for row in rows if row["graduates"]]
    first = pencil([row for row in rows if row["grade"] == 1], in_school, "pupils")
    change = {
        (*cell[:2], YEAR): (count - first[*cell[:2], YEAR - 1][0]) / first[*cell[:2], YEAR - 1][0] * 100
        for cell, (count,) in first.items() if cell[2] == YEAR
    }  # fmt: skip
    with laid(**LISTS, offer=rows) as ground:
        for metric, expected in (
            (pupils.METRIC, {cell: found[0] for cell, found in pencil(rows, in_school, "pupils").items()}),
            (graduates.METRIC, {cell: found[0] for cell, found in pencil(left, in_school, "graduates").items()}),
            (intake.METRIC, change),
        ):
            seen = agree(cells(ground, metric), expected, metric.column, metric.hidden)
            assert seen == len(expected)  # nobody is fewer than ten: nothing is hidden


@few
@given(some(graduates=st.integers(10, 200), working=st.integers(0, 10), wage_ratio=st.floats(0.3, 2.0)))
def test_shares_and_wages_are_ratios_of_sums_and_no_means_of_ratios(rows: list[Row]) -> None:
    weighed = [row | {"earned": row["wage_ratio"] * row["graduates"]} for row in rows]
    sums = pencil(weighed, in_powiat, "graduates", "working", "earned")
    with laid(**LISTS, outcome=rows) as ground:
        for metric, expected in (
            (graduates_work.METRIC, {cell: working / people * 100 for cell, (people, working, _) in sums.items()}),
            (wage.METRIC, {cell: earned / people for cell, (people, _, earned) in sums.items()}),
        ):
            assert agree(cells(ground, metric), expected, metric.column, metric.hidden) == len(sums)


@few
@given(some(relation=st.integers(1, 5), demand_change=st.integers(1, 5)))
def test_each_panel_and_occupation_of_the_barometer_counts_once(rows: list[Row]) -> None:
    sums = pencil([row | {"one": 1} for row in rows], in_powiat, "relation", "demand_change", "one")
    with laid(**LISTS, rating=rows) as ground:
        found = cells(ground, barometer.METRIC)
    relations = {cell: relation / n for cell, (relation, _, n) in sums.items()}
    changes = {cell: change / n for cell, (_, change, n) in sums.items()}
    assert agree(found, relations, "barometer_relation") == agree(found, changes, "barometer_demand") == len(sums)


def of(metric: Metric, subject: str, **tables: list[Row]) -> dict[str, Any]:
    """Values of a metric by territory."""
    with laid(**LISTS, **tables) as ground:
        rows = cells(ground, metric)
    return {territory: row[metric.column] for (territory, found, _), row in rows.items() if found == subject}


def one_for_each_powiat() -> list[Row]:
    counts = {"1607": 100, "1609": 20, "1661": 3, "1261": 4000}
    return [
        {"place": place(powiat), "occupation": "311407", "year": YEAR, "vacancies": count}
        for powiat, count in counts.items()
    ]


def test_an_area_of_gminas_has_the_powiats_that_it_holds_wholly() -> None:
    """Figures that are known by powiat only: half a powiat is nothing, a border is no matter."""
    assert of(vacancies.METRIC, "311407", flow=one_for_each_powiat()) == {
        "1607": 100, "1609": 20, "1661": 3, "1261": 4000, "16": 123, "12": 4000, "PL": 4123,
        "AREA-POWIATS": 103, "AREA-GMINAS": 20,
    }  # fmt: skip


def test_an_area_of_gminas_has_the_schools_in_its_gminas() -> None:
    """One school in each gmina, told apart by their size; the area across the border has a school on either side."""
    sizes = {1: 1000, 2: 2000, 3: 4000, 4: 8000, 5: 16000}
    offers = [
        {"school": number, "occupation": "311407", "school_year": YEAR, "grade": 3, "pupils": count}
        for number, count in sizes.items()
    ]
    assert of(pupils.METRIC, "311407", offer=offers) == {
        "1607": 3000, "1609": 4000, "1661": 8000, "1261": 16000, "16": 15000, "12": 16000, "PL": 31000,
        "AREA-POWIATS": 11000, "AREA-GMINAS": 5000, "AREA-BORDER": 18000,
    }  # fmt: skip


def test_control_a_school_in_another_gmina_of_the_powiat_is_not_in_the_area() -> None:
    outside = [{"school": 2, "occupation": "311407", "school_year": YEAR, "grade": 3, "pupils": 50}]
    assert "AREA-GMINAS" not in of(pupils.METRIC, "311407", offer=outside)


def test_a_type_of_school_stands_for_the_occupations_that_it_may_teach() -> None:
    """Whoever counts them: a branch school's occupation in the rolls of a technikum is still one of branch schools."""
    counts = {"311407": 10, "711603": 200, "751201": 3000, "343404": 40000}
    flows = [{"place": place("1607"), "occupation": code, "year": YEAR, "vacancies": n} for code, n in counts.items()]
    groups = ("ALL", "ALL:TEC", "ALL:BS1", "ALL:SPP", "TKO", "TKO:TEC", "TKO:BS1", "SPC:SPP", "TKO:SPP")
    found = {group: of(vacancies.METRIC, group, flow=flows).get("16") for group in groups}
    assert found == {
        "ALL": 43210, "ALL:TEC": 40010, "ALL:BS1": 3200, "ALL:SPP": 3000, "TKO": 210, "TKO:TEC": 10, "TKO:BS1": 200,
        "SPC:SPP": 3000, "TKO:SPP": None,
    }  # fmt: skip


def test_control_a_mean_of_ratios_would_be_noticed() -> None:
    rows = [
        {"place": place(powiat), "occupation": "311407", "year": YEAR, "graduates": people, "wage_ratio": ratio}
        for powiat, people, ratio in (("1607", 10, 0.5), ("1661", 190, 1.5))
    ]
    with laid(**LISTS, outcome=rows) as ground:
        found = cells(ground, wage.METRIC)
    ratios = pencil([row | {"one": 1} for row in rows], in_powiat, "wage_ratio", "one")
    with pytest.raises(AssertionError):
        agree(found, {cell: total / n for cell, (total, n) in ratios.items()}, "wage", "wage_hidden")
