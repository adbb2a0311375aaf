"""Axes: round steps, at most four grid lines, values to pixels."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight scale from values to pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        span = (self.high - self.low) or 1
        return self.start + (value - self.low) / span * (self.end - self.start)


def round_ticks(most: float, lines: int = 4) -> list[float]:
    """Round values from zero to at least `most`, at most `lines` above zero."""
    if most <= 1:
        return [0, 1]
    raw = most / lines
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw * 0.999)
    step = max(step, 1)
    return [index * step for index in range(math.ceil(most / step - 1e-9) + 1)]


def points_text(points: list[tuple[float, float]]) -> str:
    """Points as SVG writes them, whatever the reader's language."""
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
