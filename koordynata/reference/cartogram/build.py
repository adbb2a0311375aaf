"""Draw the cartogram of Polish powiats from the coordinates of their seats.

    python -m koordynata.reference.cartogram.build

No boundary data is used. Every powiat becomes a Voronoi cell inside a smooth
outline grown from the seats. A city with powiat rights which is also the seat
of the powiat around it has no room for a cell of its own: it becomes a circle
on the cell of that host powiat. The same input always gives the same file.

numpy, scipy and shapely are needed only to build the file, not to show it.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import Voronoi
from shapely.affinity import scale, translate
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.ops import nearest_points, polylabel

from .plane import to_plane

VERSION = "2026-11"
METHOD = "Voronoi cells of powiat seats in a smooth outline; ring cities as circles"

GROW_KM = 46.0  # how far the country reaches beyond a seat before smoothing
SHRINK_KM = 27.0  # how much of that is taken back
SAME_SEAT_KM = 3.0  # a city this near to a powiat's seat is that seat
LLOYD_STEPS = 2  # soft steps that calm thin cells
LLOYD_PULL = 0.45  # share of the way to the cell's centre in one step
CIRCLE_KM = (6.0, 9.0)  # least and greatest radius of a city circle
LABEL_STRETCH = 2.0  # labels are wider than high
LABEL_GAP_KM = 1.0  # room between a label and a circle
TOUCH_KM = 1.0  # shorter common edges do not make neighbours
GRID_KM = 0.1  # precision of the file
PAD_KM = 8.0  # empty margin of the view

Points = NDArray[np.float64]
Area: TypeAlias = Polygon | MultiPolygon


@dataclass
class Powiat:
    """One powiat or city with powiat rights, with its place on the drawing."""

    code: str
    is_city: bool
    seat: Point
    host: str | None = None
    cell: Polygon = field(default_factory=Polygon)
    circle: tuple[float, float, float] | None = None

    @property
    def is_circle(self) -> bool:
        """Whether this is a city drawn as a circle on the cell of its host."""
        return self.host is not None

    @property
    def disc(self) -> Polygon:
        """The circle on this cell, empty where there is none."""
        if self.circle is None:
            return Polygon()
        x, y, radius = self.circle
        return Point(x, y).buffer(radius)


def read_powiats(path: Path) -> list[Powiat]:
    """Read the powiats, ordered by code, from the list of territories."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kind"] == "powiat"]
    return [
        Powiat(row["code"], row["city_rights"] == "1", Point(to_plane(float(row["lat"]), float(row["lon"]))))
        for row in sorted(rows, key=lambda row: row["code"])
    ]


def find_hosts(powiats: list[Powiat]) -> None:
    """Give each city the land powiat seated in it; each powiat hosts one city at most."""
    free = [powiat for powiat in powiats if not powiat.is_city]
    for city in (powiat for powiat in powiats if powiat.is_city):
        near = min(free, key=lambda powiat: (powiat.seat.distance(city.seat), powiat.code))
        if near.seat.distance(city.seat) <= SAME_SEAT_KM:
            city.host = near.code
            free.remove(near)


def with_own_cell(powiats: list[Powiat]) -> list[Powiat]:
    """Powiats drawn as cells."""
    return [powiat for powiat in powiats if not powiat.is_circle]


def cities_and_hosts(powiats: list[Powiat]) -> list[tuple[Powiat, Powiat]]:
    """Pairs of a city drawn as a circle and the powiat which carries it."""
    by_code = {powiat.code: powiat for powiat in powiats}
    return [(powiat, by_code[powiat.host]) for powiat in powiats if powiat.host is not None]


def cut_corners(ring: Points, times: int) -> Points:
    """Smooth a closed ring by cutting its corners (Chaikin)."""
    for _ in range(times):
        after = np.roll(ring, -1, axis=0)
        ring = np.stack([0.75 * ring + 0.25 * after, 0.25 * ring + 0.75 * after], axis=1).reshape(-1, 2)
    return ring


def grow_outline(seats: Iterable[Point]) -> Polygon:
    """Grow a smooth outline of the country round the seats."""
    grown = shapely.union_all([seat.buffer(GROW_KM) for seat in seats]).buffer(-SHRINK_KM)
    rough = Polygon(largest(grown).exterior).simplify(6.0)
    return Polygon(cut_corners(np.array(rough.exterior.coords[:-1]), times=3))


def largest(area: Area) -> Polygon:
    """The largest part of an area."""
    parts: list[Polygon] = list(area.geoms) if isinstance(area, MultiPolygon) else [area]
    return max(parts, key=lambda part: part.area)


def voronoi_cells(points: Points, outline: Polygon) -> list[Polygon]:
    """Voronoi cells of the points, clipped to the outline, in the order of the points."""
    far = 5000.0
    corners = np.array([[-far, -far], [far, -far], [-far, far], [far, far]])
    diagram = Voronoi(np.vstack([points, corners]))
    regions = [diagram.regions[diagram.point_region[index]] for index in range(len(points))]
    return [largest(Polygon(diagram.vertices[region]).intersection(outline)) for region in regions]


def relax(points: Points, outline: Polygon) -> Points:
    """Pull every point a part of the way to the centre of its cell, a few times."""
    for _ in range(LLOYD_STEPS):
        centres = np.array([cell.centroid.coords[0] for cell in voronoi_cells(points, outline)])
        points = (1 - LLOYD_PULL) * points + LLOYD_PULL * centres
    return points


def place_circle(seat: Point, cell: Polygon) -> tuple[float, float, float]:
    """A circle for the city seated in a cell: near the seat, inside the cell where it fits."""
    middle = polylabel(cell, 0.1)
    radius = min(max(0.45 * middle.distance(cell.exterior), CIRCLE_KM[0]), CIRCLE_KM[1])
    room = cell.buffer(-radius - 0.5)
    centre = middle if room.is_empty else nearest_points(room, seat)[0]
    return round(centre.x, 1), round(centre.y, 1), round(radius, 1)


def draw(powiats: list[Powiat]) -> None:
    """Give every powiat its cell, and every city with a host its circle."""
    body = with_own_cell(powiats)
    outline = grow_outline(powiat.seat for powiat in body)
    points = relax(np.array([powiat.seat.coords[0] for powiat in body]), outline)
    for powiat, cell in zip(body, voronoi_cells(points, outline), strict=True):
        powiat.cell = cell
    for city, host in cities_and_hosts(powiats):
        city.circle = host.circle = place_circle(city.seat, host.cell)
        city.cell = host.cell


def move_to_view(powiats: list[Powiat]) -> tuple[list[float], list[float]]:
    """Shift the drawing to the corner of the view; the size of the view, and how far the drawing was shifted."""
    left, top, right, bottom = shapely.union_all([powiat.cell for powiat in powiats]).bounds
    east, south = PAD_KM - left, PAD_KM - top
    for powiat in powiats:
        powiat.cell = shapely.set_precision(translate(powiat.cell, east, south), GRID_KM)
        if powiat.circle is not None:
            x, y, radius = powiat.circle
            powiat.circle = round(x + east, 1), round(y + south, 1), radius
    size = [float(math.ceil(right - left + 2 * PAD_KM)), float(math.ceil(bottom - top + 2 * PAD_KM))]
    return size, [float(east), float(south)]


def label_point(powiat: Powiat) -> list[float]:
    """Where the name fits best: the widest place of the cell, away from the circle."""
    if powiat.is_circle:
        return [round(value, 1) for value in powiat.disc.centroid.coords[0]]
    return widest_place(largest(powiat.cell.difference(powiat.disc.buffer(LABEL_GAP_KM))))


def label_room(area: Polygon, label: list[float]) -> float:
    """How wide, in km, a name centred on the label point may be."""
    x, y = label
    left, _, right, _ = area.bounds
    sides = [LineString([(x, y), (end, y)]).intersection(area.exterior) for end in (left - 1, right + 1)]
    return round(2 * min(float(Point(x, y).distance(side)) for side in sides), 1)


def widest_place(area: Polygon) -> list[float]:
    """The middle of the largest flat ellipse inside an area."""
    squeezed = scale(area, xfact=1 / LABEL_STRETCH, yfact=1.0, origin=(0, 0))
    middle = polylabel(squeezed, 0.1)
    return [round(middle.x * LABEL_STRETCH, 1), round(middle.y, 1)]


def neighbours_of(powiats: list[Powiat]) -> dict[str, list[str]]:
    """Powiats with a common edge; a circle touches only its host."""
    body = with_own_cell(powiats)
    found: dict[str, list[str]] = {powiat.code: [] for powiat in powiats}
    tree = shapely.STRtree([powiat.cell for powiat in body])
    for one in body:
        for other in (body[index] for index in tree.query(one.cell.buffer(GRID_KM))):
            if one.code < other.code and common_edge(one.cell, other.cell) >= TOUCH_KM:
                found[one.code].append(other.code)
                found[other.code].append(one.code)
    for city, host in cities_and_hosts(powiats):
        found[city.code].append(host.code)
        found[host.code].append(city.code)
    return {code: sorted(others) for code, others in found.items()}


def common_edge(one: Polygon, other: Polygon) -> float:
    """Length of the edge two cells share, in km."""
    return float(one.exterior.intersection(other.buffer(GRID_KM)).length)


def svg_path(area: Area) -> str:
    """An SVG path of the outer rings of an area."""
    parts = list(area.geoms) if isinstance(area, MultiPolygon) else [area]
    rings = [part.exterior.coords[:-1] for part in sorted(parts, key=lambda part: -part.area)]
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring) + "Z" for ring in rings)


def svg_circle(x: float, y: float, radius: float) -> str:
    """An SVG path of a circle."""
    half = f"A{radius:.1f},{radius:.1f} 0 1 0"
    return f"M{x - radius:.1f},{y:.1f}{half} {x + radius:.1f},{y:.1f}{half} {x - radius:.1f},{y:.1f}Z"


def bounding_box(area: Area) -> list[float]:
    """Left, top, right and bottom of an area."""
    return [round(value, 1) for value in area.bounds]


def describe_cell(powiat: Powiat, neighbours: list[str]) -> dict[str, object]:
    """The entry of one powiat. Only a city which is a circle carries `circle`."""
    circle = powiat.circle if powiat.is_circle else None
    area = powiat.disc if powiat.is_circle else powiat.cell
    label = label_point(powiat)
    return {
        "path": svg_circle(*circle) if circle else svg_path(powiat.cell),
        "circle": list(circle) if circle else None,
        "host": powiat.host,
        "label": label,
        "room": label_room(area, label),
        "bbox": bounding_box(area),
        "neighbours": neighbours,
    }


def describe_region(cells: list[Polygon]) -> dict[str, object]:
    """The entry of one voivodeship."""
    area = shapely.union_all(cells, grid_size=GRID_KM)
    return {"path": svg_path(area), "bbox": bounding_box(area), "label": widest_place(largest(area))}


def build(powiats: list[Powiat]) -> dict[str, object]:
    """Compute the whole cartogram. Circles come last, so that they are painted on top."""
    find_hosts(powiats)
    draw(powiats)
    view, shift = move_to_view(powiats)
    neighbours = neighbours_of(powiats)
    ordered = sorted(powiats, key=lambda powiat: (powiat.is_circle, powiat.code))
    regions: dict[str, list[Polygon]] = {}
    for powiat in with_own_cell(powiats):
        regions.setdefault(powiat.code[:2], []).append(powiat.cell)
    country = shapely.union_all([powiat.cell for powiat in powiats], grid_size=GRID_KM)
    return {
        "version": VERSION,
        "method": METHOD,
        "view": view,
        "shift": shift,
        "cells": {powiat.code: describe_cell(powiat, neighbours[powiat.code]) for powiat in ordered},
        "regions": {region: describe_region(cells) for region, cells in regions.items()},
        "country": {"path": svg_path(country)},
    }


DATA = Path(__file__).parents[1] / "data"


def main(source: Path = DATA / "territories.csv", target: Path = DATA / "cartogram.json") -> None:
    """Read the seats and write the cartogram."""
    cartogram = build(read_powiats(source))
    text = json.dumps(cartogram, ensure_ascii=False, indent=1)
    target.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
