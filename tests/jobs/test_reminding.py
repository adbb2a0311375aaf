"""Reminders go out once, to whoever answers for a task, to the chair when it is late; each morning by themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache

from koordynata.coordination import services
from koordynata.coordination.models import Member, Task
from koordynata.jobs import daily
from koordynata.jobs.daily import Morning, ask_for_work_of_the_day
from koordynata.jobs.reminding import remind_of_tasks
from tests.coordination.conftest import Team, make_team, team

__all__ = ["make_team", "team"]  # fixtures of the room
DUE = date(2026, 12, 18)
DAY = timedelta(days=1)


@pytest.fixture
def task(team: Team) -> Task:
    """A task of B; A presides."""
    Member.objects.filter(pk=team.people["b"].pk).update(email="b@example.org")
    Member.objects.filter(pk=team.people["a"].pk).update(email="chair@example.org")
    return services.set_task(
        body=team.body, title="Rozesłać <plan> & więcej", due=DUE, owner=team.people["b"], by=team.by
    )  # fmt: skip


def test_one_letter_to_whoever_answers_with_the_day_in_its_subject(task: Task) -> None:
    assert [remind_of_tasks(DUE - 7 * DAY), remind_of_tasks(DUE - 7 * DAY)] == [1, 0]
    letter = mail.outbox[0]
    assert letter.to == ["b@example.org"] and "18.12.2026" in letter.subject
    assert "Rozesłać <plan> & więcej" in str(letter.body) and "/uchwaly/zadania/" in str(letter.body)


def test_a_late_one_is_told_to_the_chair(task: Task) -> None:
    assert [remind_of_tasks(DUE + 3 * DAY), remind_of_tasks(DUE + 4 * DAY)] == [1, 0]
    assert mail.outbox[0].to == ["chair@example.org"]


def test_nothing_is_sent_before_its_time_or_after_the_work(task: Task) -> None:
    assert remind_of_tasks(DUE - 8 * DAY) == 0
    services.finish_task(task=task, by=services_by(task))
    assert remind_of_tasks(DUE + 9 * DAY) == 0 and mail.outbox == []


def services_by(task: Task) -> Any:
    from koordynata.foundation.audit import SYSTEM

    return SYSTEM


def test_who_has_no_address_gets_none_and_nothing_fails(team: Team) -> None:
    services.set_task(body=team.body, title="x", due=DUE, owner_name="Ktoś", by=team.by)
    assert remind_of_tasks(DUE) == 0


def test_a_mail_server_that_is_down_stops_nobody_else(
    task: Task, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    from koordynata.jobs import reminding

    services.set_task(body=team.body, title="drugie", due=DUE, owner=team.people["b"], by=team.by)
    sent: list[str] = []

    def send(subject: str, text: str, _from: str, to: list[str]) -> None:
        sent.append(text)
        if len(sent) == 1:
            raise OSError("down")

    monkeypatch.setattr(reminding, "send_mail", send)
    assert remind_of_tasks(DUE) == 1 and len(sent) == 2


@pytest.mark.django_db
class TestMorning:
    @pytest.fixture(autouse=True)
    def _fresh(self) -> None:
        cache.clear()

    def test_the_work_of_a_day_is_asked_for_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[Any] = []
        monkeypatch.setattr(daily, "ask_for", asked.append)
        with time_machine.travel("2026-12-01T07:00:00+01:00", tick=False):
            assert [ask_for_work_of_the_day() for _ in range(3)] == [True, False, False]
        with time_machine.travel("2026-12-02T05:59:00+01:00", tick=False):
            assert not ask_for_work_of_the_day(), "nobody is written to at night"
        with time_machine.travel("2026-12-02T23:00:00+01:00", tick=False):
            assert ask_for_work_of_the_day(), "a worker that woke late does it all the same"
        assert len(asked) == 2 * len(daily.DAILY)

    def test_a_worker_looks_once_a_minute(self, monkeypatch: pytest.MonkeyPatch) -> None:
        looks: list[int] = []
        monkeypatch.setattr(daily, "ask_for_work_of_the_day", lambda: looks.append(1))
        morning = Morning()
        for _ in range(5):
            morning.look()
        assert len(looks) == 1
