"""GeoJSON → rows of teryt and rings (JSON: outer rings of lon, lat pairs, largest first, thinned for the screen)."""

import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from ..json_text import load_json
from ..reading import LINE, Problem, Reading
from ..refusal import FileRefused
from .thinning import Ring, thin_together

CODES = ("teryt", "jpt_kod_je", "kod_teryt", "terc", "kod", "code")  # names under which publishers give the code
MOST_BYTES = 60 * 2**20
WEST, EAST, SOUTH, NORTH = 13.0, 25.0, 48.0, 56.0


def read(data: bytes) -> Reading:
    """One row per feature; `_line` counts the features."""
    try:
        features = _features(data)
    except FileRefused as refused:
        return refused.reading()
    found = [_read_feature(line, feature) for line, feature in enumerate(features, start=1)]
    problems = [row for row in found if isinstance(row, Problem)]
    rows, empty = _thinned([row for row in found if not isinstance(row, Problem)])
    problems = sorted([*problems, *empty], key=lambda problem: problem.line or 0)
    frame = pl.DataFrame(rows, schema={LINE: pl.Int64, "teryt": pl.String, "rings": pl.String}, orient="row")
    return Reading(frame, problems, total=len(features))


def _features(data: bytes) -> list[Any]:
    if len(data) > MOST_BYTES:
        raise FileRefused("file_too_large", limit=MOST_BYTES // 2**20)
    value = load_json(data)
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(features, list) or not features:
        raise FileRefused("json_shape", expected="features")
    return features


def _read_feature(line: int, feature: Any) -> tuple[int, str, list[Ring]] | Problem:
    feature = feature if isinstance(feature, dict) else {}
    code = _code(feature.get("properties"))
    if code is None:
        return Problem("boundary_no_code", line, "properties")
    if not (code.isascii() and code.isdigit() and len(code) in (2, 4)):
        return Problem("cell_not_teryt", line, "teryt", code[:200], {"lengths": "2, 4"})
    return line, code, list(_outer_rings(feature.get("geometry")))


def _thinned(features: list[tuple[int, str, list[Ring]]]) -> tuple[list[tuple[int, str, str]], list[Problem]]:
    """All features together, so that neighbours keep one border; those without an outline are problems."""
    thin = iter(thin_together(ring for _line, _code, rings in features for ring in rings))
    rows, problems = [], []
    for line, code, rings in features:
        kept = sorted(filter(None, [next(thin) for _ring in rings]), key=len, reverse=True)
        if kept:
            rows.append((line, code, json.dumps(kept)))
        else:
            problems.append(Problem("boundary_geometry", line, "geometry", code))
    return rows, problems


def _code(properties: Any) -> str | None:
    """The TERYT code under any of its usual names; a number has lost its leading zero."""
    if not isinstance(properties, dict):
        return None
    named = {str(name).casefold(): value for name, value in properties.items()}
    value = next((named[name] for name in CODES if named.get(name) not in (None, "")), None)
    if value is None or isinstance(value, bool | float | list | dict):
        return None
    code = str(value).strip()
    return "0" + code if len(code) in (1, 3) else code


def _outer_rings(geometry: Any) -> Iterator[Ring]:
    """The outer ring of each polygon; nothing at all when any point lies outside the country."""
    geometry = geometry if isinstance(geometry, dict) else {}
    polygons = geometry.get("coordinates")
    polygons = [polygons] if geometry.get("type") == "Polygon" else polygons
    if geometry.get("type") not in ("Polygon", "MultiPolygon") or not isinstance(polygons, list):
        return
    try:
        rings = [[(float(point[0]), float(point[1])) for point in polygon[0]] for polygon in polygons]
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        return
    if all(WEST <= lon <= EAST and SOUTH <= lat <= NORTH for ring in rings for lon, lat in ring):
        yield from rings
