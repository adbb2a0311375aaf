"""Reports: opened, written by several people, frozen, corrected by a next edition, sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.canonical import digest_of
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.programme.enums import ReportState
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Actual, Indicator, Measure, Period, Report
from koordynata.programme.queries.reports import visible_reports
from koordynata.programme.reports import snapshot_of
from koordynata.programme.rules import may_read_report
from koordynata.programme.services.actuals import return_actual
from koordynata.programme.services.reports import (
    LONGEST,
    freeze_report,
    open_next_edition,
    open_report,
    send_report,
    write_narrative,
)
from koordynata.programme.services.versions import open_next_version
from koordynata.reference.models import Territory
from tests.conftest import make_user

from .conftest import Ground
from .reporting import approved, carried_out, day, over

Define = Callable[..., Measure]


@pytest.fixture
def national(land: dict[str, Territory]) -> User:
    """A reader in the ministry."""
    return make_user("ministry@example.org", "ministry", land["PL"])


@pytest.fixture
def indicator(ground: Ground, measure: Define) -> Indicator:
    over(ground)
    return carried_out(ground, measure(dimensions=["sex"]))


@pytest.fixture
def report(ground: Ground, indicator: Indicator) -> Report:
    return open_report(period=ground.periods[0], by=SYSTEM)


@pytest.fixture
def frozen(ground: Ground, indicator: Indicator, report: Report) -> Report:
    approved(indicator, ground.periods[0], 9)
    return freeze_report(report=report, by=SYSTEM)


def told(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(report.snapshot)
    return found


def test_a_report_is_opened_once(ground: Ground, report: Report) -> None:
    assert open_report(period=ground.periods[0], by=SYSTEM) == report
    assert AuditEvent.objects.filter(verb="report.opened").count() == 1


def test_no_report_before_its_period_and_none_without_a_version(ground: Ground, indicator: Indicator) -> None:
    today = timezone.localdate()
    ahead = Period.objects.create(
        programme=ground.programme, name="kiedyś", starts=today + timedelta(days=1), ends=today + timedelta(days=9)
    )
    before = Period.objects.create(
        programme=ground.programme, name="dawniej", starts=today - timedelta(days=99), ends=today - timedelta(days=90)
    )
    for period, words in ((ahead, "kiedyś"), (before, "dawniej")):
        with pytest.raises(ProgrammeRefusal, match=words):
            open_report(period=period, by=SYSTEM)


def test_only_a_highest_element_has_a_report(ground: Ground, indicator: Indicator) -> None:
    with pytest.raises(ProgrammeRefusal):
        open_report(period=ground.periods[0], area=ground.element("1.1").strand, by=SYSTEM)


def test_a_report_is_frozen_when_its_values_are_approved(ground: Ground, indicator: Indicator, report: Report) -> None:
    with pytest.raises(ProgrammeRefusal, match=r"1\.1\.1 W1"):
        freeze_report(report=report, by=SYSTEM)
    actual = approved(indicator, ground.periods[0], 9)
    return_actual(actual=actual, reason="Brak listy.", by=SYSTEM)
    with pytest.raises(ProgrammeRefusal, match=r"1\.1\.1 W1"):
        freeze_report(report=report, by=SYSTEM)
    approved(indicator, ground.periods[0], 9)
    assert freeze_report(report=report, by=SYSTEM).state == ReportState.FROZEN


def test_values_of_another_area_do_not_hold_up_a_report(ground: Ground, indicator: Indicator, measure: Define) -> None:
    """Area 6 promises nothing: its report is ready at once, that of area 1 is not."""
    six = open_report(period=ground.periods[0], area=ground.element("6").strand, by=SYSTEM)
    assert [area["code"] for area in told(freeze_report(report=six, by=SYSTEM))["areas"]] == ["6"]
    one = open_report(period=ground.periods[0], area=ground.element("1").strand, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        freeze_report(report=one, by=SYSTEM)


def test_a_period_that_goes_on_is_not_frozen(ground: Ground, indicator: Indicator, report: Report) -> None:
    approved(indicator, ground.periods[0], 9)
    Period.objects.filter(pk=ground.periods[0].pk).update(ends=timezone.localdate())
    with pytest.raises(ProgrammeRefusal):
        freeze_report(report=report, by=SYSTEM)


def test_the_snapshot_holds_what_the_documents_need(ground: Ground, frozen: Report) -> None:
    snapshot = told(frozen)
    area = snapshot["areas"][0]
    (own,) = [row for row in area["indicators"] if row["own"]]
    assert (own["value"], own["target"], own["final"], own["progress"]) == ("9.00", "10.00", "30.00", "0.9000")
    assert own["light"] == "watch"
    assert [one["id"] for one in snapshot["thresholds"]] == ["good", "watch", "bad"]
    (action,) = [one for one in area["actions"] if one["code"] == "1.1.1"]
    assert [one["name"] for one in action["milestones"]] == ["Nabór <b>"]
    assert action["risks"][0]["weight"] == 12
    assert snapshot["version"]["number"] == 1
    assert snapshot["frozen"]["by"] == ""
    assert digest_of(snapshot) == frozen.digest


def test_money_is_that_of_the_period(ground: Ground, frozen: Report) -> None:
    """The second payment came after the period: it is not told of it."""
    (row,) = told(frozen)["money"]
    assert (row["planned"], row["spent"], row["spent_in_period"]) == ("1000.00", "300.00", "300.00")


def test_a_report_speaks_of_the_version_in_its_period_and_not_of_todays(
    ground: Ground, indicator: Indicator, report: Report
) -> None:
    later = open_next_version(programme=ground.programme, reason="Większy plan.", by=SYSTEM)
    action = later.elements.get(code="1.1.1")
    action.name = "Działanie po zmianie"
    action.save()
    ground.adopt(later, day=day(ground, place=1))
    approved(indicator, ground.periods[0], 9)
    approved(indicator, ground.periods[1], 9)
    first = told(freeze_report(report=report, by=SYSTEM))
    second = told(freeze_report(report=open_report(period=ground.periods[1], by=SYSTEM), by=SYSTEM))
    assert (first["version"]["number"], second["version"]["number"]) == (1, 2)
    assert "Działanie po zmianie" not in json.dumps(first, ensure_ascii=False)
    assert "Działanie po zmianie" in json.dumps(second, ensure_ascii=False)


def test_a_version_adopted_while_the_report_is_written_is_the_one_told(ground: Ground, indicator: Indicator) -> None:
    report = open_report(period=ground.periods[1], by=SYSTEM)
    later = open_next_version(programme=ground.programme, reason="Zmiana.", by=SYSTEM)
    ground.adopt(later, day=ground.periods[1].ends)
    approved(indicator, ground.periods[1], 9)
    frozen = freeze_report(report=report, by=SYSTEM)
    assert frozen.version == later
    assert told(frozen)["version"]["begun_in_period"][0]["number"] == 2


def test_what_happens_later_leaves_a_frozen_report_alone(ground: Ground, indicator: Indicator, frozen: Report) -> None:
    before = frozen.snapshot
    actual = indicator.actuals.get()
    return_actual(actual=actual, reason="Pomyłka.", by=SYSTEM)
    approved(indicator, ground.periods[0], 5)
    frozen.refresh_from_db()
    assert frozen.snapshot == before
    with pytest.raises(ProgrammeRefusal):
        write_narrative(report=frozen, text="Dopisek.", by=SYSTEM)
    assert freeze_report(report=frozen, by=SYSTEM).snapshot == before


def test_the_next_edition_corrects_and_the_earlier_one_stays(
    ground: Ground, indicator: Indicator, report: Report
) -> None:
    write_narrative(report=report, text="Opis całości.", by=SYSTEM)
    approved(indicator, ground.periods[0], 9)
    first = freeze_report(report=report, by=SYSTEM)
    return_actual(actual=indicator.actuals.get(), reason="Pomyłka.", by=SYSTEM)
    approved(indicator, ground.periods[0], 5)
    second = open_next_edition(report=first, reason="Pomyłka w W1.", by=SYSTEM)
    assert open_next_edition(report=first, reason="Pomyłka w W1.", by=SYSTEM) == second
    corrected = told(freeze_report(report=second, by=SYSTEM))
    assert corrected["narrative"] == "Opis całości."
    assert corrected["report"]["corrects"] == {"edition": 1, "sha256": first.digest}
    assert corrected["areas"][0]["indicators"][-1]["value"] == "5.00"
    first.refresh_from_db()
    assert told(first)["areas"][0]["indicators"][-1]["value"] == "9.00"


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_edition_without_saying_what_it_corrects(frozen: Report, reason: str) -> None:
    with pytest.raises(ProgrammeRefusal):
        open_next_edition(report=frozen, reason=reason, by=SYSTEM)


def test_a_draft_has_no_next_edition(report: Report) -> None:
    with pytest.raises(ProgrammeRefusal):
        open_next_edition(report=report, reason="Pomyłka.", by=SYSTEM)


def test_a_frozen_report_of_the_whole_is_sent_once(ground: Ground, frozen: Report) -> None:
    sent = send_report(report=frozen, by=SYSTEM)
    again = send_report(report=frozen, by=SYSTEM)
    assert sent.sent_at == again.sent_at
    event = AuditEvent.objects.get(verb="report.sent")
    assert event.after is not None and event.after["sha256"] == frozen.digest


def test_drafts_and_areas_and_corrected_editions_are_not_sent(
    ground: Ground, report: Report, indicator: Indicator
) -> None:
    with pytest.raises(ProgrammeRefusal):
        send_report(report=report, by=SYSTEM)
    six = open_report(period=ground.periods[0], area=ground.element("6").strand, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        send_report(report=freeze_report(report=six, by=SYSTEM), by=SYSTEM)
    approved(indicator, ground.periods[0], 9)
    first = freeze_report(report=report, by=SYSTEM)
    second = open_next_edition(report=first, reason="Pomyłka.", by=SYSTEM)
    freeze_report(report=second, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        send_report(report=first, by=SYSTEM)


@pytest.mark.parametrize("values", [{"sent_at": True}, {"state": "frozen"}, {"edition": 2}])
def test_the_database_keeps_reports_in_order(report: Report, values: dict[str, Any]) -> None:
    values = {name: timezone.now() if value is True else value for name, value in values.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**values)


def test_two_people_write_one_narrative(report: Report) -> None:
    write_narrative(report=report, text="Pierwszy.", revision=0, by=SYSTEM)
    with pytest.raises(ChangedMeanwhile) as late:
        write_narrative(report=report, text="Drugi.", revision=0, by=SYSTEM)
    assert late.value.current.text == "Pierwszy."
    assert write_narrative(report=report, text="Drugi.", revision=1, by=SYSTEM).revision == 2


def test_two_people_write_two_areas_at_once(ground: Ground, report: Report) -> None:
    for code in ("1", "6"):
        write_narrative(report=report, area=ground.element(code).strand, text=code, revision=0, by=SYSTEM)
    assert report.narratives.count() == 2


@pytest.mark.parametrize("text", ["x" * (LONGEST + 1), "a\x00b"])
def test_hostile_narratives_are_refused(report: Report, text: str) -> None:
    with pytest.raises((ProgrammeRefusal, ValidationError)):
        write_narrative(report=report, text=text, by=SYSTEM)
    assert not report.narratives.exists()


def test_the_report_of_an_area_has_no_other_narrative(ground: Ground, indicator: Indicator) -> None:
    six = open_report(period=ground.periods[0], area=ground.element("6").strand, by=SYSTEM)
    for area in (None, ground.element("1").strand):
        with pytest.raises(ProgrammeRefusal):
            write_narrative(report=six, area=area, text="Tu nie.", by=SYSTEM)


def test_who_reads_which_report(
    report: Report,
    ground: Ground,
    indicator: Indicator,
    administrator: User,
    coordinator: User,
    member: User,
    national: User,
    stranger: User,
) -> None:
    people = (administrator, coordinator, member, national, stranger)

    def readers() -> list[bool]:
        found = [may_read_report(one, report) for one in people]
        assert found == [report in visible_reports(one) for one in people]
        return found

    assert readers() == [True, True, False, False, False]
    approved(indicator, ground.periods[0], 9)
    report = freeze_report(report=report, by=SYSTEM)
    assert readers() == [True, True, True, False, False]
    report = send_report(report=report, by=SYSTEM)
    assert readers() == [True, True, True, True, False]


def test_a_value_approved_after_midnight_was_approved_that_day(ground: Ground, indicator: Indicator) -> None:
    """Midnight of the office, not of the server: 23:30 in Greenwich is the next day in Poland."""
    actual = approved(indicator, ground.periods[0], 8)
    Actual.objects.filter(pk=actual.pk).update(state_at=datetime(2026, 7, 9, 22, 30, tzinfo=UTC))
    report = open_report(period=ground.periods[0], by=SYSTEM)
    rows = [row for area in snapshot_of(report)["areas"] for row in area["indicators"] if row["approved_on"]]
    assert {row["approved_on"] for row in rows} == {"2026-07-10"}
