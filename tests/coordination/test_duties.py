"""The calendar of duties: months of any length, leap years, holidays; what is done, due, overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.duties import (
    LAST,
    Duty,
    Occurrence,
    Shift,
    day_of,
    duties,
    find,
    moved,
    occurrences,
    read_day,
    read_months,
)
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.exports.duties_ics import calendar
from koordynata.coordination.models import DutyMark
from koordynata.coordination.queries.duties import DutyState, state_on, year_of_duties
from koordynata.foundation.audit import find_breaks
from koordynata.foundation.models import AuditEvent
from koordynata.foundation.working_days import holidays, is_working
from tests.days import Ahead, on_the_day

YEARS, MONTHS, DAYS = st.integers(2000, 2100), st.integers(1, 12), st.integers(1, 31)
ONE = timedelta(days=1)


def duty(**changes: Any) -> Duty:
    """A duty of 31 March, seen in a source."""
    plain = Duty(
        id="report", region="", name_pl="Sprawozdanie", name_en="Report", valid_from=date(2020, 1, 1), valid_to=None,
        certainty="seen", note_pl="", note_en="", source="test", basis_pl="ustawa", basis_en="act", months=(3,), day=31,
        shift=Shift.NONE,
    )  # fmt: skip
    return replace(plain, **changes)


class TestDays:
    @given(YEARS, MONTHS)
    def test_the_last_day_is_followed_by_another_month(self, year: int, month: int) -> None:
        last = day_of(year, month, LAST)
        assert (last.year, last.month) == (year, month) and (last + ONE).day == 1

    @given(YEARS, MONTHS, DAYS)
    def test_a_day_stays_in_its_month(self, year: int, month: int, day: int) -> None:
        """31 April is 30 April; nothing runs over into May."""
        found = day_of(year, month, day)
        assert (found.year, found.month) == (year, month)
        assert found.day == day or (found.day < day and (found + ONE).day == 1)

    @pytest.mark.parametrize(("year", "last"), [(2024, 29), (2026, 28), (2000, 29), (2100, 28)])
    def test_february(self, year: int, last: int) -> None:
        assert day_of(year, 2, LAST) == day_of(year, 2, 30) == day_of(year, 2, 29) == date(year, 2, last)


class TestShifts:
    @given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
    def test_what_is_moved_is_a_working_day_and_the_nearest_one(self, day: date) -> None:
        later, earlier = moved(day, Shift.NEXT), moved(day, Shift.PREVIOUS)
        assert is_working(later) and is_working(earlier) and earlier <= day <= later
        between = [earlier + n * ONE for n in range(1, (later - earlier).days)]
        assert not any(is_working(one) for one in between if one != day)
        assert moved(day, Shift.NONE) == day
        assert (later == day) == (earlier == day) == is_working(day)

    @given(YEARS)
    def test_no_duty_falls_on_a_holiday(self, year: int) -> None:
        for one in occurrences(year, "08"):
            assert one.duty.shift is Shift.NONE or is_working(one.due)

    def test_known_days(self) -> None:
        """1.11.2026 is a Sunday and a holiday; 31.01.2027 a Sunday; 24.12.2026 a holiday since 2025."""
        assert moved(date(2026, 11, 1), Shift.NEXT) == date(2026, 11, 2)
        assert moved(date(2027, 1, 31), Shift.PREVIOUS) == date(2027, 1, 29)
        assert moved(date(2026, 12, 24), Shift.NEXT) == date(2026, 12, 28)
        assert date(2026, 12, 24) in holidays(2026)

    def test_a_day_moved_into_the_next_year_keeps_its_name(self) -> None:
        """31.12.2027 is a Friday; 31.12.2028 a Sunday, so that the day moves to 2.01.2029."""
        one = Occurrence(duty(months=(12,), day=LAST, shift=Shift.NEXT), 2028, 12)
        assert one.due == date(2029, 1, 2) and (one.year, one.month) == (2028, 12)


class TestReading:
    @pytest.mark.parametrize("text", ["", "0", "13", "1 1", "3 2", "x", "1,2", "-1"])
    def test_months_that_make_no_sense(self, text: str) -> None:
        with pytest.raises(ValueError):
            read_months(text)

    @pytest.mark.parametrize("text", ["", "0", "32", "first", "-1", "1.5"])
    def test_days_that_make_no_sense(self, text: str) -> None:
        with pytest.raises(ValueError):
            read_day(text)

    def test_what_the_file_says(self) -> None:
        assert read_months("*") == tuple(range(1, 13)) and read_months("1 7") == (1, 7)
        assert read_day("last") == LAST and read_day("31") == 31

    def test_the_calendar_of_the_package(self) -> None:
        """Every duty says its basis and source; what is not certain says why."""
        found = duties()
        assert len({one.id for one in found}) == len(found) > 8
        for one in found:
            assert one.name and one.basis and one.source and one.certainty in {"seen", "uncertain"}
            assert one.certain or one.note

    def test_a_duty_of_another_region_or_time_is_none_here(self) -> None:
        known = [duty(region="16"), duty(id="old", valid_to=date(2025, 12, 31)), duty(id="here")]
        assert [one.duty.id for one in occurrences(2026, "08", known)] == ["here"]
        assert [one.duty.id for one in occurrences(2025, "16", known)] == ["here", "old", "report"]
        assert find("forecast", 2026, 2, "08") and not find("forecast", 2026, 3, "08") and not find("x", 2026, 2, "08")


class TestState:
    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-400, 400), st.integers(0, 90))
    def test_one_state_for_each_day(self, due: date, offset: int, warning: int) -> None:
        state = state_on(due, due + offset * ONE, warning, done=False)
        expected = DutyState.OVERDUE if offset > 0 else DutyState.DUE if -offset <= warning else DutyState.AHEAD
        assert state is expected and state_on(due, due + offset * ONE, warning, done=True) is DutyState.DONE


def mark(land: Any, by: User, **changes: Any) -> DutyMark:
    today = timezone.localdate()
    values: dict[str, Any] = {
        "duty": "forecast",
        "year": today.year,
        "month": 2,
        "done_on": today,
        "remark": "wczytano",
    } | changes
    return services.mark_duty(territory=land["16"], by=by, **values)


class TestMarks:
    def test_done_by_whom_and_when(self, land: Any, coordinator: User) -> None:
        today = timezone.localdate()
        mark(land, coordinator)
        (line,) = [one for one in year_of_duties(land["16"], today.year, today) if one.duty.id == "forecast"]
        assert line.state is DutyState.DONE and line.mark
        assert (line.mark.done_on, line.mark.marked_by) == (today, coordinator.audit_label)
        event = AuditEvent.objects.get(verb="duty.done")
        assert event.territories == ["16"] and event.after == {"on": today.isoformat(), "note": "wczytano"}
        other = [one for one in year_of_duties(land["12"], today.year, today) if one.duty.id == "forecast"]
        assert other[0].mark is None, "another region has its own calendar"

    def test_pressed_twice_it_is_done_once(self, land: Any, coordinator: User) -> None:
        assert mark(land, coordinator).pk == mark(land, coordinator, remark="drugi raz").pk
        assert AuditEvent.objects.filter(verb="duty.done").count() == 1

    def test_taken_back_and_a_second_time_nothing(self, land: Any, coordinator: User) -> None:
        made = mark(land, coordinator)
        for _ in range(2):
            services.unmark_duty(mark=made, by=coordinator)
        assert not DutyMark.objects.exists()
        assert AuditEvent.objects.filter(verb="duty.taken_back").count() == 1 and find_breaks() == []

    @pytest.mark.parametrize("changes", [{"duty": "nothing"}, {"month": 3}, {"year": 1999}, {"done_on": Ahead(1)}])
    def test_what_the_calendar_does_not_have_is_refused(
        self, land: Any, coordinator: User, changes: dict[str, Any]
    ) -> None:
        with pytest.raises(CoordinationRefusal):
            mark(land, coordinator, **on_the_day(changes))
        assert not DutyMark.objects.exists()

    def test_the_database_keeps_one_mark(self, land: Any, coordinator: User) -> None:
        made = mark(land, coordinator)
        made.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            made.save(force_insert=True)


def test_the_calendar_file_is_read_back(land: Any, coordinator: User) -> None:
    from icalendar import Calendar

    mark(land, coordinator)
    now = timezone.now()
    lines = year_of_duties(land["16"], now.year, timezone.localdate(now))
    events = list(Calendar.from_ical(calendar(land["16"], lines, now)).walk("VEVENT"))
    assert [event.decoded("dtstart") for event in events] == [line.occurrence.due for line in lines]
    assert len({str(event["uid"]) for event in events}) == len(lines)
    done = [str(event["summary"]) for event in events if str(event["summary"]).startswith("✓")]
    assert len(done) == 1
    assert calendar(land["16"], lines, now) == calendar(land["16"], lines, now)
