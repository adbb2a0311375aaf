"""Small multiples: demand and supply of a few occupations on one scale, with the class of each year below."""

from collections.abc import Sequence
from dataclasses import dataclass

from koordynata.intelligence.queries import Figure, GapRow, Series, SeriesPoint, Silence

from .scales import Scale, points_text, round_ticks

WIDTH, HEIGHT = 250, 92
LEFT, RIGHT, TOP, BOTTOM = 2, 212, 14, 84
YEARS = 10
LINE = 13  # height of a label in pixels


@dataclass(frozen=True)
class End:
    """The last value of a line."""

    x: str
    y: str
    value: float


@dataclass(frozen=True)
class Multiple:
    """One small chart."""

    row: GapRow
    width: int
    height: int
    first_year: int | None
    last_year: int | None
    demand: str
    supply: str
    gap: str
    demand_end: End | None
    supply_end: End | None
    demand_silence: str  # what is said where no value is known
    supply_silence: str
    crowded: bool  # the two last values would lie on each other
    most: float  # the top of the scale that all share


def draw_multiples(pairs: Sequence[tuple[GapRow, Series]]) -> tuple[Multiple, ...]:
    """All on the scale of the largest value among them."""
    counted = [(row, [p for p in series.points if not p.is_outlook][-YEARS:]) for row, series in pairs]
    values = [v for _row, points in counted for p in points for v in (p.demand.value, p.supply.value) if v is not None]
    most = round_ticks(max(values, default=1))[-1]
    return tuple(_draw(row, points, most) for row, points in counted)


def _draw(row: GapRow, points: Sequence[SeriesPoint], most: float) -> Multiple:
    first, last = (points[0].year, points[-1].year) if points else (None, None)
    x = Scale(first or 0, last or 1, LEFT, RIGHT)
    y = Scale(0, most, BOTTOM, TOP)
    demand = [(x(p.year), y(p.demand.value)) for p in points if p.demand.value is not None]
    supply = [(x(p.year), y(p.supply.value)) for p in points if p.supply.value is not None]
    both = [p for p in points if p.demand.value is not None and p.supply.value is not None]
    upper = [(x(p.year), y(p.demand.value or 0)) for p in both]
    lower = [(x(p.year), y(p.supply.value or 0)) for p in reversed(both)]
    return Multiple(
        row=row,
        width=WIDTH,
        height=HEIGHT,
        first_year=first,
        last_year=last,
        demand=points_text(demand),
        supply=points_text(supply),
        gap=points_text(upper + lower) if len(both) > 1 else "",
        demand_end=_end(demand, [p.demand.value for p in points]),
        supply_end=_end(supply, [p.supply.value for p in points]),
        demand_silence=_silence([p.demand for p in points]),
        supply_silence=_silence([p.supply for p in points]),
        crowded=bool(demand and supply) and abs(demand[-1][1] - supply[-1][1]) < LINE,
        most=most,
    )


def _end(line: Sequence[tuple[float, float]], values: Sequence[float | None]) -> End | None:
    known = [value for value in values if value is not None]
    return End(f"{line[-1][0]:.1f}", f"{line[-1][1]:.1f}", known[-1]) if line else None


def _silence(figures: Sequence[Figure]) -> str:
    """The silence of the last year that has one; "no data" where nothing is told at all."""
    silences = [figure.silence for figure in figures if figure.silence is not None]
    return str((silences[-1] if silences else Silence.MISSING).label)
