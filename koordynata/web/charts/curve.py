"""An indicator over the days of a programme: values, targets, and the forecast with its band."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .scales import Scale, points_text, round_ticks
from .series import Tick

Day = tuple[date, float]
CROWDED = 46  # pixels that a label of the axis of days needs


@dataclass(frozen=True)
class Ahead:
    """A forecast for a day."""

    on: date
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class DayLabel:
    """The name of a period under the axis."""

    x: str
    text: str


@dataclass(frozen=True)
class CurveDrawing:
    """Finished geometry."""

    width: int
    height: int
    left: str
    right: str
    bottom: str
    rows: tuple[Tick, ...]
    days: tuple[DayLabel, ...]
    targets: str
    target_marks: tuple[tuple[str, str], ...]
    values: str
    value_marks: tuple[tuple[str, str], ...]
    foreseen: str
    band: str
    today_x: str


def draw_curve(
    values: Sequence[Day], targets: Sequence[Day], ahead: Ahead | None, names: Sequence[tuple[date, str]],
    span: tuple[date, date], today: date, width: int = 640, height: int = 240,
) -> CurveDrawing | None:  # fmt: skip
    """The drawing from zero up; None where there is nothing, or something below zero, to be drawn."""
    numbers = [value for _day, value in [*values, *targets]] + ([ahead.high, ahead.low] if ahead else [])
    if not numbers or min(numbers) < 0:
        return None
    ticks = round_ticks(max(numbers))
    left, right, bottom = 52, width - 12, height - 26
    x = Scale(span[0].toordinal(), span[1].toordinal(), left, right)
    y = Scale(0, ticks[-1], bottom, 12)

    def place(points: Sequence[Day]) -> list[tuple[float, float]]:
        return [(x(day.toordinal()), y(value)) for day, value in points]

    foreseen, band = _ahead(values, ahead)
    return CurveDrawing(
        width=width,
        height=height,
        left=f"{left}",
        right=f"{right}",
        bottom=f"{bottom}",
        rows=tuple(Tick(f"{left - 7}", f"{y(tick):.1f}", tick) for tick in ticks),
        days=_labels(names, x),
        targets=points_text(place(targets)),
        target_marks=_marks(place(targets)),
        values=points_text(place(values)),
        value_marks=_marks(place(values)),
        foreseen=points_text(place(foreseen)),
        band=points_text(place(band)),
        today_x=f"{x(today.toordinal()):.1f}" if span[0] <= today <= span[1] else "",
    )


def _ahead(values: Sequence[Day], ahead: Ahead | None) -> tuple[list[Day], list[Day]]:
    """From the last value on: the line, and the band around it."""
    if ahead is None or not values:
        return [], []
    last = values[-1]
    return [last, (ahead.on, ahead.value)], [last, (ahead.on, ahead.high), (ahead.on, ahead.low)]


def _marks(points: Sequence[tuple[float, float]]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{px:.1f}", f"{py:.1f}") for px, py in points)


def _labels(names: Sequence[tuple[date, str]], x: Scale) -> tuple[DayLabel, ...]:
    """Names of periods at their ends: the last, and every second, third … before it, as many as fit."""
    placed = [(x(day.toordinal()), name) for day, name in names]
    for step in range(1, len(placed) + 1):
        shown = placed[::-1][::step][::-1]
        if all(_fits(one, other, last=other is shown[-1]) for one, other in pairwise(shown)):
            return tuple(DayLabel(f"{at:.1f}", name) for at, name in shown)
    return ()


def _fits(one: tuple[float, str], other: tuple[float, str], *, last: bool) -> bool:
    """Whether two names stand beside each other; the last one stands before its place, not around it."""
    room = max(CROWDED, 8 * len(other[1]) + 6)
    return other[0] - one[0] >= room * (1.5 if last else 1)
