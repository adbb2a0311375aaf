# ruff: noqa: F811
"""The morning mail: for whoever asked, once a day, of what waits in that person's own office."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from koordynata.accounts.models import User
from koordynata.accounts.services import set_work_digest
from koordynata.coordination import services
from koordynata.foundation.models import AuditEvent
from koordynata.jobs.digest import send_work_digests
from tests.coordination.conftest import Team, make_team, team  # noqa: F401

TODAY, DAY = date(2026, 12, 18), timedelta(days=1)


@pytest.fixture
def work(team: Team) -> Team:
    """Twelve tasks of the office: one overdue, one soon, the rest later."""
    for n in range(12):
        services.set_task(
            body=team.body, title=f"Zadanie <{n}>", due=TODAY + (n - 1) * 20 * DAY, owner_name="Biuro", by=team.by
        )
    return team


def test_once_a_day_and_only_to_whoever_asked(work: Team, coordinator: User, stranger: User) -> None:
    set_work_digest(wanted=True, by=coordinator)
    assert [send_work_digests(TODAY), send_work_digests(TODAY)] == [1, 0]
    assert send_work_digests(TODAY + DAY) == 1
    letter = mail.outbox[0]
    assert letter.to == [coordinator.email] and "18.12.2026" in letter.subject
    text = str(letter.body)
    assert "po terminie: " in text and "Zadanie <0>" in text and "/biuro/" in text and "{" not in text
    assert AuditEvent.objects.filter(verb="user.digest_sent").count() == 2
    set_work_digest(wanted=False, by=coordinator)
    assert send_work_digests(TODAY + 2 * DAY) == 0, "stopped"


def test_another_regions_work_stays_there(work: Team, stranger: User) -> None:
    set_work_digest(wanted=True, by=stranger)
    send_work_digests(TODAY)
    assert not any("Zadanie" in str(letter.body) for letter in mail.outbox)


def test_nothing_is_sent_when_nothing_waits(member: User) -> None:
    set_work_digest(wanted=True, by=member)
    assert send_work_digests(TODAY) == 0 and mail.outbox == []
    member.refresh_from_db()
    assert member.work_digest_sent_on is None


def test_in_the_persons_language(work: Team, coordinator: User) -> None:
    User.objects.filter(pk=coordinator.pk).update(work_digest=True, language="en")
    send_work_digests(TODAY)
    assert mail.outbox[0].subject.startswith("Work that waits") and "overdue: " in str(mail.outbox[0].body)


def test_a_mail_server_that_is_down_costs_one_letter(
    work: Team, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claimed first: nobody gets the mail of a day twice."""
    set_work_digest(wanted=True, by=coordinator)

    def refuse(*_args: Any, **_more: Any) -> None:
        raise OSError("down")

    with monkeypatch.context() as patch:
        patch.setattr(mail.EmailMessage, "send", refuse)
        assert send_work_digests(TODAY) == 0
    assert send_work_digests(TODAY) == 0 and send_work_digests(TODAY + DAY) == 1


def test_the_command_sends_it_once(work: Team, coordinator: User) -> None:
    set_work_digest(wanted=True, by=coordinator)
    for _ in range(2):
        call_command("remind", stdout=StringIO())
    assert sum("biuro" in str(letter.body) for letter in mail.outbox) == 1
