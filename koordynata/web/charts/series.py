"""Demand and supply over the years, drawn on the server; the live chart gets the same numbers as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from koordynata.intelligence.queries import Figure, Series, SeriesPoint

from .scales import Scale, points_text, round_ticks

Pick = Callable[[SeriesPoint], Figure]
Points = list[tuple[float, float]]
ROOM_BELOW = 26  # pixels that a value under its line needs


@dataclass(frozen=True)
class Tick:
    """A label on an axis."""

    x: str
    y: str
    value: float


@dataclass(frozen=True)
class Line:
    """One quantity: what was counted, what is foreseen, the band, the marks, and its last counted value."""

    id: str  # "demand" or "supply"
    counted: str
    foreseen: str
    band: str
    marks: tuple[tuple[str, str], ...]
    last: Tick | None
    above: bool  # the last value stands above: below a line near the axis it would cover a year
    end_y: str  # where the line ends, for its name


@dataclass(frozen=True)
class SeriesDrawing:
    """Finished geometry of the chart."""

    width: int
    height: int
    left: str
    right: str
    bottom: str
    rows: tuple[Tick, ...]
    years: tuple[Tick, ...]
    gap: str
    future_x: str
    future_width: str
    lines: tuple[Line, ...]
    past: str


def draw_series(series: Series, width: int = 860, height: int = 306, sparse: bool = False) -> SeriesDrawing | None:
    """The drawing, or None when fewer than two years are known. `sparse` labels only the years that matter."""
    points = series.points
    most = _most(points)
    if len(points) < 2 or most is None:
        return None
    ticks = round_ticks(most)
    left, right, top, bottom = (30, width - 8, 26, height - 28) if sparse else (46, width - 156, 22, height - 28)
    x = Scale(points[0].year, points[-1].year, left, right)
    y = Scale(0, ticks[-1], bottom, top)
    last = series.last_actual_year or points[-1].year
    return SeriesDrawing(
        width=width,
        height=height,
        left=f"{left}",
        right=f"{right}",
        bottom=f"{bottom}",
        rows=tuple(Tick(f"{left - 7}", f"{y(tick):.1f}", tick) for tick in ticks),
        years=tuple(
            Tick(f"{x(point.year):.1f}", f"{height - 6}", point.year)
            for point in points
            if not sparse or point.year in {points[0].year, last, points[-1].year}
        ),
        gap=_gap_area(points, x, y),
        future_x=f"{x(last):.1f}",
        future_width=f"{max(right - x(last), 0):.1f}",
        lines=(
            _line("demand", points, lambda point: point.demand, x, y, last),
            _line("supply", points, lambda point: point.supply, x, y, last),
        ),
        past=points_text([(x(p.year), y(p.predicted.value)) for p in points if p.predicted and p.predicted.value]),
    )


def _most(points: Sequence[SeriesPoint]) -> float | None:
    values = [
        value
        for point in points
        for figure in (point.demand, point.supply)
        for value in (figure.value, figure.high)
        if value is not None
    ]
    return max(values) if values else None


def _known(points: Sequence[SeriesPoint], pick: Pick, x: Scale, y: Scale) -> Points:
    return [(x(p.year), y(v)) for p in points if (v := pick(p).value) is not None]


def _line(name: str, points: Sequence[SeriesPoint], pick: Pick, x: Scale, y: Scale, last: int) -> Line:
    counted = [p for p in points if p.year <= last]
    ahead = [p for p in points if p.year >= last]
    marks = _known(counted, pick, x, y)
    end = next((p for p in reversed(counted) if pick(p).value is not None), None)
    foreseen = _known(ahead, pick, x, y) if any(pick(p).known for p in ahead if p.year > last) else []
    return Line(
        id=name,
        counted=points_text(marks),
        foreseen=points_text(foreseen),
        band=_band(ahead, pick, x, y),
        marks=tuple((f"{px:.1f}", f"{py:.1f}") for px, py in marks),
        last=_last(end, pick, x, y) if end else None,
        above=name == "demand" or bool(end and y.start - y(pick(end).value or 0) < ROOM_BELOW),
        end_y=f"{(foreseen or marks or [(0, 0)])[-1][1]:.1f}",
    )


def _last(point: SeriesPoint, pick: Pick, x: Scale, y: Scale) -> Tick:
    value = pick(point).value or 0
    return Tick(f"{x(point.year):.1f}", f"{y(value):.1f}", value)


def _band(points: Sequence[SeriesPoint], pick: Pick, x: Scale, y: Scale) -> str:
    upper, lower = [], []
    for point in points:
        figure = pick(point)
        if figure.value is None:
            continue
        high = figure.value if figure.high is None else figure.high
        low = figure.value if figure.low is None else figure.low
        upper.append((x(point.year), y(high)))
        lower.append((x(point.year), y(low)))
    return points_text(upper + lower[::-1]) if len(upper) > 1 and upper != lower else ""


def _gap_area(points: Sequence[SeriesPoint], x: Scale, y: Scale) -> str:
    """Between the two lines, in the years in which both are counted."""
    both = [
        (x(p.year), y(p.demand.value), y(p.supply.value))
        for p in points
        if not p.is_outlook and p.demand.value is not None and p.supply.value is not None
    ]
    if len(both) < 2:
        return ""
    return points_text([(px, d) for px, d, _ in both] + [(px, s) for px, _, s in reversed(both)])


def series_data(series: Series) -> dict[str, object]:
    """What the live chart draws: the same figures, silences as null."""
    return {
        "years": [point.year for point in series.points],
        "last": series.last_actual_year,
        "demand": [point.demand.value for point in series.points],
        "supply": [point.supply.value for point in series.points],
        "low": [point.supply.low if point.is_outlook else None for point in series.points],
        "high": [point.supply.high if point.is_outlook else None for point in series.points],
        "past": [point.predicted.value if point.predicted else None for point in series.points],
    }
