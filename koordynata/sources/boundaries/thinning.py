"""Fewer points for borders: enough for a screen, far too few for a surveyor.

A border between two territories is thinned once, from the point where a third begins to where the next one does, so
that both keep the same line and no gap opens between them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]
GRID = 3  # decimals of a degree kept: about 100 m
TOLERANCE = 0.0015  # degrees by which a border may be moved: about 150 m


def thin_together(rings: Iterable[Ring], grid: int = GRID, tolerance: float = TOLERANCE) -> list[Ring]:
    """The rings on a coarse grid without points that say nothing new; empty when fewer than three are left."""
    coarse = [list(dict.fromkeys((round(x, grid), round(y, grid)) for x, y in ring)) for ring in rings]
    meeting = _meeting_points(coarse)
    return [_thinned(ring, meeting, tolerance) if len(ring) > 2 else [] for ring in coarse]


def edges_of(ring: Ring) -> Iterator[tuple[Point, Point]]:
    """The ring's edges, the last one back to its beginning."""
    yield from zip(ring, [*ring[1:], *ring[:1]], strict=True)


def _meeting_points(rings: list[Ring]) -> set[Point]:
    """Where more than two borders meet."""
    beside: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for a, b in edges_of(ring):
            beside[a].add(b)
            beside[b].add(a)
    return {point for point, others in beside.items() if len(others) > 2}


def _thinned(ring: Ring, meeting: set[Point], tolerance: float) -> Ring:
    starts = [index for index, point in enumerate(ring) if point in meeting] or [ring.index(min(ring))]
    turned = ring[starts[0] :] + ring[: starts[0]]
    stops = [start - starts[0] for start in starts] + [len(ring)]
    closed = [*turned, turned[0]]
    kept: Ring = []
    for start, stop in pairwise(stops):
        kept += _line(closed[start : stop + 1], tolerance)[:-1]
    return kept if len(kept) > 2 else []


def _line(line: Ring, tolerance: float) -> Ring:
    """A line between two meeting points, thinned in the same direction from whichever side it is walked."""
    if line[0] == line[-1]:  # all the way round: the point farthest from the beginning stays
        far = max(range(len(line)), key=lambda i: (_distance2(line[0], line[i]), line[i]))
        return _line(line[: far + 1], tolerance)[:-1] + _line(line[far:], tolerance)
    if line[0] > line[-1]:
        return _simplify(line[::-1], tolerance)[::-1]
    return _simplify(line, tolerance)


def _distance2(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _simplify(line: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker, without recursion: keep a point that lies off the chord by more than the tolerance."""
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    spans = [(0, len(line) - 1)]
    while spans:
        start, end = spans.pop()
        index, off = _farthest(line, start, end)
        if off > tolerance:
            keep[index] = True
            spans += [(start, index), (index, end)]
    return [point for point, wanted in zip(line, keep, strict=True) if wanted]


def _farthest(line: Ring, start: int, end: int) -> tuple[int, float]:
    (ax, ay), (bx, by) = line[start], line[end]
    dx, dy = bx - ax, by - ay
    length = (dx * dx + dy * dy) ** 0.5 or 1e-12
    best, off = start, 0.0
    for index in range(start + 1, end):
        x, y = line[index]
        distance = abs(dx * (y - ay) - dy * (x - ax)) / length
        if distance > off:
            best, off = index, distance
    return best, off
