"""An indicator over its periods beside its targets, with a forecast of its last value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import Direction, OverTime
from ..forecast import Bounds, Forecast, Point, forecast
from ..models import Period
from ..watching import threshold
from .board import Line
from .watched import Watched

HUNDRED = 100.0


class Unforeseen(models.TextChoices):
    """Why there is no forecast."""

    TOO_FEW = "too_few", _("too few approved periods")
    GAP = "gap", _("a period is missing, or only a part of it was reported: a sum would be too low")
    OVER = "over", _("the last period has been reported")


@dataclass(frozen=True)
class Mark:
    """One period: the value as of its end (None: nobody reported for it), the target, how many reported."""

    period: Period
    value: Decimal | None
    target: Decimal | None
    reported: int
    is_over: bool

    @property
    def shown(self) -> Decimal | None:
        """The value where somebody reported for a period that has ended; a carried-over one is not drawn."""
        return self.value if self.reported and self.is_over else None


@dataclass(frozen=True)
class Curve:
    """One line over all periods."""

    line: Line
    marks: list[Mark]
    forecast: Forecast | None
    silence: Unforeseen | None
    steps: int  # periods on which a forecast rests, or would

    @property
    def known(self) -> bool:
        """Whether there is anything to draw."""
        return any(one.shown is not None or one.target is not None for one in self.marks)

    @property
    def reaches(self) -> bool | None:
        """Whether the forecast reaches the last target; None where either is missing, or the interval holds it."""
        final = self.line.final_target
        if self.forecast is None or final is None:
            return None
        low, high = round(self.forecast.low), round(self.forecast.high)  # as people read them
        if self.line.measure.direction == Direction.DOWN:
            low, high = -high, -low
            final = -final
        return True if low >= float(final) else False if high < float(final) else None


def curves_of(seen: Watched) -> list[Curve]:
    """Every line of what is looked at, with its forecast."""
    return [curve_of(line, seen) for line in seen.lines()]


def curve_of(line: Line, seen: Watched) -> Curve:
    """One line with its forecast for the end of the last period."""
    marks = [
        Mark(period, line.value(at), line.target(at), line.reported[at], period.ends < seen.today)
        for at, period in enumerate(seen.board.periods)
    ]
    whole = [one for one in marks if one.shown is not None and one.reported >= line.expected]
    points = _points(line, whole, seen)
    steps = max(len(points) - 1, 0)
    silence = _silence(line, marks, whole)
    least = threshold("forecast_least", seen.today).value
    end = marks[-1].period.ends if marks else seen.today
    found = None if silence else forecast(points, end, least, _bounds(line, points))
    if found is None and silence is None:
        over = bool(points) and points[-1].on >= end
        silence = Unforeseen.OVER if over else Unforeseen.TOO_FEW
    return Curve(line, marks, found, silence, steps)


def _points(line: Line, whole: Sequence[Mark], seen: Watched) -> list[Point]:
    """Totals begin from nothing (or from their baseline) the day before the programme; states only where reported."""
    points = [Point(one.period.ends, float(one.shown or 0)) for one in whole]
    if line.measure.over_time == OverTime.STATE or not points:
        return points
    running = line.measure.over_time == OverTime.RUNNING
    start = float(line.baseline) if running and line.baseline is not None else 0.0
    return [Point(seen.programme.starts - timedelta(days=1), start), *points]


def _silence(line: Line, marks: Sequence[Mark], whole: Sequence[Mark]) -> Unforeseen | None:
    """A total of periods with one missing, or told in part only, is too low to be carried on."""
    if line.measure.over_time != OverTime.ADDED:
        return None
    told = [one for one in marks if one.shown is not None]
    ended = marks[: marks.index(told[-1]) + 1] if told else []
    return Unforeseen.GAP if len(whole) < len(ended) else None


def _bounds(line: Line, points: Sequence[Point]) -> Bounds:
    """What grew in every period is not foreseen to shrink; a share stays between 0 and 100."""
    steps = pairwise(points)
    grew = line.measure.over_time != OverTime.STATE and all(two.value >= one.value for one, two in steps)
    if line.measure.is_ratio:
        return Bounds(0.0, HUNDRED)
    return Bounds(points[-1].value if grew and points else None)
