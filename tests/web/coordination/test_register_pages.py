"""The register, tasks and the public page: what each reader sees, and what a stale or hostile form does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.models import MinutesTemplate, Resolution, Task
from tests.coordination.conftest import Team, make_team, team
from tests.coordination.test_protocol import own_template
from tests.coordination.test_register import closed, entered
from tests.foundation.documents.reading import lacks

__all__ = ["make_team", "team"]  # fixtures of the room


@pytest.fixture
def office(coordinator: User, as_user: Any) -> Client:
    client: Client = as_user(coordinator)
    return client


def test_from_the_ballot_to_what_became_of_it(team: Team, office: Client) -> None:
    ballot = closed(team)
    address = f"/posiedzenia/{ballot.motion.item.meeting_id}/glosowania/{ballot.pk}/wpisz/"
    assert "Zespół przyjmuje plan pracy." in office.get(address).text
    values = {"kind": "position", "title": "Plan", "text": "Zespół przyjmuje plan.", "addressee": "zarząd"}
    answer = office.post(address, values)
    entry = Resolution.objects.get()
    assert answer.headers["Location"] == f"/uchwaly/{entry.pk}/" and entry.answer_due is not None
    assert office.get(address).status_code == 302, "entered already"
    today = timezone.localdate().isoformat()
    office.post(f"/uchwaly/{entry.pk}/odpowiedz/", {"version": 1, "answered_on": today, "answer": "Zgoda zarządu."})
    office.post(f"/uchwaly/{entry.pk}/skutek/", {"version": 2, "outcome": "Plan wykonano."})
    office.post(f"/uchwaly/{entry.pk}/zadania/", {"title": "Rozesłać", "owner": team.people["b"].pk, "due": today})
    page = office.get(f"/uchwaly/{entry.pk}/").text
    for words in ("Stanowisko 1/", "Zgoda zarządu.", "Plan wykonano.", "Rozesłać", "Osoba B (przykład)"):
        assert words in page, words
    assert "Plan wykonano." in office.get("/uchwaly/").text


def test_an_election_or_a_rejected_motion_is_refused_on_the_page(team: Team, office: Client) -> None:
    ballot = closed(team, {"a": "against", "b": "against"})
    address = f"/posiedzenia/{ballot.motion.item.meeting_id}/glosowania/{ballot.pk}/wpisz/"
    answer = office.post(address, {"kind": "resolution", "title": "x", "text": "y"})
    assert answer.status_code == 422 and "nie ma czego wpisać" in answer.text


def test_a_stale_form_keeps_its_text_and_overwrites_nothing(team: Team, office: Client) -> None:
    entry = entered(team)
    office.post(f"/uchwaly/{entry.pk}/skutek/", {"version": 1, "outcome": "pierwszy tekst"})
    late = office.post(f"/uchwaly/{entry.pk}/skutek/", {"version": 1, "outcome": "drugi tekst"})
    assert late.status_code == 409 and "pierwszy tekst" in late.text and "drugi tekst" in late.text
    assert Resolution.objects.get().outcome == "pierwszy tekst"


class TestPublicPage:
    def test_everybody_reads_public_facts_and_no_name(self, team: Team) -> None:
        entry = entered(team, addressee="zarząd województwa")
        services.set_task(body=team.body, title="Zadanie tajne", due=timezone.localdate(), owner=team.people["b"],
                          resolution=entry, by=team.by)  # fmt: skip
        nobody = Client()
        assert "Plan pracy" not in nobody.get("/uchwaly/publiczne/").text
        assert nobody.get(f"/uchwaly/publiczne/{entry.pk}/").status_code == 404
        services.publish_resolution(resolution=entry, public=True, by=team.by)
        pages = [nobody.get(f"/uchwaly/publiczne/{tail}") for tail in ("", f"{entry.pk}/")]
        for page in pages:
            assert page.status_code == 200 and "zarząd województwa" in page.text
            for secret in ("Osoba", "Zadanie tajne", team.by.email, team.by.full_name):
                assert secret not in page.text, secret
        csv = b"".join(nobody.get("/uchwaly/publiczne/?format=csv").streaming_content).decode()  # type: ignore[attr-defined]
        assert "Plan pracy" in csv and "Osoba" not in csv and "Zadanie tajne" not in csv

    def test_the_page_of_members_would_show_a_name(self, team: Team, office: Client) -> None:
        """Negative control: the same names are there to be shown, on the page behind the door."""
        entry = entered(team)
        services.set_task(body=team.body, title="Zadanie tajne", due=timezone.localdate(), owner=team.people["b"],
                          resolution=entry, by=team.by)  # fmt: skip
        assert "Osoba B" in (page := office.get(f"/uchwaly/{entry.pk}/").text) and "Zadanie tajne" in page

    def test_one_that_is_not_public_answers_like_one_that_is_not_there(self, team: Team) -> None:
        entry, nobody = entered(team), Client()
        hidden, missing = (nobody.get(f"/uchwaly/publiczne/{pk}/") for pk in (entry.pk, 987_654))
        assert hidden.status_code == missing.status_code == 404


class TestTasks:
    def test_whoever_answers_says_that_it_is_done(
        self, team: Team, member: User, employer: User, as_user: Any
    ) -> None:  # fmt: skip
        one = services.set_task(
            body=team.body, title="Rozesłać", due=timezone.localdate(), owner=team.people["b"], by=team.by
        )
        reader = as_user(member)
        assert "Rozesłać" in reader.get("/uchwaly/zadania/").text
        refused = reader.post(f"/uchwaly/zadania/{one.pk}/wykonane/", follow=True)
        assert "tylko osoba odpowiedzialna" in refused.text and Task.objects.get().state == "open"
        team.people["b"].user = member
        team.people["b"].save()
        reader.post(f"/uchwaly/zadania/{one.pk}/wykonane/")
        assert Task.objects.get().state == "done"
        assert as_user(employer).get("/uchwaly/zadania/").status_code == 404

    def test_a_stale_change_is_told(self, team: Team, office: Client) -> None:
        one = services.set_task(
            body=team.body, title="Rozesłać", due=timezone.localdate(), owner=team.people["b"], by=team.by
        )
        fields = {"title": "Inaczej", "owner": team.people["b"].pk, "due": timezone.localdate().isoformat()}
        address = f"/uchwaly/zadania/{one.pk}/zmien/"
        assert "Rozesłać" in office.get(address).text
        assert office.post(address, fields | {"version": 1}).status_code == 302
        late = office.post(address, fields | {"title": "Jeszcze inaczej", "version": 1})
        assert late.status_code == 409 and "Inaczej" in late.text and "Jeszcze inaczej" in late.text
        assert office.post(address, {"title": "", "version": 2}).status_code == 422
        office.post(f"/uchwaly/zadania/{one.pk}/odwolaj/")
        assert Task.objects.get().state == "cancelled"

    def test_the_list_is_filtered(self, team: Team, office: Client) -> None:
        for title, days in (("dawne", -3), ("przyszłe", 3)):
            services.set_task(body=team.body, title=title, due=timezone.localdate() + timedelta(days=days),
                              owner=team.people["b"], by=team.by)  # fmt: skip
        late, everything, mine = (
            office.get(f"/uchwaly/zadania/{q}").text for q in ("?state=late", "?state=", "?mine=on")
        )
        assert "dawne" in late and "przyszłe" not in late and "3 dni po terminie" in late
        assert "dawne" in everything and "przyszłe" in everything and "dawne" not in mine


def test_the_queries_of_the_lists_do_not_grow(team: Team, office: Client) -> None:
    counts = []
    for number in (1, 2):
        for _n in range(number):
            entry = entered(team)
            assert entry.ballot is not None
            services.set_task(body=team.body, title="x", due=timezone.localdate(), owner=team.people["b"],
                              resolution=entry, meeting=entry.ballot.motion.item.meeting, by=team.by)  # fmt: skip
        found = []
        for address in ("/uchwaly/", "/uchwaly/zadania/", "/uchwaly/?format=csv"):
            with CaptureQueriesContext(connection) as queries:
                answer = office.get(address)
                b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            found.append(len(queries))
        counts.append(found)
    assert counts[0] == counts[1]


class TestTemplate:
    def test_it_is_sent_tried_and_handed_out(self, team: Team, office: Client) -> None:
        from django.core.files.uploadedfile import SimpleUploadedFile

        address = f"/uchwaly/wzory/{team.body.pk}/"
        assert "attendance" in office.get(address).text

        def send(content: bytes) -> Any:
            return office.post(address, {"file": SimpleUploadedFile("wzór.docx", content)})

        refused, own = send(own_template("{{ nie_ma }}")), own_template("Urząd {{ title }}")
        assert refused.status_code == 422 and "nie_ma" in refused.text and not MinutesTemplate.objects.exists()
        assert send(own).status_code == 302 and office.get(f"{address}plik/").content == own
        office.post(f"{address}przywroc/")
        assert "wzór.docx" in office.get(address).text

    def test_members_do_not_touch_it(self, team: Team, member: User, as_user: Any) -> None:
        assert as_user(member).get(f"/uchwaly/wzory/{team.body.pk}/").status_code == 404


def test_an_entry_as_pdf(team: Team, office: Client) -> None:
    answer = office.get(f"/uchwaly/{entered(team).pk}/pdf/")
    assert answer.headers["Content-Type"] == "application/pdf" and lacks(answer.content) == []


@pytest.mark.parametrize(
    "query", ["?body=x", "?year=abc", "?kind=x", "?answer=x", "?q=%00", "?page=9", "?body=999999999", "?year=0"]
)
def test_a_hostile_question_breaks_nothing(team: Team, office: Client, query: str) -> None:
    entered(team)
    for address in ("/uchwaly/", "/uchwaly/publiczne/", "/uchwaly/zadania/"):
        assert office.get(address + query).status_code == 200
