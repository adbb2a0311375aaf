"""Outlines for maps: exact borders where an operator loaded them for every powiat, else the cartogram."""

import datetime as dt
import math
from functools import lru_cache
from typing import Any

from django.db.models import Max

from koordynata.sources.boundaries.thinning import Point, Ring
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun

from ..cartogram.stored import stored_cartogram
from ..enums import TerritoryKind
from ..models import Boundary
from .outlines import holds, lighter, lines_around, path_of, place_beside, rings_of, room_at, short_path

PAD_KM = 8.0
CLOSE_KM = 6.0  # where two names would touch


def map_edition() -> str:
    """Changes whenever the outlines may have changed: a key for caches."""
    last = ImportRun.objects.filter(source="boundaries").aggregate(last=Max("finished_at"))["last"]
    return f"{stored_cartogram().version} {last.isoformat() if last else ''}"


def map_shapes() -> dict[str, Any]:
    """`version`, `exact`, `view` (width, height), `cells` by powiat, `regions` by voivodeship, `country`, `credits`.

    `credits` names who made exact borders: (publisher, day for which they hold). Each cell has path, circle, host,
    label, room, bbox and neighbours, in km; see `cartogram/build.py`. Exact cells and regions have a `light` path too.
    """
    return _shapes(map_edition())


@lru_cache(maxsize=2)
def _shapes(edition: str) -> dict[str, Any]:
    stored = vars(stored_cartogram()) | {"version": edition, "exact": False, "credits": ()}
    borders = {border.territory.code: border for border in _borders()}
    if not all(code in borders for code in stored["cells"]):
        return stored
    rings = {code: rings_of(borders[code].path) for code in stored["cells"]}
    light = lighter(rings)
    enclaves = {code: _enclosed(code, borders, rings) for code in rings}
    cells = {
        code: cell
        | _outline(borders[code])
        | {"light": short_path(light[code])}
        | _name(code, borders, rings, enclaves)
        for code, cell in stored["cells"].items()
    }
    # What lies wholly inside another powiat is not on any outline.
    outer = set(rings) - {near for nears in enclaves.values() for near in nears}
    regions = {code: _region(code, borders, outer, rings, light) for code in stored["regions"]}
    country = {"path": short_path(lines_around(light[code] for code in outer), close="")}
    right = max(border.right for border in borders.values())
    bottom = max(border.bottom for border in borders.values())
    view = (max(right + PAD_KM, stored["view"][0]), max(bottom + PAD_KM, stored["view"][1]))
    drawn = {"cells": cells, "regions": regions, "country": country, "view": view}
    return stored | drawn | {"exact": True, "credits": _credits()}


def _credits() -> tuple[tuple[str, dt.date | None], ...]:
    """Whose files drew the borders in force, the newest first, each publisher once."""
    runs = ImportRun.objects.filter(source="boundaries", state=RunState.APPLIED).exclude(created=0, changed=0)
    found: dict[str, dt.date | None] = {}
    for run in runs.select_related("snapshot").order_by("-finished_at"):
        found.setdefault(run.snapshot.publisher, run.vintage)
    return tuple(found.items())


def _borders() -> Any:
    kinds = [TerritoryKind.POWIAT, TerritoryKind.VOIVODESHIP]
    return Boundary.objects.filter(withdrawn_run=None, territory__kind__in=kinds).select_related("territory")


def _outline(border: Boundary) -> dict[str, Any]:
    return {
        "path": border.path,
        "circle": None,
        "host": None,
        "label": [border.label_x, border.label_y],
        "bbox": [border.left, border.top, border.right, border.bottom],
    }


def _enclosed(code: str, borders: dict[str, Boundary], rings: dict[str, list[Ring]]) -> dict[str, Ring]:
    """The powiats that this one surrounds."""
    largest = rings[code][0]
    return {
        near: other[0]
        for near, other in rings.items()
        if near != code and _within(borders[near], borders[code]) and all(holds(largest, point) for point in other[0])
    }


def _name(
    code: str, borders: dict[str, Boundary], rings: dict[str, list[Ring]], enclaves: dict[str, dict[str, Ring]]
) -> dict[str, Any]:
    """The place of a name: the middle, or beside another powiat that lies there; and how wide it may be."""
    own, middle = borders[code], (borders[code].label_x, borders[code].label_y)
    there = [
        near for near in rings if near != code and _in_box(middle, borders[near]) and holds(rings[near][0], middle)
    ]
    others = [rings[near][0] for near in {*enclaves[code], *there}]
    close = any(math.dist(middle, corner) < CLOSE_KM for ring in others for corner in ring)
    place = (place_beside(rings[code][0], others) if there or close else None) or middle
    return {
        "label": list(place),
        "room": round(min(room_at([rings[code][0], *others], place), own.right - own.left), 1),
    }


def _in_box(point: Point, box: Boundary) -> bool:
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom


def _within(small: Boundary, large: Boundary) -> bool:
    across = large.left <= small.left and small.right <= large.right
    return across and large.top <= small.top and small.bottom <= large.bottom


def _region(
    code: str,
    borders: dict[str, Boundary],
    outer: set[str],
    rings: dict[str, list[Ring]],
    light: dict[str, list[Ring]],
) -> dict[str, Any]:
    """The voivodeship's own border, else the one around its powiats."""
    inside = sorted(teryt for teryt in outer if teryt[:2] == code)
    drawn = {"light": short_path(lines_around(light[teryt] for teryt in inside), close="")}
    if code in borders:
        own = _outline(borders[code])
        return drawn | {key: own[key] for key in ("path", "bbox", "label")}
    boxes = [borders[teryt] for teryt in inside]
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    label = [round((left + right) / 2, 1), round((top + bottom) / 2, 1)]
    path = path_of(lines_around(rings[teryt] for teryt in inside), close="")
    return drawn | {"path": path, "bbox": [left, top, right, bottom], "label": label}
