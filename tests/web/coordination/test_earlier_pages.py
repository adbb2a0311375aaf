"""An earlier resolution on its pages: entered by the office, marked for everybody, its file a download."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.models import Resolution
from tests.coordination.conftest import Team, make_team, team

from .test_register_pages import office

__all__ = ["make_team", "office", "team"]  # fixtures of the room

ADDRESS = "/uchwaly/wczesniejsza/"


def values(team: Team, **more: Any) -> dict[str, Any]:
    return {
        "body": team.body.pk, "kind": "resolution", "earlier_number": "XII/45/2023", "adopted_on": "2023-05-08",
        "title": "Dawny plan", "text": "Zespół przyjął plan.", "in_favour": "12", "against": "1", **more,
    }  # fmt: skip


def test_from_the_form_to_the_public_page(team: Team, office: Client) -> None:
    document = SimpleUploadedFile("uchwała.txt", "Tekst uchwały".encode())
    office.post(ADDRESS, values(team, file=document))
    entry = Resolution.objects.get()
    page = office.get(f"/uchwaly/{entry.pk}/").text
    for words in ("XII/45/2023", "za 12, przeciw 1", "wpisano później", team.by.full_name, "Pobierz dokument"):
        assert words in page, words
    assert "wpisano później" in office.get("/uchwaly/").text
    nobody = Client()
    assert nobody.get(f"/uchwaly/publiczne/{entry.pk}/plik/").status_code == 404, "not public yet"
    services.publish_resolution(resolution=entry, public=True, by=team.by)
    for address in ("/uchwaly/publiczne/", f"/uchwaly/publiczne/{entry.pk}/"):
        shown = nobody.get(address).text
        assert "wpisano później" in shown and team.by.full_name not in shown
    answer = nobody.get(f"/uchwaly/publiczne/{entry.pk}/plik/")
    assert answer.content.decode() == "Tekst uchwały" and "attachment" in answer.headers["Content-Disposition"]


def test_mistakes_come_back_in_plain_words(team: Team, office: Client) -> None:
    for wrong in ({"text": ""}, {"adopted_on": "2999-01-01"}, {"file": SimpleUploadedFile("a.pdf", b"MZ")}):
        answer = office.post(ADDRESS, values(team, **wrong))
        assert answer.status_code == 422 and "Dawny plan" in answer.text, wrong
    assert not Resolution.objects.exists()


def test_the_door(team: Team, member: User, stranger: User, as_user: Any) -> None:
    for who in (member, stranger):
        as_user(who).post(ADDRESS, values(team))
    assert not Resolution.objects.exists()


def test_another_region_s_office_cannot_enter_it_here(team: Team, office: Client, land: Any) -> None:
    body = services.create_body(kind="team", name="Obcy", short_name="O", territory=land["12"], by=team.by)
    assert office.post(ADDRESS, values(team, body=body.pk)).status_code == 422
    assert not Resolution.objects.exists()
