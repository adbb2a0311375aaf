"""Arithmetic of indicators: over time, over elements, against targets. Pure: numbers in, numbers out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .enums import Direction, OverTime

HUNDRED = Decimal(100)


@dataclass(slots=True)  # not frozen: a roll-up makes a hundred thousand of them
class Amount:
    """A number, or a ratio as numerator over denominator. Amounts of one measure add up."""

    number: Decimal = Decimal(0)
    of: Decimal | None = None  # the denominator of a ratio

    def __add__(self, other: "Amount") -> "Amount":
        """Both together: ratios by their numerators and denominators."""
        if self.of is None and other.of is None:
            return Amount(self.number + other.number)
        return Amount(self.number + other.number, (self.of or Decimal(0)) + (other.of or Decimal(0)))

    @property
    def shown(self) -> Decimal | None:
        """As people read it: a ratio in per cent; None over nothing."""
        if self.of is None:
            return self.number
        return round(HUNDRED * self.number / self.of, 2) if self.of else None


def by_period(values: Sequence[Amount | None], over_time: str) -> list[Amount | None]:
    """The value as of the end of each period. None: nothing reported so far.

    Each period's own values add up; of totals and states the last reported one stands.
    """
    found: list[Amount | None] = []
    sofar: Amount | None = None
    for value in values:
        if value is not None:
            sofar = value if over_time != OverTime.ADDED or sofar is None else sofar + value
        found.append(sofar)
    return found


def together(series: Iterable[Sequence[Amount | None]]) -> list[Amount | None]:
    """Period by period the amounts of several elements added up; None where none of them has any."""
    found: list[Amount | None] = []
    for amounts in zip(*series, strict=True):
        there = [one for one in amounts if one is not None]
        found.append(sum(there[1:], there[0]) if there else None)
    return found


def baseline_of(baselines: Sequence[Decimal | None], direction: str) -> Decimal | None:
    """Baselines of several elements added up. A fall needs all of them; what is to grow begins from nothing."""
    known = [one for one in baselines if one is not None]
    if not known or (direction == Direction.DOWN and len(known) < len(baselines)):
        return None
    return sum(known, Decimal(0))


def progress(baseline: Decimal | None, value: Decimal | None, target: Decimal | None, direction: str) -> Decimal | None:
    """The share of the way from the baseline to the target; 1: reached. None where it cannot be said."""
    if value is None or target is None:
        return None
    start = baseline if baseline is not None else (Decimal(0) if direction == Direction.UP else None)
    if start is None:
        return None
    way = target - start
    if way == 0:
        reached = value >= target if direction == Direction.UP else value <= target
        return Decimal(int(reached))
    return (value - start) / way
