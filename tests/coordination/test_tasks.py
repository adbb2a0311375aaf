"""Tasks: somebody answers, until a day; reminders and escalation follow dated data; each is claimed once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from koordynata.accounts.models import User
from koordynata.coordination import deadlines, services
from koordynata.coordination.deadlines import ESCALATION, FIRST_REMINDER, LAST_REMINDER, Deadline, deadline_on
from koordynata.coordination.enums import TaskState
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Task
from koordynata.coordination.queries.register import visible_tasks
from koordynata.coordination.queries.reminders import Reminder, needs
from koordynata.coordination.rules import may_finish
from koordynata.foundation.errors import ChangedMeanwhile

from .conftest import Team

DUE = date(2026, 12, 18)
DAY = timedelta(days=1)


def task(team: Team, **values: Any) -> Task:
    return services.set_task(
        body=team.body, title="Rozesłać plan", due=DUE, by=team.by, **({"owner": team.people["b"]} | values)
    )


def test_somebody_answers_for_every_task(team: Team) -> None:
    assert task(team).answers == "Osoba B (przykład)" and task(team, owner=None, owner_name="Biuro").answers == "Biuro"
    with pytest.raises(ValidationError):
        task(team, owner=None)


def test_a_task_stays_in_its_body(team: Team, make_team: Callable[..., Team], land: Any) -> None:
    foreign = services.add_member(territory=land["12"], name="Obca (przykład)", by=team.by)
    with pytest.raises(CoordinationRefusal):
        task(team, owner=foreign)
    other = services.create_body(
        kind="group", name="Grupa", short_name="G", territory=land["16"], parent=team.body, by=team.by
    )
    with pytest.raises(CoordinationRefusal):
        services.set_task(
            body=other, title="x", due=DUE, owner=team.people["b"], meeting=team.meeting(), by=team.by
        )  # fmt: skip


def test_done_once(team: Team) -> None:
    one = services.finish_task(task=task(team), by=team.by)
    assert one.state == TaskState.DONE and one.done_on is not None
    assert services.finish_task(task=one, by=team.by).version == one.version
    with pytest.raises(CoordinationRefusal):
        services.cancel_task(task=one, by=team.by)
    with pytest.raises(CoordinationRefusal):
        services.change_task(task=one, seen_version=one.version, title="x", by=team.by)


def test_a_stale_page_overwrites_nothing(team: Team) -> None:
    one = task(team)
    services.change_task(task=one, seen_version=1, title="pierwszy", by=team.by)
    with pytest.raises(ChangedMeanwhile) as late:
        services.change_task(task=one, seen_version=1, title="drugi", by=team.by)
    assert late.value.current == {"title": "pierwszy"}


def test_who_sees_and_who_finishes(
    make_team: Callable[..., Team], member: User, coordinator: User, stranger: User
) -> None:  # fmt: skip
    team = make_team()
    one = task(team)
    assert one in visible_tasks(member) and one not in visible_tasks(stranger)
    assert may_finish(coordinator, one) and not may_finish(member, one) and not may_finish(stranger, one)
    team.people["b"].user = member
    team.people["b"].save()
    one.refresh_from_db()
    assert may_finish(member, one)


class TestReminders:
    def test_each_is_claimed_once(self, team: Team) -> None:
        one = task(team)
        first = deadline_on(FIRST_REMINDER, DUE).before(DUE)
        assert needs(one, first - DAY) == set()

        def claim(kind: Reminder, day: date) -> bool:
            return services.note_reminder(task=one, kind=kind, today=day, by=team.by)

        assert [claim(Reminder.REMINDER, first) for _twice in range(2)] == [True, False]
        last = deadline_on(LAST_REMINDER, DUE).before(DUE)
        assert [claim(Reminder.REMINDER, day) for day in (last, DUE)] == [True, False]
        late = deadline_on(ESCALATION, DUE).after(DUE)
        assert [claim(Reminder.ESCALATION, day) for day in (late - DAY, late, late + DAY)] == [False, True, False]

    def test_a_missed_morning_is_made_up_for(self, team: Team) -> None:
        assert needs(task(team), DUE) == {Reminder.REMINDER}
        assert needs(task(team), DUE + 90 * DAY) == {Reminder.ESCALATION}

    def test_another_deadline_begins_anew(self, team: Team) -> None:
        one = task(team)
        services.note_reminder(task=one, kind=Reminder.REMINDER, today=DUE, by=team.by)
        services.change_task(task=one, seen_version=1, due=DUE + 30 * DAY, by=team.by)
        one.refresh_from_db()
        assert one.reminded_on is None and needs(one, DUE + 29 * DAY) == {Reminder.REMINDER}

    def test_nobody_is_reminded_of_what_is_done(self, team: Team) -> None:
        one = services.finish_task(task=task(team), by=team.by)
        assert not any(needs(one, DUE + n * DAY) for n in range(-10, 10))

    def test_the_days_are_data(self, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
        """Negative control of every count above: with other days of the list the answer is another one."""
        long = Deadline(FIRST_REMINDER, date(2026, 1, 1), None, 60, "calendar", "", "", "", "")
        monkeypatch.setattr(deadlines, "deadlines", lambda: (long, *_without(FIRST_REMINDER)))
        assert needs(task(team), DUE - 59 * DAY) == {Reminder.REMINDER}


_ALL = deadlines.deadlines()


def _without(name: str) -> list[Deadline]:
    return [one for one in _ALL if one.id != name]


@given(st.dates(date(2026, 1, 1), date(2040, 1, 1)), st.integers(0, 400))
def test_a_deadline_counts_back_where_it_counted_from(day: date, days: int) -> None:
    plain = Deadline("x", day, None, days, "calendar", "", "", "", "")
    assert plain.before(plain.after(day)) == day and plain.after(day) - day == timedelta(days=days)


@pytest.mark.parametrize("name", ["answer", FIRST_REMINDER, LAST_REMINDER, ESCALATION])
def test_every_deadline_is_there_with_its_source(name: str) -> None:
    for day in (date(2020, 1, 1), date(2026, 7, 1), date(2050, 1, 1)):
        found = deadline_on(name, day)
        assert found.source and found.name_pl and found.name_en and found.days >= 0
