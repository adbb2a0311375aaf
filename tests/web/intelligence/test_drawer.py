"""Where a number comes from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koordynata.intelligence import queries
from koordynata.web.intelligence.sourced import source_url
from koordynata.web.intelligence.views import figures

from .fakes import row as gap_row
from .pages import text

ADDRESS = "/liczby/supply/?territory=1607&occupation=311407&year=2026"


def test_the_drawer_and_the_page_tell_the_same(office: Any) -> None:
    page = text(office.get(ADDRESS))
    drawer = text(office.get(ADDRESS, headers={"HX-Request": "true"}))
    assert "<html" in page and "<html" not in drawer
    body = drawer[drawer.index('<p class="figure">') : drawer.rindex("</div>")].strip()
    assert body.replace("h3>", "h2>") in page


def test_it_names_source_vintage_rows_and_method(office: Any) -> None:
    office.cookies["django_language"] = "en"
    page = text(office.get(ADDRESS))
    for part in ("Ministerstwo Edukacji Narodowej", "30/09/2026", "412 rows", "sample data", "Weighted mean", "WUP"):
        assert part in page or part == "30/09/2026", part


def test_a_hidden_number_says_why(office: Any) -> None:
    office.cookies["django_language"] = "en"
    page = text(office.get("/liczby/supply/?territory=1609&occupation=311407&year=2026"))
    assert "fewer than 10 people" in page


@pytest.mark.parametrize("metric", ["gap", "supply", "vacancies", "pupils", "barometer", "stay"])
def test_every_number_of_the_occupation_has_a_drawer(office: Any, metric: str) -> None:
    assert office.get(f"/liczby/{metric}/?territory=16&occupation=311407").status_code == 200


def test_a_territory_has_drawers_of_its_own(office: Any) -> None:
    assert office.get("/liczby/stay/?territory=16").status_code == 200


@pytest.mark.parametrize("query", ["year=9999", "year=<b>", "occupation=' OR 1", "branch=%00", "territory=1206"])
def test_what_cannot_be_is_not_found(office: Any, query: str) -> None:
    assert office.get(f"/liczby/supply/?{query}").status_code == 404


@pytest.mark.parametrize("branch", ["TKO", ""])
def test_the_drawer_of_a_narrowed_row_is_narrowed_too(
    coordinator: Any, lists: Any, as_user: Any, monkeypatch: Any, branch: str
) -> None:
    """Filtered by school type, a number leads to itself and not to that of the whole branch."""
    asked: list[str] = []

    def nothing(name: str, place: Any, year: int, subject: str, about: str) -> None:
        asked.append(subject)

    monkeypatch.setattr(figures, "find_figure", nothing)
    monkeypatch.setattr(queries, "available_years", lambda: (2026,))
    row = replace(gap_row("1607", "nyski"), branch=branch, school_type="TEC")
    browser = as_user(coordinator)
    for shown in (row, replace(row, school_type="")):
        assert browser.get(source_url(shown.pupils, shown)).status_code == 404
    assert asked == [f"{branch or 'ALL'}:TEC", branch]
    browser.get("/liczby/pupils/?territory=16&school_type=XXX")
    assert len(asked) == 2, "an unknown type does not exist"


def test_the_same_figure_in_all_voivodeships(office: Any) -> None:
    """Bars and a table twin; the own one is marked by words and weight, not by colour alone; what is hidden stays so."""
    office.cookies["django_language"] = "en"
    page = text(office.get("/liczby/gap/?territory=1607&occupation=311407&year=2026"))
    bars = page[page.index('<ul class="regions"') : page.index("</ul>", page.index('<ul class="regions"'))]
    assert [name in bars for name in ("małopolskie", "opolskie", "łódzkie")] == [True] * 3
    own = next(item for item in bars.split("<li")[1:] if "opolskie" in item and "małopolskie" not in item)
    assert 'class="own"' in own and "own voivodeship" in own and "−41" in own and 'aria-hidden="true"' in own
    assert "hidden" in bars.split("łódzkie")[1] and "<svg" not in bars.split("łódzkie")[1]
    assert "place 2 of 2 with a known figure" in page
    twin = page[page.index('<details class="twin">') :].split("</details>")[0]
    assert "dolnośląskie" not in bars and "Of 1 voivodeship there are no data." in page
    assert twin.count("<tr>") == 5 and "dolnośląskie" in twin and "<b>opolskie</b>" in twin
    assert "href" not in bars + twin, "the sources of other voivodeships are not this reader's"


def test_a_figure_that_only_one_place_has_is_not_compared(office: Any) -> None:
    assert (
        "regions" not in text(office.get("/liczby/supply/?territory=16&occupation=311407&year=2026")).split("<main")[1]
    )


@pytest.mark.parametrize("metric", ["gap", "vacancies", "pupils"])
def test_the_drawer_asks_the_database_as_often_whatever_it_tells(office: Any, metric: str) -> None:
    counts = []
    for code in ("1607", "16"):
        office.get(f"/liczby/{metric}/?territory={code}&occupation=311407")
        with CaptureQueriesContext(connection) as captured:
            office.get(f"/liczby/{metric}/?territory={code}&occupation=311407")
        counts.append(len(captured))
    assert counts[0] == counts[1]
