"""The first person of an installation."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.foundation.models import AuditEvent
from koordynata.registry.scopes import scope_of


def run(monkeypatch: pytest.MonkeyPatch, password: str, email: str = "first@example.org") -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    call_command("create_administrator", email, name="Pierwsza Osoba (przykład)", stdout=io.StringIO())


def test_it_works(land: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, "correct horse battery")
    user = User.objects.get(email="first@example.org")
    assert user.check_password("correct horse battery")
    assert scope_of(user, Permission.INVITE).country
    assert set(AuditEvent.objects.values_list("verb", flat=True)) >= {"user.created", "membership.given"}


def test_a_weak_password_makes_nobody(land: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="12"):
        run(monkeypatch, "short")
    assert not User.objects.exists()


def test_not_twice(land: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch, "correct horse battery")
    with pytest.raises(CommandError, match="FIRST@"):
        run(monkeypatch, "correct horse battery", "FIRST@example.org")


@pytest.mark.django_db
def test_without_lists_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="load-reference"):
        run(monkeypatch, "correct horse battery")
