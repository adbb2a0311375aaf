"""Geometry of imported borders on the map's plane: outlines of regions, lighter drawings, places for names."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from koordynata.sources.boundaries.thinning import Point, Ring, edges_of, thin_together

KM_OFF = 1.0  # by which a border may be moved on the map of the whole country, less than a pixel
LINE_KM = 4.0  # half of a name of two lines is about as high
STEPS = 14  # of the raster on which a place for a name is looked for
_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")


def rings_of(path: str) -> list[Ring]:
    """The rings of an SVG path of straight lines."""
    return [[(float(x), float(y)) for x, y in _POINT.findall(part)] for part in path.split("Z") if part]


def path_of(rings: Iterable[Ring], close: str = "Z") -> str:
    """Rings as an SVG path; with `close=""` lines that stay open."""
    return "".join("M" + "L".join(f"{x:g},{y:g}" for x, y in ring) + close for ring in rings if ring)


def short_path(rings: Iterable[Ring], close: str = "Z") -> str:
    """The same in whole km, each point from the one before it."""
    return "".join(_from_point_to_point([(round(x), round(y)) for x, y in ring]) + close for ring in rings if ring)


def _from_point_to_point(points: list[tuple[int, int]]) -> str:
    steps = (f"{bx - ax:d},{by - ay:d}" for (ax, ay), (bx, by) in pairwise(points))
    return f"M{points[0][0]},{points[0][1]}l" + " ".join(steps)


def lighter(shapes: Mapping[str, list[Ring]]) -> dict[str, list[Ring]]:
    """All shapes with fewer points; neighbours keep one border, and none disappears."""
    flat = [(code, ring) for code, rings in shapes.items() for ring in rings]
    thinned = thin_together([ring for _code, ring in flat], grid=0, tolerance=KM_OFF)
    found: dict[str, list[Ring]] = {code: [] for code in shapes}
    for (code, ring), few in zip(flat, thinned, strict=True):
        if few or not found[code]:  # the largest ring comes first
            found[code].append(few or ring)
    return found


def lines_around(shapes: Iterable[list[Ring]]) -> list[Ring]:
    """The border of several shapes together: every edge that belongs to one of them only, as lines."""
    times = Counter(frozenset(edge) for rings in shapes for ring in rings for edge in edges_of(ring))
    beside: dict[Point, set[Point]] = defaultdict(set)
    for edge, count in times.items():
        if count == 1 and len(edge) == 2:
            a, b = edge
            beside[a].add(b)
            beside[b].add(a)
    lines = []
    for start in sorted(beside):
        while beside[start]:
            line = [start]
            while beside[line[-1]]:
                there = min(beside[line[-1]])
                beside[line[-1]].remove(there)
                beside[there].remove(line[-1])
                line.append(there)
            lines.append(line)
    return lines


def holds(ring: Ring, point: Point) -> bool:
    """Whether a point lies inside a ring (even and odd crossings)."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in edges_of(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def place_beside(ring: Ring, enclosed: list[Ring]) -> Point | None:
    """Where the name of a territory stands that lies round others: inside it, far from every border."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    raster = [
        (min(xs) + (max(xs) - min(xs)) * i / STEPS, min(ys) + (max(ys) - min(ys)) * j / STEPS)
        for i in range(1, STEPS)
        for j in range(1, STEPS)
    ]
    free = [p for p in raster if holds(ring, p) and not any(holds(other, p) for other in enclosed)]
    corners = [corner for other in (ring, *enclosed) for corner in other]
    best = max(free, key=lambda p: min(math.dist(p, corner) for corner in corners), default=None)
    return (round(best[0], 1), round(best[1], 1)) if best else None


def room_at(rings: list[Ring], place: Point) -> float:
    """How wide a name of one or two lines centred on a place may be between the borders at its sides."""
    x, y = place
    beside = [
        ax + (bx - ax) * (level - ay) / (by - ay) - x
        for level in (y - LINE_KM, y, y + LINE_KM)
        for ring in rings
        for (ax, ay), (bx, by) in edges_of(ring)
        if (ay > level) != (by > level)
    ]
    return 2 * min(map(abs, beside), default=0.0)
