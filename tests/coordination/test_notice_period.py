"""How many days of notice there are: against a slow count, over days off and both nights of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koordynata.coordination import notice_period
from koordynata.coordination.notice_period import NoticeRule, period
from koordynata.foundation.working_days import WARSAW, is_working

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
RULES = st.builds(NoticeRule, st.integers(0, 40), st.booleans(), st.booleans())


def slow(rule: NoticeRule, called: date, meeting: date) -> int:
    """Day by day, for calls before the meeting."""
    days = [called + timedelta(days=n) for n in range(1, (meeting - called).days + 1)]
    if rule.full:
        days = [day for day in days if day != meeting]
    return sum(1 for day in days if not rule.working or is_working(day))


@given(RULES, DAYS, st.integers(1, 60))
def test_days_given_are_counted_one_by_one(rule: NoticeRule, called: date, later: int) -> None:
    meeting = called + timedelta(days=later)
    assert rule.given(called, meeting) == slow(rule, called, meeting)


@given(RULES, DAYS)
def test_the_last_day_is_enough_and_the_next_is_not(rule: NoticeRule, meeting: date) -> None:
    last = rule.last_day(meeting)
    assert rule.given(last, meeting) >= rule.days
    if rule.days:
        assert rule.given(last + timedelta(days=1), meeting) < rule.days


@given(RULES, DAYS, st.integers(0, 23), st.integers(0, 23))
def test_the_hour_changes_nothing(rule: NoticeRule, meeting: date, call_hour: int, meeting_hour: int) -> None:
    last = rule.last_day(meeting)
    called = datetime(last.year, last.month, last.day, call_hour, 59, tzinfo=WARSAW)
    starts = datetime(meeting.year, meeting.month, meeting.day, meeting_hour, tzinfo=WARSAW)
    assert period(rule, called, starts).is_enough


@pytest.mark.parametrize(("rule", "meeting", "last"), [
    (NoticeRule(14), date(2026, 11, 24), date(2026, 11, 9)),
    (NoticeRule(14, full=False), date(2026, 11, 24), date(2026, 11, 10)),
    (NoticeRule(7), date(2026, 3, 30), date(2026, 3, 22)),  # the night of 29 March is an hour shorter
    (NoticeRule(7), date(2026, 10, 26), date(2026, 10, 18)),  # that of 25 October an hour longer
    (NoticeRule(5, working=True), date(2026, 5, 8), date(2026, 4, 29)),  # 1 and 3 May, a weekend
    (NoticeRule(3, working=True), date(2026, 12, 29), date(2026, 12, 21)),  # three days of Christmas
    (NoticeRule(1, working=True), date(2026, 11, 12), date(2026, 11, 9)),  # Independence Day
])  # fmt: skip
def test_days_from_the_calendar(rule: NoticeRule, meeting: date, last: date) -> None:
    assert rule.last_day(meeting) == last


def test_a_call_just_before_midnight_belongs_to_its_polish_day() -> None:
    rule, starts = NoticeRule(7), datetime(2026, 10, 26, 9, tzinfo=WARSAW)
    on_time = datetime(2026, 10, 18, 23, 59, tzinfo=WARSAW)
    assert period(rule, on_time, starts).given == 7
    assert period(rule, on_time + timedelta(minutes=1), starts).given == 6


def test_days_of_another_clock_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: by Greenwich half past midnight in Poland is the day before."""
    rule, starts = NoticeRule(14), datetime(2026, 11, 24, 10, tzinfo=WARSAW)
    too_late = datetime(2026, 11, 10, 0, 30, tzinfo=WARSAW)
    assert not period(rule, too_late, starts).is_enough
    monkeypatch.setattr(notice_period, "local_day", lambda moment: moment.astimezone(UTC).date())
    assert period(rule, too_late, starts).is_enough
