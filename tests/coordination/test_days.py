"""Days and moments: a last day goes in and comes out, also on the nights when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from koordynata.coordination.days import end_of, first_moment, last_day

NIGHTS = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25), date(2028, 2, 29)]


@given(st.dates(date(1990, 1, 1), date(2200, 12, 30)))
def test_a_last_day_comes_back(day: date) -> None:
    assert last_day(end_of(day)) == day
    assert timezone.localdate(first_moment(day)) == day
    assert end_of(day) == first_moment(day + timedelta(days=1))


@pytest.mark.parametrize("day", NIGHTS)
def test_a_day_is_as_long_as_the_clocks_make_it(day: date) -> None:
    hours = (end_of(day).astimezone(UTC) - first_moment(day).astimezone(UTC)).total_seconds() / 3600
    assert hours == {date(2026, 3, 29): 23, date(2026, 10, 25): 25}.get(day, 24)


def test_a_moment_within_a_day_belongs_to_it() -> None:
    assert last_day(datetime(2026, 11, 21, 12, 0, tzinfo=UTC)) == date(2026, 11, 21)
    assert last_day(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)) == date(2026, 11, 21), "half past midnight in Warsaw"
