"""The map draws every powiat, wherever one looks."""

from __future__ import annotations

import re

import pytest

from koordynata.web.maps import Colour, Marker, draw_map
from koordynata.web.maps.labels import fit_name
from koordynata.web.maps.shapes import shapes_in_force

pytestmark = pytest.mark.django_db
REGIONS = [f"{n:02}" for n in range(2, 33, 2)]


def colours(prefix: str = "") -> list[Colour]:
    codes = [code for code in shapes_in_force().cells if code.startswith(prefix)]
    return [Colour(code, f"powiat {code}", "deficit", "D", f"{code}: deficit", f"/terytoria/{code}/") for code in codes]


@pytest.mark.parametrize("region", REGIONS)
def test_every_powiat_of_a_region_is_drawn_lettered_and_inside_the_frame(region: str) -> None:
    wanted = colours(region)
    drawn = draw_map(wanted, region)
    assert drawn is not None
    assert {cell.colour.code for cell in drawn.cells} == {colour.code for colour in wanted}
    letters = [text for text in drawn.texts if text.css.startswith("letter")]
    assert len(letters) == len(wanted)
    assert all(0 <= float(text.x) <= drawn.width and 0 <= float(text.y) <= drawn.height for text in letters)


def test_the_country_holds_all_380_powiats_and_16_borders() -> None:
    drawn = draw_map(colours(), "PL")
    assert drawn is not None and len(drawn.cells) == 380 and len(drawn.borders) == 16
    assert drawn.whole_country


def test_cities_lie_on_top_of_the_powiat_around_them() -> None:
    drawn = draw_map(colours("16"), "16")
    assert drawn is not None
    order = [cell.colour.code for cell in drawn.cells]
    assert order.index("1661") > order.index("1609")


def test_neighbours_are_named_round_the_region_and_never_on_it() -> None:
    names = {"02": "dolnośląskie", "24": "śląskie", "22": "pomorskie", "16": "opolskie"}
    drawn = draw_map(colours("16"), "16", names=names)
    assert drawn is not None
    around = {text.text for text in drawn.texts if text.css == "around-name"}
    assert "dolnośląskie" in around and "pomorskie" not in around and "opolskie" not in around


def test_two_schools_in_one_powiat_stand_beside_each_other() -> None:
    drawn = draw_map(
        colours("16"), "16", markers=[Marker(1, "A", "1607"), Marker(2, "B", "1607"), Marker(3, "C", "9999")]
    )
    assert drawn is not None
    assert [spot.number for spot in drawn.spots] == [1, 2]
    assert abs(float(drawn.spots[0].x) - float(drawn.spots[1].x)) >= 22


def test_nothing_to_draw_is_no_map() -> None:
    assert draw_map([], "16") is None
    assert draw_map([Colour("9999", "x", "deficit", "D", "x", "/")], "99") is None


def test_geometry_is_written_with_points() -> None:
    drawn = draw_map(colours("16"), "16", picked="1607")
    assert drawn is not None and drawn.picked
    assert all(re.fullmatch(r"-?\d+\.\d", part) for text in drawn.texts for part in (text.x, text.y))


@pytest.mark.parametrize(
    ("name", "room", "lines"),
    [("nyski", 60, ["nyski"]), ("kędzierzyńsko-kozielski", 110, ["kędzierzyńsko-", "kozielski"]), ("nyski", 20, [])],
)
def test_a_name_is_written_where_it_fits(name: str, room: float, lines: list[str]) -> None:
    assert fit_name(name, room)[0] == lines
