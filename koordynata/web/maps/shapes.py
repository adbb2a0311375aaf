"""Where the outlines come from: the cartogram that ships with the house, or borders that an operator imported."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from koordynata.reference.queries.maps import map_shapes

Box = tuple[float, float, float, float]  # left, top, right, bottom, in km


@dataclass(frozen=True)
class Outline:
    """One powiat on the drawing. `room` is how wide, in km, a name centred on `label` may be.

    `light` is the path with as few points as a map of the whole country needs.
    """

    path: str
    light: str
    label: tuple[float, float]
    room: float
    box: Box
    circle: tuple[float, float, float] | None
    neighbours: tuple[str, ...]


@dataclass(frozen=True)
class Region:
    """The outline of one voivodeship."""

    path: str
    light: str
    box: Box
    label: tuple[float, float]


@dataclass(frozen=True)
class Shapes:
    """Everything that can be drawn."""

    version: str
    is_cartogram: bool
    size: tuple[float, float]
    cells: Mapping[str, Outline]
    regions: Mapping[str, Region]
    country: str
    credits: tuple[tuple[str, dt.date | None], ...] = ()  # publishers of exact borders and the day of their files


_kept: dict[str, Shapes] = {}


def shapes_in_force() -> Shapes:
    """The outlines in force, read once per edition."""
    data = map_shapes()
    edition = data["version"]
    if edition not in _kept:
        _kept.clear()
        _kept[edition] = read_shapes(data)
    return _kept[edition]


def read_shapes(data: dict[str, Any]) -> Shapes:
    """Typed outlines from the file's JSON."""
    return Shapes(
        version=data["version"],
        is_cartogram=not data.get("exact", False),
        size=(data["view"][0], data["view"][1]),
        cells={code: _outline(cell) for code, cell in data["cells"].items()},
        regions={
            code: Region(
                region["path"],
                region.get("light", region["path"]),
                _box(region["bbox"]),
                (region["label"][0], region["label"][1]),
            )
            for code, region in data["regions"].items()
        },
        country=data["country"]["path"],
        credits=tuple(data.get("credits", ())),
    )


def _outline(cell: dict[str, Any]) -> Outline:
    circle = cell.get("circle")
    return Outline(
        path=cell["path"],
        light=cell.get("light", cell["path"]),
        label=(cell["label"][0], cell["label"][1]),
        room=cell["room"],
        box=_box(cell["bbox"]),
        circle=(circle[0], circle[1], circle[2]) if circle else None,
        neighbours=tuple(cell["neighbours"]),
    )


def _box(values: list[float]) -> Box:
    left, top, right, bottom = values
    return left, top, right, bottom
