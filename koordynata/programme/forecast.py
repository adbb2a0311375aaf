"""Where a number is heading: the pace so far, carried on. Pure: numbers in, numbers out.

Method: each period's growth is the pace times its days plus chance whose spread grows with the days (a random walk with
drift). The value at the end is what is there now plus the pace times the days left; the interval holds 8 of 10 cases
and grows with the days left and with how few periods the pace was measured on (Student's t).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt

# Student's t for 80 %, two-sided, from 1 degree of freedom on; beyond the last, the normal distribution.
_T80 = (
    3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.350, 1.345, 1.341, 1.337,
    1.333, 1.330, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.310,
)  # fmt: skip
_NORMAL80 = 1.282


@dataclass(frozen=True)
class Point:
    """A value as of the end of a day."""

    on: date
    value: float


@dataclass(frozen=True)
class Bounds:
    """Between what a value can lie at all: a share between 0 and 100, a growing count not below what is there."""

    low: float | None = None
    high: float | None = None

    def hold(self, value: float) -> float:
        """The value, or the bound that it went past."""
        value = value if self.low is None else max(value, self.low)
        return value if self.high is None else min(value, self.high)


@dataclass(frozen=True)
class Forecast:
    """What is to be expected on a day: 8 of 10 cases lie from `low` to `high`. `pace`: by day, over `steps` periods."""

    on: date
    value: float
    low: float
    high: float
    pace: float
    steps: int


def forecast(points: Sequence[Point], end: date, least: int, bounds: Bounds | None = None) -> Forecast | None:
    """The value on the last day, from at least so many periods between points; None with fewer, or past the end."""
    ordered = sorted(points, key=lambda one: one.on)
    steps = [((later.on - earlier.on).days, later.value - earlier.value) for earlier, later in pairwise(ordered)]
    if len(steps) < max(least, 2) or any(days <= 0 for days, _growth in steps) or end <= ordered[-1].on:
        return None
    days = sum(one for one, _growth in steps)
    pace = sum(growth for _days, growth in steps) / days
    spread = sum((growth - pace * length) ** 2 / length for length, growth in steps) / (len(steps) - 1)
    left = (end - ordered[-1].on).days
    error = student(len(steps) - 1) * sqrt(spread * left * (1 + left / days))
    held = bounds or Bounds()
    value = ordered[-1].value + pace * left
    return Forecast(end, held.hold(value), held.hold(value - error), held.hold(value + error), pace, len(steps))


def student(freedom: int) -> float:
    """The factor for 8 of 10 cases."""
    return _T80[freedom - 1] if freedom <= len(_T80) else _NORMAL80
