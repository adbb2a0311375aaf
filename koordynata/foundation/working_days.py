"""Working days as Polish offices count them: Monday to Friday, without public holidays.

Holidays follow the act of 18 January 1951 on days off work (ustawa o dniach wolnych od pracy) with its changes.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from dateutil.easter import easter

WARSAW = ZoneInfo("Europe/Warsaw")
ONE = timedelta(days=1)
EPIPHANY_SINCE = 2011
CHRISTMAS_EVE_SINCE = 2025
FIXED = ((1, 1), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26))


@cache
def holidays(year: int) -> frozenset[date]:
    """Days off work by law in a year, besides Sundays."""
    sunday = easter(year)
    moving = {sunday, sunday + ONE, sunday + 49 * ONE, sunday + 60 * ONE}  # …, Pentecost, Corpus Christi
    fixed = {date(year, month, day) for month, day in FIXED}
    if year >= EPIPHANY_SINCE:
        fixed.add(date(year, 1, 6))
    if year >= CHRISTMAS_EVE_SINCE:
        fixed.add(date(year, 12, 24))
    return frozenset(moving | fixed)


def is_working(day: date) -> bool:
    """Whether offices work on that day."""
    return day.weekday() < 5 and day not in holidays(day.year)


def working_days(first: date, last: date) -> Iterator[date]:
    """Working days from the first day to the last, both included."""
    while first <= last:
        if is_working(first):
            yield first
        first += ONE


def count(after: date, until: date) -> int:
    """Working days after a day, up to another and with it; below zero where the other day is past."""
    if until < after:
        return -count(until, after)
    return sum(1 for _ in working_days(after + ONE, until))


def add(day: date, number: int) -> date:
    """The day that many working days later: the day itself does not count. A negative number counts back."""
    step = ONE if number >= 0 else -ONE
    left = abs(number)
    while left:
        day += step
        left -= is_working(day)
    return day


def local_day(moment: datetime) -> date:
    """The day on a Polish calendar at a moment; the moment carries its offset."""
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment.astimezone(WARSAW).date()


def deadline(received: datetime, number: int) -> date:
    """The last day for something due that many working days after it came in; the day it came in does not count."""
    return add(local_day(received), number)
