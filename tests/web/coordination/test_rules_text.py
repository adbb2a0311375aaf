"""The adopted text of the rules: attached to a version by the office, a download for whoever sees the body."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from koordynata.accounts.models import User
from koordynata.coordination.models import RulesOfProcedure
from koordynata.foundation.models import AuditEvent
from tests.coordination.conftest import Team, make_team, team

from .test_register_pages import office

__all__ = ["make_team", "office", "team"]  # fixtures of the room
TEXT = "§ 1. Zespół obraduje."


def address(team: Team, tail: str) -> str:
    return f"/zespoly/{team.body.pk}/regulamin/{RulesOfProcedure.objects.get().pk}/{tail}/"


def attach(who: Client, team: Team, name: str = "regulamin.txt", text: str = TEXT) -> Any:
    return who.post(address(team, "dolacz"), {"file": SimpleUploadedFile(name, text.encode())}, follow=True)


def test_attached_shown_and_downloaded(team: Team, office: Client, member: User, as_user: Any) -> None:
    page = f"/zespoly/{team.body.pk}/regulamin/"
    assert "nie dołączono" in office.get(page).text and office.get(address(team, "plik")).status_code == 404
    attach(office, team)
    reader = as_user(member)
    assert "regulamin.txt" in reader.get(page).text
    answer = reader.get(address(team, "plik"))
    assert answer.content.decode() == TEXT and "attachment" in answer.headers["Content-Disposition"]


def test_another_takes_its_place_with_a_trace(team: Team, office: Client) -> None:
    for text in (TEXT, TEXT, "§ 1. Inaczej."):
        attach(office, team, text=text)
    assert office.get(address(team, "plik")).content.decode() == "§ 1. Inaczej."
    assert AuditEvent.objects.filter(verb="rules.text_attached").count() == 2, "the same file again changes nothing"


def test_a_file_that_is_not_what_its_name_says_is_refused(team: Team, office: Client) -> None:
    answer = attach(office, team, name="regulamin.pdf")
    assert "nie jest tym" in answer.text and not RulesOfProcedure.objects.get().digest
    assert "Wybierz plik" in office.post(address(team, "dolacz"), follow=True).text


def test_who_does_not_keep_the_body_attaches_nothing(team: Team, member: User, stranger: User, as_user: Any) -> None:
    for who in (member, stranger):
        attach(as_user(who), team)
    assert not RulesOfProcedure.objects.get().digest
    attach(as_user(team.by), team)
    assert as_user(stranger).get(address(team, "plik")).status_code in (403, 404)
