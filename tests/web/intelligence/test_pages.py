"""Occupations, branches, territories, comparison, quadrant, outlook, methods, desk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koordynata.reference.models import Occupation

from .pages import lasting, results, text


def test_occupations_stand_with_the_largest_deficit_first(office: Any) -> None:
    page = text(office.get("/zawody/"))
    scores = [int(score.replace("−", "-")) for score in re.findall(r'<span class="value"><a[^>]*>(−?\d+)</a>', page)]
    assert len(scores) == 3 and scores == sorted(scores)


def test_occupations_keep_their_number_of_queries(office: Any, lists: Any) -> None:
    office.get("/zawody/")
    with CaptureQueriesContext(connection) as few:
        office.get("/zawody/")
    for n in range(3):
        Occupation.objects.create(code=f"70000{n}", name_pl=f"zawód {n}", branch=lists["branch"], school_types="BS1")
    with CaptureQueriesContext(connection) as more:
        page = text(office.get("/zawody/"))
    assert "zawód 2" in page
    # The fake warehouse reads the occupations itself, in one query whatever their number.
    assert len(more) == len(few)


def test_a_filter_of_occupations_swaps_like_a_fresh_page(office: Any) -> None:
    address = "/zawody/?school_type=BS1"
    fresh = lasting(office.get(address))
    assert results(fresh).strip() == lasting(office.get(address, headers={"HX-Request": "true"})).strip()
    assert "monter nawierzchni" in fresh and "technik transportu kolejowego" not in fresh


def test_branches_count_their_occupations(office: Any) -> None:
    page = text(office.get("/branze/"))
    assert "transportu kolejowego" in page
    assert re.search(r'data-label="[^"]+">3</td>', page)


def test_a_branch_shows_its_map_and_its_occupations(office: Any) -> None:
    page = text(office.get("/branze/TKO/"))
    assert page.count('data-territory="1607"') == 2
    assert "monter nawierzchni kolejowej" in page


def test_a_territory_is_picked_on_the_map(office: Any) -> None:
    page = text(office.get("/terytoria/1607/"))
    assert 'class="picked"' in page
    assert re.search(r'data-territory="1607" aria-current="true"><title>[^<]+</title>', page)


def test_territories_of_the_region_only(office: Any) -> None:
    page = text(office.get("/terytoria/"))
    assert "nyski" in page and "krakowski" not in page


def test_two_territories_beside_each_other(office: Any) -> None:
    page = text(office.get("/porownanie/?a_territory=1607&b_territory=1661"))
    assert "−62" in page and "38" in page and "+100" in page, "graduates: 58 and 158"


def test_two_occupations_beside_each_other(office: Any) -> None:
    page = text(office.get("/porownanie/?a_territory=16&a_occupation=311407&b_territory=16&b_occupation=711603"))
    assert page.count("technik automatyk") >= 2 and "monter nawierzchni" in page


@pytest.mark.parametrize(
    "query", ["", "a_territory=1607", "a_territory=1607&b_territory=1206", "a_territory=%00&b_territory='"]
)
def test_half_a_comparison_asks_for_the_other_half(office: Any, query: str) -> None:
    assert 'class="empty"' in text(office.get(f"/porownanie/?{query}"))


def test_the_quadrant_and_its_table_hold_the_same_occupations(office: Any) -> None:
    page = text(office.get("/kwadrant/"))
    bubbles = re.findall(r"<title>(\d+)\. ([^<]+)</title>", page)
    assert [number for number, _name in bubbles] == ["1", "2", "3"] * 2, "a wide drawing and a small one"
    for _number, name in bubbles:
        assert page.count(name) >= 3  # title, accessible name, row


def test_a_quadrant_with_nothing_to_place_says_so(office: Any) -> None:
    assert 'class="empty"' in text(office.get("/kwadrant/?territory=1609"))


def test_the_outlook_tells_when_a_school_empties(office: Any, school: Any) -> None:
    page = text(office.get(f"/szkoly/{school.pk}/perspektywa/"))
    assert "2031" in page and 'class="column-ahead"' in page
    assert page.count('class="range-hand"') == 10  # five years, wide and small


def test_cards_say_who_answers(office: Any) -> None:
    assert "WUP" in text(office.get("/metody/gap/"))
    assert office.get("/metody/").status_code == 200


def test_the_desk_holds_what_lasts_the_map_and_the_freshness(office: Any) -> None:
    page = text(office.get("/"))
    assert page.count('class="multiple"') == 3
    assert 'data-territory="1607"' in page
    assert "21.11.2026 04:00" in page and "sio-2026.csv" in page


def test_the_desk_of_an_empty_house_says_where_to_begin(office: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from koordynata.intelligence import queries

    monkeypatch.setattr(queries, "available_years", lambda: ())
    assert 'class="empty"' in text(office.get("/"))


def test_an_employer_sees_gaps_and_no_imports(employer: Any, lists: Any, as_user: Any) -> None:
    page = text(as_user(employer).get("/"))
    assert "nyski" in page and "/importy/" not in page and "/instytucje/" not in page
