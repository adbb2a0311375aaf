"""Dates for a year of meetings: a weekday of some months, never a day off."""

from calendar import monthcalendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, QuerySet

from koordynata.foundation.working_days import ONE, WARSAW, is_working

from ..models import Body, Meeting

LAST = 5  # the last such weekday of a month


@dataclass(frozen=True)
class Proposed:
    """One date; `moved_from` is the day off in whose place it stands."""

    day: date
    moved_from: date | None = None


def proposed_days(year: int, months: Iterable[int], weekday: int, week: int) -> list[Proposed]:
    """The first … fourth or last Monday (0) … of each month, moved on to the next working day of the same month.

    Where no working day follows in the month, it is the last one before.
    """
    return [_working(date(year, month, _day(year, month, weekday, week))) for month in sorted(set(months))]


def _day(year: int, month: int, weekday: int, week: int) -> int:
    days = [row[weekday] for row in monthcalendar(year, month) if row[weekday]]
    return days[-1] if week >= LAST else days[week - 1]


def _working(day: date) -> Proposed:
    found = day
    while found.month == day.month and not is_working(found):
        found += ONE
    if found.month != day.month:
        found = day
        while not is_working(found):
            found -= ONE
    return Proposed(found, None if found == day else day)


def at_clock(day: date, clock: time) -> datetime:
    """That time on the Polish clock."""
    return datetime.combine(day, clock, WARSAW)


def meetings_of_year(rows: QuerySet[Meeting], body: Body | None, year: int) -> QuerySet[Meeting]:
    """Meetings of a Polish year, the first first."""
    between: dict[str, Any] = {
        "starts__gte": at_clock(date(year, 1, 1), time()), "starts__lt": at_clock(date(year + 1, 1, 1), time())
    }  # fmt: skip
    rows = rows.filter(**between, **({"term__body": body} if body else {}))
    return rows.annotate(items_count=Count("items", distinct=True)).order_by("starts", "pk")
