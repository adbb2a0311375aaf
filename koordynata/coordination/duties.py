"""The calendar of duties: what comes back every year, as dated data (data/duties.csv), and on which days.

Pure: what was done is in `queries.duties`.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from koordynata.foundation.working_days import ONE, is_working

from .dated import Dated, common, rows, spoken

LAST = 0  # the last day of the month
EVERY_MONTH = "*"


class Shift(StrEnum):
    """What becomes of a day on which offices do not work."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


@dataclass(frozen=True)
class Duty(Dated):
    """Obowiązek of the office that comes back: in which months, on which day."""

    basis_pl: str
    basis_en: str
    months: tuple[int, ...]
    day: int  # LAST, or 1 to 31; a month without that day takes its last one
    shift: Shift

    @property
    def basis(self) -> str:
        """The legal basis in the reader's language."""
        return spoken(self.basis_pl, self.basis_en)


@dataclass(frozen=True)
class Occurrence:
    """One time of a duty. It is known by the year and month of its rule, not by the day to which it was moved."""

    duty: Duty
    year: int
    month: int

    @property
    def due(self) -> date:
        """The last day for it."""
        return moved(day_of(self.year, self.month, self.duty.day), self.duty.shift)


def day_of(year: int, month: int, day: int) -> date:
    """A day of a month; where the month has no such day, its last one."""
    last = monthrange(year, month)[1]
    return date(year, month, last if day == LAST else min(day, last))


def moved(day: date, shift: Shift) -> date:
    """The day, or the nearest working day after or before it."""
    while shift is not Shift.NONE and not is_working(day):
        day += ONE if shift is Shift.NEXT else -ONE
    return day


def read_months(text: str) -> tuple[int, ...]:
    """`1 4 7 10`, or `*` for every month. Raises ValueError."""
    found = tuple(range(1, 13)) if text == EVERY_MONTH else tuple(int(word) for word in text.split())
    if not found or any(not 1 <= month <= 12 for month in found) or sorted(set(found)) != list(found):
        raise ValueError(text)
    return found


def read_day(text: str) -> int:
    """`1` to `31`, or `last`. Raises ValueError."""
    if text == "last":
        return LAST
    if not 1 <= int(text) <= 31:
        raise ValueError(text)
    return int(text)


@cache
def duties() -> tuple[Duty, ...]:
    """All of them, in the order of the file."""
    return tuple(
        Duty(**common(row), basis_pl=row["basis_pl"], basis_en=row["basis_en"], months=read_months(row["months"]),
             day=read_day(row["day"]), shift=Shift(row["shift"]))
        for row in rows("duties")
    )  # fmt: skip


def occurrences(year: int, region: str, known: Iterable[Duty] | None = None) -> list[Occurrence]:
    """What falls into a year in a region, by its day."""
    found = [
        Occurrence(duty, year, month)
        for duty in (duties() if known is None else known)
        for month in duty.months
        if duty.in_force(day_of(year, month, duty.day), region)
    ]
    return sorted(found, key=lambda one: (one.due, one.duty.id, one.month))


def find(duty: str, year: int, month: int, region: str) -> Occurrence | None:
    """One occurrence by its name; None where the calendar has none."""
    return next((one for one in occurrences(year, region) if (one.duty.id, one.month) == (duty, month)), None)
