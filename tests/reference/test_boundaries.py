"""Exact borders appear on the map when an operator loads them for every powiat; anything odd is refused at once."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Boundary
from koordynata.reference.queries import map_shapes
from koordynata.reference.queries.outlines import holds, lines_around, place_beside, room_at
from koordynata.sources.boundaries.thinning import thin_together
from koordynata.sources.services import import_file, undo_run
from tests.borders import plausible_borders
from tests.conftest import make_territory
from tests.loading import Load, loader, problems_of


@pytest.fixture
def load(land: Any, tmp_path: Path) -> Load:
    make_territory("0201", TerritoryKind.POWIAT, "bolesławiecki", land["PL"])
    return loader(tmp_path)


@pytest.fixture
def load_all(loaded: None, tmp_path: Path) -> Load:
    return loader(tmp_path)


SQUARE = [[[17.0, 50.0], [17.5, 50.0], [17.5, 50.4], [17.0, 50.4], [17.0, 50.0]]]


def collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def feature(properties: Any, coordinates: Any = None, kind: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates or SQUARE},
    }


@pytest.mark.parametrize("properties", [{"teryt": "1607"}, {"JPT_KOD_JE": "1607"}, {"kod": 1607}, {"TERYT": " 1607 "}])
def test_usual_names_of_the_code(load: Load, properties: Any) -> None:
    run = load("boundaries", collection(feature(properties)))
    assert problems_of(run) == []
    border = Boundary.objects.get()
    assert border.territory.code == "1607"
    assert border.path.startswith("M") and border.path.count("L") == 3
    assert border.left < border.label_x < border.right and border.top < border.label_y < border.bottom


def test_a_number_has_lost_its_zero(load: Load) -> None:
    load("boundaries", collection(feature({"teryt": 201}, SQUARE)))
    assert Boundary.objects.get().territory.code == "0201"


def test_parts_and_points_on_a_line(load: Load) -> None:
    island = [[[18.0, 50.0], [18.1, 50.0], [18.2, 50.0], [18.2, 50.1], [18.0, 50.0]]]
    load("boundaries", collection(feature({"teryt": "1607"}, [SQUARE, island], "MultiPolygon")))
    assert Boundary.objects.get().path.count("M") == 2


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (feature({"name": "nyski"}), "boundary_no_code"),
        (feature(None), "boundary_no_code"),
        (None, "boundary_no_code"),
        (feature({"teryt": "160701"}), "cell_not_teryt"),
        (feature({"teryt": "1699"}), "territory_unknown"),
        (
            feature({"teryt": "1607"}, [[[574000.0, 280000.0], [575000.0, 280000.0], [575000.0, 281000.0]]]),
            "boundary_geometry",
        ),
        (feature({"teryt": "1607"}, [[["a", "b"]]]), "boundary_geometry"),
        (feature({"teryt": "1607"}, [17.0, 50.0], "Point"), "boundary_geometry"),
        (feature({"teryt": "1607"}, {"a": 1}), "boundary_geometry"),
        ({"type": "Feature", "properties": {"teryt": "1607"}, "geometry": None}, "boundary_geometry"),
    ],
)
def test_odd_features_are_named(load: Load, item: Any, code: str) -> None:
    run = load("boundaries", collection(feature({"teryt": "1609"}), item))
    assert [(line, found) for line, _column, found in problems_of(run)] == [(2, code)]
    assert run.created == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[" * 100_000, "json_too_deep"),
        ('{"a":' * 100_000, "json_too_deep"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>', "file_is_document"),
        ('{"type": "FeatureCollection"}', "json_shape"),
        ("[1, 2]", "json_shape"),
        ('{"features": [1e999999]', "json_broken"),
    ],
)
def test_hostile_files_are_refused(load: Load, content: str, code: str) -> None:
    run = load("boundaries", content)
    assert (run.state, [found for _line, _column, found in problems_of(run)]) == ("refused", [code])


def test_the_cartogram_stays_until_every_powiat_has_its_border(load: Load) -> None:
    load("boundaries", collection(feature({"teryt": "1607"})))
    assert map_shapes()["exact"] is False


def test_borders_for_every_powiat_take_the_cartograms_place_and_undo_brings_it_back(
    loaded: None, tmp_path: Path
) -> None:
    before = map_shapes()
    file = tmp_path / "powiaty.geojson"
    file.write_text(plausible_borders())
    run = import_file("boundaries", file, by=SYSTEM, vintage=dt.date(2026, 1, 1))
    exact = map_shapes()
    assert (exact["exact"], len(exact["cells"])) == (True, 380)
    assert exact["credits"] == (("GUGiK, Państwowy Rejestr Granic", dt.date(2026, 1, 1)),)
    assert all(cell["circle"] is None for cell in exact["cells"].values())
    off = [abs(a - b) for code, cell in exact["cells"].items()
           for a, b in zip(cell["bbox"], before["cells"][code]["bbox"], strict=True)]  # fmt: skip
    assert max(off) < 3, "every powiat stays where it was"
    undo_run(run=run, by=SYSTEM)
    assert map_shapes() == before | {"version": map_shapes()["version"]} and before["credits"] == ()
    assert map_shapes()["version"] not in (before["version"], exact["version"]), "caches see each change"


def test_thinning_keeps_the_shape() -> None:
    line = [(17.0 + step / 1000, 50.0) for step in range(500)]
    ring = [*line, (17.5, 50.4), (17.0, 50.4), (17.0, 50.0)]
    assert sorted(thin_together([ring])[0]) == [(17.0, 50.0), (17.0, 50.4), (17.499, 50.0), (17.5, 50.4)]
    assert thin_together([[(17.0, 50.0), (17.0001, 50.0), (17.0, 50.0)]]) == [[]]


def test_neighbours_keep_one_border_and_the_region_has_one_outline() -> None:
    """Walked from either side, the wavy border between two territories loses the same points."""
    chance = random.Random(5)
    wave = [(17.5 + chance.randint(0, 4) / 1000, 50.0 + step / 200) for step in range(81)]
    west = [(17.0, 50.0), *wave, (17.0, 50.4)]
    east = [*reversed(wave), (18.0, 50.0), (18.0, 50.4)]
    thin_west, thin_east = thin_together([west, east])
    assert set(thin_west) & set(thin_east) == set(thin_west) - {(17.0, 50.0), (17.0, 50.4)}
    assert 2 < len(thin_west) < len(west)
    around = lines_around([[thin_west], [thin_east]])
    corners = {(17.0, 50.0), (17.0, 50.4), wave[0], wave[-1], (18.0, 50.0), (18.0, 50.4)}
    assert len(around) == 1 and set(around[0]) == corners and around[0][0] == around[0][-1]
    apart = [thin_together([west])[0], thin_together([east[20:] + east[:20]])[0]]
    assert lines_around([[ring] for ring in apart]) != around, "negative control: thinned apart they differ"


def test_a_name_stands_beside_what_its_powiat_surrounds() -> None:
    outer = [(0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0)]
    city = [(15.0, 15.0), (25.0, 15.0), (25.0, 25.0), (15.0, 25.0)]
    place = place_beside(outer, [city])
    assert place and holds(outer, place) and not holds(city, place) and holds(city, (20.0, 20.0))
    assert room_at([outer, city], (20.0, 5.0)) == 40.0 and room_at([outer, city], (10.0, 20.0)) == 10.0


@pytest.mark.real_files
def test_real_borders(load_all: Load, real_files: Path) -> None:
    load_all("boundaries", (real_files / "territory" / "powiaty_min_teryt.geojson").read_bytes())
    shapes = map_shapes()
    assert (shapes["exact"], len(shapes["cells"]), len(shapes["regions"])) == (True, 380, 16)
    nysa = shapes["cells"]["1607"]
    assert nysa["circle"] is None and nysa["neighbours"]
    assert 0 <= nysa["bbox"][0] < nysa["bbox"][2] <= shapes["view"][0]
