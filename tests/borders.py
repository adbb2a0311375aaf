"""Borders of powiats as an office would load them: plausible, made up, and nobody's property."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from koordynata.reference.cartogram.stored import stored_cartogram

BEND = 1.6  # km by which the middle of a border is pushed aside
CORNERS = 20  # of a city that the cartogram draws as a circle

Point = tuple[float, float]


def plausible_borders() -> str:
    """GeoJSON of 380 powiats: the cartogram's cells on the globe, each border bent the same from both sides."""
    cells = stored_cartogram().cells
    features = [_feature(code, _ring(cell)) for code, cell in cells.items()]
    return json.dumps({"type": "FeatureCollection", "features": features})


def _feature(code: str, ring: list[Point]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"JPT_KOD_JE": code},
        "geometry": {"type": "Polygon", "coordinates": [[_degrees(*point) for point in [*ring, ring[0]]]]},
    }


def _ring(cell: dict[str, Any]) -> list[Point]:
    if cell["circle"]:
        x, y, radius = cell["circle"]
        turns = (2 * math.pi * corner / CORNERS for corner in range(CORNERS))
        return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]
    outline = cell["path"].split("Z")[0]
    corners = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", outline)]
    bent = ([here, _bend(here, there)] for here, there in zip(corners, [*corners[1:], corners[0]], strict=True))
    return [point for pair in bent for point in pair]


def _bend(here: Point, there: Point) -> Point:
    """The middle of a border, pushed aside by a length that follows from its ends: neighbours agree on it."""
    (ax, ay), (bx, by) = sorted((here, there))
    length = math.dist((ax, ay), (bx, by)) or 1.0
    aside = BEND * math.sin(ax * 7 + ay * 13 + bx * 17 + by * 19) * min(length / 20, 1)
    return (ax + bx) / 2 - (by - ay) / length * aside, (ay + by) / 2 + (bx - ax) / length * aside


def _degrees(x: float, y: float) -> list[float]:
    right, down = stored_cartogram().shift
    lat = 52.0 - (y - down) / 111.2
    return [round(19.2 + (x - right) / (math.cos(math.radians(lat)) * 111.32), 5), round(lat, 5)]
