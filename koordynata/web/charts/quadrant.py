"""Demand × supply with pupils as the bubble."""

import math
from dataclasses import dataclass

from koordynata.intelligence.queries import Quadrant, QuadrantPoint

from .scales import Scale, round_ticks
from .series import Tick


@dataclass(frozen=True)
class Size:
    """One drawing's room: pixels of the whole, of the margins, and radii of the smallest and largest bubble."""

    width: int
    height: int
    left: int
    bottom: int
    smallest: float
    largest: float


WIDE = Size(1328, 560, left=52, bottom=44, smallest=5, largest=30)
SMALL = Size(358, 420, left=36, bottom=40, smallest=3, largest=16)
TOP, RIGHT = 20, 20
NUMBERED = 9  # radius that can hold a number; smaller bubbles carry theirs in the title


@dataclass(frozen=True)
class Bubble:
    """One occupation: where, how large, and its name where there is room for one."""

    point: QuadrantPoint
    number: int
    x: str
    y: str
    r: str
    css: str
    numbered: bool  # large enough to hold its number


@dataclass(frozen=True)
class QuadrantDrawing:
    """Finished geometry. The cross stands at demand 0 and at the median of supply."""

    width: int
    height: int
    left: str
    right: str
    top: str
    bottom: str
    cross_x: str
    cross_y: str
    columns: tuple[Tick, ...]
    rows: tuple[Tick, ...]
    bubbles: tuple[Bubble, ...]


def draw_quadrant(quadrant: Quadrant, size: Size = WIDE) -> QuadrantDrawing | None:
    """The drawing, or None when no occupation can be placed. Supply is drawn on a square-root scale."""
    points = [p for p in quadrant.points if p.demand.value is not None and p.supply.value is not None]
    if not points:
        return None
    most_supply = max(p.supply.value or 0 for p in points)
    ticks = round_ticks(most_supply)
    right, bottom = size.width - RIGHT, size.height - size.bottom
    x = Scale(0, math.sqrt(ticks[-1]), size.left, right)
    y = Scale(-100, 100, bottom, TOP)
    most_pupils = max((p.pupils.value or 0 for p in points), default=0)
    largest_first = sorted(points, key=lambda p: -(p.pupils.value or 0))
    return QuadrantDrawing(
        width=size.width,
        height=size.height,
        left=f"{size.left}",
        right=f"{right}",
        top=f"{TOP}",
        bottom=f"{bottom}",
        cross_x=f"{x(math.sqrt(quadrant.supply_middle or 0)):.1f}",
        cross_y=f"{y(0):.1f}",
        columns=tuple(Tick(f"{x(math.sqrt(tick)):.1f}", f"{bottom + 18}", tick) for tick in ticks),
        rows=tuple(Tick(f"{size.left - 8}", f"{y(tick):.1f}", tick) for tick in (-100, -50, 0, 50, 100)),
        bubbles=tuple(
            _bubble(number, point, x, y, _radius(point.pupils.value, most_pupils, size))
            for number, point in enumerate(largest_first, start=1)
        ),
    )


def _bubble(number: int, point: QuadrantPoint, x: Scale, y: Scale, radius: float) -> Bubble:
    return Bubble(
        point=point,
        number=number,
        x=f"{x(math.sqrt(point.supply.value or 0)):.1f}",
        y=f"{y(min(max(point.demand.value or 0, -100), 100)):.1f}",
        r=f"{radius:.1f}",
        css=point.klass.css if point.klass else "no-data",
        numbered=radius >= NUMBERED,
    )


def _radius(pupils: float | None, most: float, size: Size) -> float:
    """Area, not radius, grows with the pupils."""
    if not pupils or not most:
        return size.smallest
    return max(size.smallest, size.largest * math.sqrt(pupils / most))
