"""Dates of a year, and the clock times of an agenda."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koordynata.coordination.models import AgendaItem, Meeting
from koordynata.coordination.queries.timetable import timetable
from koordynata.coordination.queries.year_plan import LAST, proposed_days
from koordynata.foundation.working_days import WARSAW, is_working

MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=12)


@given(st.integers(2020, 2040), MONTHS, st.integers(0, 4), st.integers(1, LAST))
def test_one_working_day_in_each_month(year: int, months: list[int], weekday: int, week: int) -> None:
    found = proposed_days(year, months, weekday, week)
    assert [one.day.month for one in found] == sorted(set(months))
    assert all(is_working(one.day) and one.day.year == year for one in found)
    assert all((one.moved_from or one.day).weekday() == weekday for one in found)
    assert all(not is_working(one.moved_from) for one in found if one.moved_from)


@pytest.mark.parametrize(("month", "weekday", "week", "day", "moved"), [
    (2, 3, 3, date(2027, 2, 18), None),
    (5, 3, 4, date(2027, 5, 28), date(2027, 5, 27)),  # Corpus Christi
    (11, 3, 2, date(2027, 11, 12), date(2027, 11, 11)),
    (12, 4, LAST, date(2027, 12, 31), None),
    (3, 0, LAST, date(2027, 3, 30), date(2027, 3, 29)),  # Easter Monday
])  # fmt: skip
def test_days_off_are_left_out(month: int, weekday: int, week: int, day: date, moved: date | None) -> None:
    (one,) = proposed_days(2027, [month], weekday, week)
    assert (one.day, one.moved_from) == (day, moved)


def meeting(starts: datetime, minutes: int) -> Meeting:
    return Meeting(starts=starts, ends=starts.astimezone(UTC) + timedelta(minutes=minutes))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(WARSAW), allow_imaginary=False),
    st.lists(st.integers(1, 600), max_size=40),
)  # fmt: skip
def test_times_add_up(starts: datetime, minutes: list[int]) -> None:
    held = meeting(starts, max(sum(minutes), 1))
    table = timetable(held, [AgendaItem(minutes=one) for one in minutes])
    assert all(slot.ends - slot.begins == timedelta(minutes=slot.item.minutes) for slot in table.slots)
    assert [slot.begins for slot in table.slots[1:]] == [slot.ends for slot in table.slots[:-1]]
    assert table.fits and table.minutes == sum(minutes)
    if minutes:
        # An hour that comes twice equals nothing in another zone.
        assert table.slots[0].begins == starts.astimezone(UTC) and table.slots[-1].ends == held.ends


def test_over_the_night_of_the_clock_minutes_pass_as_they_pass() -> None:
    starts = datetime(2026, 10, 25, 1, 30, tzinfo=WARSAW)
    table = timetable(meeting(starts, 60), [AgendaItem(minutes=60), AgendaItem(minutes=90)])
    told = [slot.ends.astimezone(WARSAW).strftime("%H:%M") for slot in table.slots]
    assert told == ["02:30", "03:00"], "the hour from two to three comes twice"
    assert not table.fits and table.over == 90
