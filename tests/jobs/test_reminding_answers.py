"""Overdue answers: whoever watches over one is told once, then the chair; the days are data; an answer ends it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from koordynata.coordination import deadlines, services
from koordynata.coordination.deadlines import ANSWER_REMINDER, Deadline
from koordynata.coordination.enums import MandateFunction
from koordynata.coordination.models import Mandate, Member, Resolution
from koordynata.coordination.queries.reminders import Reminder, answer_needs, watcher_of
from koordynata.jobs.reminding import remind_of_answers
from tests.coordination.conftest import Team, make_team, team
from tests.coordination.test_register import entered

__all__ = ["make_team", "team"]  # fixtures of the room
DAY = timedelta(days=1)


@pytest.fixture
def entry(team: Team) -> Resolution:
    """Addressed, with a deadline; B watches, A presides, C is the secretary."""
    for letter, name in (("a", "chair"), ("b", "b"), ("c", "secretary")):
        Member.objects.filter(pk=team.people[letter].pk).update(email=f"{name}@example.org")
    Mandate.objects.filter(pk=team.mandates["c"].pk).update(function=MandateFunction.SECRETARY)
    row = entered(team, addressee="Zarząd <województwa>")
    team.people["b"].refresh_from_db()
    return services.address_resolution(
        resolution=row, addressee=row.addressee, answer_due=row.answer_due, watcher=team.people["b"], seen_version=1,
        by=team.by,
    )  # fmt: skip


def test_the_watcher_then_the_chair_each_once(entry: Resolution) -> None:
    due = entry.answer_due
    assert due is not None
    days = (0, 1, 2, 13, 14, 15)
    assert [remind_of_answers(due + n * DAY) for n in days] == [0, 1, 0, 0, 1, 0]
    assert [letter.to for letter in mail.outbox] == [["b@example.org"], ["chair@example.org"]]
    words = str(mail.outbox[0].body)
    assert "Zarząd <województwa>" in words and f"/uchwaly/{entry.pk}/" in words


def test_where_nobody_is_named_it_is_the_secretary(entry: Resolution, team: Team) -> None:
    row = services.address_resolution(
        resolution=entry, addressee=entry.addressee, answer_due=entry.answer_due, seen_version=2, by=team.by
    )
    assert watcher_of(row) == team.people["c"]
    Mandate.objects.filter(pk=team.mandates["c"].pk).update(function=MandateFunction.MEMBER)
    assert watcher_of(row) == team.people["a"], "a body without a secretary has its chair"


def test_an_answer_ends_it_and_another_deadline_begins_anew(entry: Resolution, team: Team) -> None:
    due = entry.answer_due
    assert due is not None and remind_of_answers(due + DAY) == 1
    later = services.address_resolution(
        resolution=entry, addressee=entry.addressee, answer_due=due + 30 * DAY, watcher=entry.watcher, seen_version=2,
        by=team.by,
    )  # fmt: skip
    assert later.reminded_on is None and remind_of_answers(due + 5 * DAY) == 0
    services.record_answer(resolution=later, answered_on=timezone.localdate(), answer="Zgoda.", seen_version=3,
                           by=team.by)  # fmt: skip
    assert remind_of_answers(due + 90 * DAY) == 0


def test_the_days_are_data(entry: Resolution, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control of the counts above: with another list the answer is another one."""
    due, rest = entry.answer_due, [one for one in deadlines.deadlines() if one.id != ANSWER_REMINDER]
    assert due is not None
    late = Deadline(ANSWER_REMINDER, due - 365 * DAY, None, 5, "calendar", "", "", "", "")
    monkeypatch.setattr(deadlines, "deadlines", lambda: (late, *rest))
    assert answer_needs(entry, due + DAY) == set() and answer_needs(entry, due + 5 * DAY) == {Reminder.REMINDER}


def test_the_morning_tells_of_both(monkeypatch: pytest.MonkeyPatch) -> None:
    from koordynata.jobs import tasks

    monkeypatch.setattr(tasks, "remind_of_tasks", lambda day: 2)
    monkeypatch.setattr(tasks, "remind_of_answers", lambda day: 3)
    assert tasks.remind_people_of_tasks.func() == 5


def test_a_person_of_another_body_cannot_watch(entry: Resolution, team: Team, land: Any) -> None:
    from koordynata.coordination.errors import CoordinationRefusal

    foreign = services.add_member(territory=land["12"], name="Obca (przykład)", by=team.by)
    with pytest.raises(CoordinationRefusal):
        services.address_resolution(resolution=entry, addressee="x", answer_due=None, watcher=foreign, seen_version=2,
                                    by=team.by)  # fmt: skip
