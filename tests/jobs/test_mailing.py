"""Long work ends with a mail to whoever asked for it, in their language; short work says nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.jobs import mailing, tasks
from koordynata.registry.models import Institution
from koordynata.sources.enums import RunState
from koordynata.sources.models import ImportRun
from koordynata.sources.services import applying as applying_service
from koordynata.sources.services import cancel_run, confirm_run, receive_file
from tests.conftest import make_user
from tests.sources.rspo.files import COMPLEX, SCHOOL, csv_of

pytestmark = pytest.mark.django_db
APPLIED = {"pl": ("stan: zapisano", "Dodano: 2"), "en": ("state: applied", "Added: 2")}


@pytest.fixture
def run(land: Any, lists: Any, tmp_path: Any, coordinator: User, settings: Any) -> ImportRun:
    """A file of the coordinator; its work began a minute ago."""
    settings.PUBLIC_URL = "https://house"
    path = tmp_path / "rspo.csv"
    path.write_text(csv_of([COMPLEX, SCHOOL]), "utf-8")
    run = receive_file(source="rspo", content=path, file_name="rspo.csv", by=coordinator)
    return a_minute_ago(run)


def a_minute_ago(run: ImportRun) -> ImportRun:
    then = timezone.now() - timedelta(seconds=60)
    ImportRun.objects.filter(pk=run.pk).update(started_at=then, confirmed_at=run.confirmed_at and then)
    run.refresh_from_db()
    return run


def apply(run: ImportRun, by: User) -> str:
    run.refresh_from_db()
    a_minute_ago(confirm_run(run=run, by=by))
    return tasks.apply_import_run.call(run.pk)


def letters() -> list[tuple[list[str], str, str]]:
    return [(letter.to, str(letter.subject), str(letter.body)) for letter in mail.outbox]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_to_the_person_in_their_language(run: ImportRun, coordinator: User, language: str) -> None:
    coordinator.language = language
    coordinator.save()
    tasks.check_import_run.call(run.pk)
    mail.outbox.clear()
    assert apply(run, coordinator) == RunState.APPLIED
    ((to, subject, text),) = letters()
    state, figure = APPLIED[language]
    assert to == [coordinator.email] and state in subject and figure in text
    assert f"https://house/importy/{run.pk}/" in text and "rspo.csv" in text


def test_a_long_check_says_that_it_waits_for_the_person(run: ImportRun, coordinator: User) -> None:
    assert tasks.check_import_run.call(run.pk) == RunState.READY
    ((to, _subject, text),) = letters()
    assert to == [coordinator.email] and "Niczego jeszcze nie zapisano" in text and "Do dodania: 2" in text


def test_short_work_says_nothing(run: ImportRun, coordinator: User) -> None:
    ImportRun.objects.filter(pk=run.pk).update(started_at=timezone.now())
    tasks.check_import_run.call(run.pk)
    run.refresh_from_db()
    confirm_run(run=run, by=coordinator)
    assert tasks.apply_import_run.call(run.pk) == RunState.APPLIED and letters() == []


def test_starter_and_confirmer_are_both_told_once(run: ImportRun, coordinator: User, land: Any) -> None:
    other = make_user("other@example.org", "officer", land["16"])
    tasks.check_import_run.call(run.pk)
    mail.outbox.clear()
    apply(run, other)
    assert sorted(to for (to,), _subject, _text in letters()) == [coordinator.email, other.email]


def test_a_refused_file_and_a_failed_import_are_told_too(run: ImportRun, coordinator: User, monkeypatch: Any) -> None:
    tasks.check_import_run.call(run.pk)
    mail.outbox.clear()
    monkeypatch.setattr(applying_service, "_finish", lambda *a: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        apply(run, coordinator)
    assert "Niczego jeszcze nie zapisano" in letters()[0][2] and not Institution.objects.exists()
    mail.outbox.clear()
    run.snapshot.sha256, run.state = "0" * 64, RunState.UPLOADED  # its file is gone
    run.snapshot.save()
    run.save()
    assert tasks.check_import_run.call(run.pk) == RunState.REFUSED
    assert "Plik odrzucono" in letters()[0][2]


def test_what_was_cancelled_while_it_waited_is_not_told_again(run: ImportRun, coordinator: User) -> None:
    tasks.check_import_run.call(run.pk)
    mail.outbox.clear()
    run.refresh_from_db()
    cancel_run(run=a_minute_ago(confirm_run(run=run, by=coordinator)), by=coordinator)
    assert tasks.apply_import_run.call(run.pk) == RunState.CANCELLED and letters() == []


def test_nobody_is_written_to_who_is_gone(run: ImportRun, coordinator: User) -> None:
    tasks.check_import_run.call(run.pk)
    mail.outbox.clear()
    coordinator.is_active = False
    coordinator.save()
    run.refresh_from_db()
    mailing.mail_after_long_work(run, run.started_at)
    assert letters() == []


def test_a_mail_that_cannot_be_sent_spoils_nothing(
    run: ImportRun, coordinator: User, monkeypatch: Any, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(mailing, "send_mail", refuse)
    tasks.check_import_run.call(run.pk)
    assert apply(run, coordinator) == RunState.APPLIED and "no mail" in caplog.text
