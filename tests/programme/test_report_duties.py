"""What programmes owe by a day: told by the calendar of duties and by the work queue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination.exports.duties_ics import calendar
from koordynata.coordination.queries.duties import DutyState, year_of_duties
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.work import open_items
from koordynata.foundation.working_days import is_working
from koordynata.programme import services
from koordynata.programme.deadlines import deadline_for, report_deadlines
from koordynata.programme.layout import kinds
from koordynata.programme.models import Measure, Period
from koordynata.programme.queries.duties import ProgrammeDuty, programme_duties
from koordynata.programme.queries.waiting_reports import reports as waiting

from .conftest import Ground
from .reporting import approved, carried_out, over

As = Callable[[User], Client]


@pytest.fixture
def owing(ground: Ground, measure: Callable[..., Measure]) -> Ground:
    over(ground)
    indicator = carried_out(ground, measure())
    Period.objects.filter(pk=ground.periods[0].pk).update(due=ground.periods[0].ends + timedelta(days=10))
    approved(indicator, ground.periods[0], 9)
    ground.periods[0].refresh_from_db()
    return ground


def owed(ground: Ground) -> dict[str, ProgrammeDuty]:
    """What the first period owes."""
    first, territory = ground.periods[0], ground.programme.territory
    years = {first.ends.year, first.ends.year + 1}
    found = [one for year in sorted(years) for one in programme_duties(territory, year)]
    return {one.what: one for one in found if one.period == first}


def titles(ground: Ground, user: User) -> list[str]:
    return [item.about for item in waiting(user, timezone.localdate()) if item.subject.startswith("programme_report:")]


def test_every_kind_of_programme_has_a_deadline_and_says_how_sure_it_is() -> None:
    assert {one.kind for one in report_deadlines()} == set(kinds())
    for one in report_deadlines():
        assert one.certain or one.note
        assert is_working(one.due(date(2026, 6, 30)))


@pytest.mark.parametrize("ends", [date(2026, 6, 30), date(2025, 12, 31), date(2026, 2, 28)])
def test_a_report_is_due_after_its_period_on_a_working_day(ends: date) -> None:
    rule = deadline_for("zsu", ends)
    assert rule is not None
    assert is_working(rule.due(ends)) and rule.due(ends) >= ends + timedelta(days=rule.days)


def test_no_deadline_where_the_data_know_none() -> None:
    assert deadline_for("nieznany", date(2026, 6, 30)) is None
    assert deadline_for("zsu", date(1999, 6, 30)) is None


def test_values_are_done_when_the_period_is_closed(owing: Ground) -> None:
    assert owed(owing)["values"].done_on is None
    services.close_period(period=owing.periods[0], by=SYSTEM)
    assert owed(owing)["values"].done_on == timezone.localdate()


def test_a_report_is_done_when_it_is_sent_and_stays_so_while_it_is_corrected(owing: Ground) -> None:
    assert not owed(owing)["report"].begun
    report = services.open_report(period=owing.periods[0], by=SYSTEM)
    assert owed(owing)["report"].begun and owed(owing)["report"].done_on is None
    sent = services.send_report(report=services.freeze_report(report=report, by=SYSTEM), by=SYSTEM)
    services.open_next_edition(report=sent, reason="Pomyłka.", by=SYSTEM)
    assert owed(owing)["report"].done_on == timezone.localdate()


def test_the_calendar_of_duties_tells_of_them(owing: Ground, as_user: As, coordinator: User) -> None:
    due = owed(owing)["report"].due
    lines = year_of_duties(owing.programme.territory, due.year, timezone.localdate())
    mine = [line for line in lines if line.programme and line.programme.what == "report"]
    assert mine and not mine[0].duty.certain and mine[0].state != DutyState.DONE
    page = as_user(coordinator).get(reverse("office:duties"), {"year": due.year}).content.decode()
    assert "RPW, 2026 I" in page and "wynika z programu" in page
    assert b"RPW" in calendar(owing.programme.territory, lines, timezone.now())


def test_nobody_marks_by_hand_what_follows_from_the_programme(owing: Ground, as_user: As, coordinator: User) -> None:
    duty = owed(owing)["report"]
    told = {
        "region": "16", "duty": f"report-{duty.period.pk}", "year": duty.due.year, "month": duty.due.month,
        "done_on": timezone.localdate().isoformat(), "note": "",
    }  # fmt: skip
    answer = as_user(coordinator).post(reverse("office:mark_duty"), told, follow=True)
    assert owed(owing)["report"].done_on is None
    assert "nie ma" in answer.content.decode()


def test_the_calendar_asks_as_much_for_many_periods_as_for_few(owing: Ground) -> None:
    today, region = timezone.localdate(), owing.programme.territory
    with CaptureQueriesContext(connection) as few:
        year_of_duties(region, today.year, today)
    for number in range(6):
        day = today + timedelta(days=10 * number + 1)
        Period.objects.create(programme=owing.programme, name=f"n{number}", starts=day, ends=day + timedelta(days=8),
                              due=day + timedelta(days=9))  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        year_of_duties(region, today.year, today)
    assert len(many) == len(few)


def test_reports_wait_to_be_frozen_and_then_to_be_sent(
    owing: Ground, coordinator: User, member: User, stranger: User
) -> None:
    report = services.open_report(period=owing.periods[0], by=SYSTEM)
    assert titles(owing, coordinator) == ["Sprawozdanie niezamrożone"]
    assert titles(owing, member) == titles(owing, stranger) == []
    report = services.freeze_report(report=report, by=SYSTEM)
    assert titles(owing, coordinator) == ["Zamrożone sprawozdanie nieprzekazane"]
    services.send_report(report=report, by=SYSTEM)
    assert titles(owing, coordinator) == []
    second = services.open_next_edition(report=report, reason="Pomyłka.", by=SYSTEM)
    assert titles(owing, coordinator) == ["Sprawozdanie niezamrożone"]
    services.freeze_report(report=second, by=SYSTEM)
    assert len(titles(owing, coordinator)) == 1


def test_the_queue_leads_to_the_report_and_says_it_once(owing: Ground, as_user: As, coordinator: User) -> None:
    report = services.open_report(period=owing.periods[0], by=SYSTEM)
    page = as_user(coordinator).get(reverse("office:queue")).content.decode()
    assert reverse("programme:report", args=[owing.programme.pk, report.pk]) in page
    items = [one for one in open_items(coordinator, timezone.localdate()) if "2026 I" in one.title]
    assert [one.source for one in items if "prawozdani" in one.title] == ["reports"]
