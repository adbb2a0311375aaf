"""In how many years pupils leave: by the length of their occupation in their school, and nobody is made a leaver."""

from __future__ import annotations

from typing import Any

import pytest

from koordynata.intelligence.queries import where_taught

from .conftest import PLATELAYER, Land
from .laid import Row, laid, place, territory

pytestmark = pytest.mark.either_database

OCCUPATION = "311407"


def layers(kind: str, years: int | None, year: int, pupils: list[int], length: float | None = None) -> dict[str, int]:
    """Pupils by node, of a school with so many in grades 1, 2, … in one school year."""
    lists: dict[str, list[Row]] = {
        "territory": [territory("PL", "country"), territory("16", "voivodeship"), territory("1607", "powiat")],
        "occupation": [{"code": OCCUPATION, "branch": "TKO", "school_types": kind}],
        "school": [{"id": 1, "gmina": "1607012", "place": place("1607"), "school_type": kind, "years": years}],
        "length": [{"occupation": OCCUPATION, "school_type": kind, "years": length}] if length else [],
    }
    offers = [
        {"school": 1, "occupation": OCCUPATION, "school_year": year, "grade": grade, "pupils": count}
        for grade, count in enumerate(pupils, 1)
    ]
    with laid(**lists, offer=offers) as ground:
        f = ground.figures
        rows = f.filter((f.territory == "1607") & (f.subject == OCCUPATION)).to_pyarrow().to_pylist()
    return {row["layer"]: row["value"] for row in rows}


def test_the_last_grade_leaves_this_year() -> None:
    assert layers("BS1", 3, 2026, [30, 20, 10]) == {"all": 60, "in": 30, "i3": 30, "r3": 30, "r2": 20, "r1": 10}


def test_grades_beyond_the_last_are_kept_apart_and_count_in_all() -> None:
    """A fourth and a fifth grade where there are three: not added to those who leave, nor to each other."""
    found = layers("BS1", 3, 2026, [30, 20, 10, 40, 50])
    assert (found["r1"], found["r0"], found["r-1"], found["all"]) == (10, 40, 50, 150)


@pytest.mark.parametrize(
    ("year", "fifth", "leaving"), [(2022, "r0", None), (2023, "r1", 50)], ids=["before the reform", "after it"]
)
def test_a_fifth_grade_of_those_admitted_for_four_years(year: int, fifth: str, leaving: int | None) -> None:
    found = layers("TEC", 5, year, [10, 20, 30, 40, 50])
    assert (found[fifth], found.get("r1")) == (50, leaving)


@pytest.mark.parametrize(("length", "last"), [(1.0, 10), (1.5, 20), (2.0, 20), (2.5, 30), (None, 30)])
def test_an_occupation_has_its_own_length(length: float | None, last: int) -> None:
    """Post-secondary schools take from one to two and a half years; begun years count."""
    assert layers("POL", 3, 2026, [10, 20, 30], length)["r1"] == last


def test_where_no_length_is_known_the_highest_grade_is_the_last() -> None:
    assert layers("SPP", None, 2026, [10, 20])["r1"] == 20


@pytest.mark.django_db
def test_a_school_shows_each_grade_by_itself(story: Land) -> None:
    """Three grades and two beyond: formerly the last three all showed their sum."""
    counts: list[Any] = [30, 25, 20, 15, 10]
    story.grades(story.school("1607", "BS1"), PLATELAYER, 2026, *counts)
    story.build()
    (school,) = where_taught("16", PLATELAYER, 2026).schools
    assert [figure.value for _, figure in school.pupils_by_grade] == counts
