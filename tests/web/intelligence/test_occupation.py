"""One occupation taken apart."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from .pages import text

ADDRESS = "/zawody/311407/?territory=16&year=2026"


@pytest.fixture
def page(office: Any) -> str:
    return text(office.get(ADDRESS))


def test_the_steps_begin_where_the_last_one_ended(page: str) -> None:
    bars = [
        (float(left), float(length))
        for left, length in re.findall(r'<rect class="(?:deficit|surplus)" x="([\d.]+)" y="7" width="([\d.]+)"', page)
    ]
    assert len(bars) == 3
    assert bars[0][0] == pytest.approx(bars[1][0] + bars[1][1], abs=0.2), (
        "the second deficit ends where the first began"
    )
    total = re.search(r'<rect class="large-deficit" x="([\d.]+)" y="5"', page)
    assert total is not None and float(total[1]) == pytest.approx(bars[2][0] + bars[2][1], abs=0.2)


def test_a_part_left_out_says_so(page: str) -> None:
    row = next(row for row in re.findall(r"<tr role=\"row\">.*?</tr>", page, re.DOTALL) if "Graduates at work" in row)
    assert "silence" in row and "<svg" not in row


def test_a_value_opens_its_source(page: str, office: Any) -> None:
    link = re.search(r'href="(/liczby/vacancies/[^"]+)"', page)
    assert link is not None
    assert "sio-2026.csv" in text(office.get(link[1].replace("&amp;", "&")))


def test_the_chart_and_its_twins_hold_the_same_numbers(page: str) -> None:
    block = re.search(r'<script id="series-data" type="application/json">(.*?)</script>', page)
    assert block is not None
    data = json.loads(block[1])
    assert data["years"][0] == 2021 and data["last"] == 2026 and data["demand"][5] == 267.0
    assert data["low"][-1] == 75.0 and data["demand"][-1] is None
    assert page.count('class="line-demand"') == 2, "a wide drawing and a small one"
    assert "75–125" in page, "the table twin holds the range"


def test_schools_are_numbered_in_the_table_and_on_the_map(page: str) -> None:
    assert re.findall(r'class="marker-number"[^>]*>(\d)<', page) == ["1", "2"]
    assert re.findall(r"<b>(\d)</b>&ensp;", page) == ["1", "2"]


def test_no_geometry_holds_a_comma_or_a_blank_of_the_language(page: str) -> None:
    for value in re.findall(r' (?:x|y|width|height|r|cx|cy|dx|dy)="([^"]+)"', page):
        assert re.fullmatch(r"-?\d+(\.\d+)?", value), value
    for value in re.findall(r'viewBox="([^"]+)"', page):
        assert re.fullmatch(r"0 0 [\d.]+ [\d.]+", value)


def test_nothing_is_styled_inline(page: str) -> None:
    assert " style=" not in page
    assert not re.search(r"<style|\son\w+=|javascript:", page)


def test_an_occupation_without_a_gap_says_what_is_missing(office: Any, land: Any) -> None:
    from koordynata.reference.enums import TerritoryKind
    from tests.conftest import make_territory

    make_territory("1601", TerritoryKind.POWIAT, "brzeski", land["16"])
    response = office.get("/zawody/311407/?territory=1601")
    assert response.status_code == 200
    assert 'class="class-letter no-data"' in text(response)


def test_both_languages_are_whole(office: Any) -> None:
    for language in ("pl", "en"):
        office.cookies["django_language"] = language
        response = office.get(ADDRESS)
        assert f'<html lang="{language}">' in text(response)
