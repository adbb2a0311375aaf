"""Writing a draft, its way to adoption, its consultation: through the pages, as the office and the region's people."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.stale import state_of
from koordynata.programme import services
from koordynata.programme.enums import CommentOutcome, VersionState
from koordynata.programme.models import Comment
from koordynata.programme.services.elements import WRITTEN
from tests.programme.conftest import Ground, ground

__all__ = ["ground"]
As = Callable[[User], Client]


def at(ground: Ground, name: str, code: str = "", *more: object) -> str:
    uid = [ground.element(code).strand.uid] if code else []
    return reverse(f"programme:{name}", args=[ground.programme.pk, 1, *uid, *more])


@pytest.fixture
def office(as_user: As, coordinator: User) -> Client:
    return as_user(coordinator)


def words(ground: Ground, **more: str) -> dict[str, str]:
    element = ground.element("1.1.1")
    values = {"code": element.code, "name": element.name, "text": element.text, "seen": state_of(element, WRITTEN)}
    return {**values, **more}


def test_an_element_is_changed(ground: Ground, office: Client) -> None:
    assert office.get(at(ground, "change", "1.1.1")).status_code == 200
    told = words(ground, text="Nowa treść.", starts="2026-02-01", ends="2026-12-31")
    assert office.post(at(ground, "change", "1.1.1"), told).status_code == 302
    element = ground.element("1.1.1")
    assert (element.text, str(element.ends)) == ("Nowa treść.", "2026-12-31")


def test_whoever_is_late_keeps_the_text_and_sees_both(ground: Ground, office: Client) -> None:
    told = words(ground, text="Późniejszy tekst.")
    services.change_element(element=ground.element("1.1.1"), text="Wcześniejszy tekst.", by=SYSTEM)
    answer = office.post(at(ground, "change", "1.1.1"), told)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Późniejszy tekst." in page and "Wcześniejszy tekst." in page
    assert ground.element("1.1.1").text == "Wcześniejszy tekst."


@pytest.mark.parametrize("wrong", [
    {"name": ""}, {"starts": "2026-05-01", "ends": "2026-04-01"}, {"code": "1.1.2"}, {"starts": "31.02.2026"},
])  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(ground: Ground, office: Client, wrong: dict[str, str]) -> None:
    answer = office.post(at(ground, "change", "1.1.1"), words(ground, **wrong))
    assert answer.status_code == 422
    assert answer.context["form"].errors


def test_an_element_is_added_moved_and_left_out(ground: Ground, office: Client) -> None:
    office.post(at(ground, "add_under", "6.1"), {"level": "action", "name": "Nowe"})
    assert ground.element("6.1.2").name == "Nowe"
    office.post(at(ground, "move", "6.1.2"), {"parent": ground.element("1.1").pk, "position": 1})
    assert ground.element("6.1.2").path.startswith(ground.element("1.1").path)
    office.post(at(ground, "remove", "6.1.2"))
    assert not ground.version.elements.filter(code="6.1.2").exists()


def test_a_place_that_cannot_be_is_refused(ground: Ground, office: Client) -> None:
    wrong = office.post(at(ground, "move", "1.1"), {"parent": ground.element("1.1.1").pk, "position": 1})
    assert wrong.status_code == 422
    level = office.post(at(ground, "add_under", "1.1.1"), {"level": "area", "name": "X"})
    assert level.status_code == 422


def test_members_write_nothing(ground: Ground, as_user: As, member: User) -> None:
    client = as_user(member)
    for name in ("change", "move", "remove", "add_under"):
        assert client.post(at(ground, name, "1.1.1"), words(ground)).status_code == 404


def test_the_way_of_a_version_through_the_pages(ground: Ground, office: Client, as_user: As, member: User) -> None:
    today = timezone.localdate()
    page = at(ground, "version")
    office.post(at(ground, "consult"), {"starts": today, "until": today + timedelta(14)})
    client = as_user(member)
    assert client.get(at(ground, "consultation")).status_code == 200
    sent = client.post(at(ground, "comment_passage", "1.1.1", 1), {"text": "Za mało staży.", "body": "Izba"})
    assert sent.status_code == 302
    comment = ground.version.comments.get()
    assert (comment.quote, comment.body, comment.author) == ("Jeden dwa trzy.", "Izba", "Member")
    office.post(at(ground, "end_consultation"), {"version": 2})
    refused = office.post(at(ground, "submit"), follow=True).content.decode()
    assert "Uwagi bez odpowiedzi: 1" in refused
    answer = reverse("programme:answer", args=[ground.programme.pk, 1, comment.pk])
    assert office.post(answer, {"outcome": "taken", "answer": "Dodano.", "version": 1}).status_code == 302
    office.post(at(ground, "submit"))
    told = {"decided_by": "Zarząd (przykład)", "number": "5/2026", "on": "2026-02-01", "in_force_from": "2026-02-15"}
    office.post(at(ground, "adopt"), told)
    ground.version.refresh_from_db()
    assert ground.version.state == VersionState.ADOPTED
    assert "5/2026" in client.get(page).content.decode()
    assert "Dodano." in client.get(at(ground, "consultation")).content.decode()
    office.post(reverse("programme:open_next", args=[ground.programme.pk]), {"reason": "Nowe cele."})
    assert ground.programme.versions.get(number=2).reason == "Nowe cele."


def consulted(ground: Ground, **comment: Any) -> Comment:
    """A consultation of today with one comment, ended."""
    today = timezone.localdate()
    services.put_to_consultation(version=ground.version, starts=today, until=today, by=SYSTEM)
    made = services.make_comment(
        version=ground.version, text="Za mało.", author="Izba", today=today, by=SYSTEM, **comment
    )
    services.end_consultation(version=ground.version, by=SYSTEM)
    return made


def test_answers_stay_for_everybody_while_the_office_writes_on(
    ground: Ground, as_user: As, member: User, stranger: User
) -> None:
    comment = consulted(ground, element=ground.element("1.1.1"), paragraph=1)
    services.answer_comment(comment=comment, outcome=CommentOutcome.TAKEN, answer="Dodano.", revision=1, by=SYSTEM)
    services.change_element(element=ground.element("1.1.1"), text="Tajny nowy akapit.", by=SYSTEM)
    client = as_user(member)
    assert client.get(at(ground, "version")).status_code == 404, "the draft itself is the office's"
    page = client.get(at(ground, "consultation")).content.decode()
    assert "Dodano." in page and "Jeden dwa trzy." in page and "Tajny" not in page
    assert (
        at(ground, "consultation")
        in client.get(reverse("programme:versions", args=[ground.programme.pk])).content.decode()
    )
    assert as_user(stranger).get(at(ground, "consultation")).status_code == 404


def test_a_draft_that_was_never_consulted_shows_no_consultation(ground: Ground, as_user: As, member: User) -> None:
    assert as_user(member).get(at(ground, "consultation")).status_code == 404


def test_what_was_said_of_a_paragraph_stays_with_its_words(ground: Ground, office: Client) -> None:
    consulted(ground, element=ground.element("1.1.1"), paragraph=1)
    services.change_element(element=ground.element("1.1.1"), text="Nowy pierwszy.\n\nJeden dwa trzy.", by=SYSTEM)
    moved = office.get(at(ground, "consultation")).context["sections"]
    (own,) = [section for section in moved if section.element.code == "1.1.1"]
    places = {passage.text: len(passage.comments) for passage in own.passages}
    assert (places["Nowy pierwszy."], places["Jeden dwa trzy."]) == (0, 1)
    services.change_element(element=ground.element("1.1.1"), text="Nowy pierwszy.", by=SYSTEM)
    page = office.get(at(ground, "consultation")).content.decode()
    assert "<blockquote" in page and "Jeden dwa trzy." in page


def test_what_was_said_of_an_element_that_was_left_out_stays(ground: Ground, office: Client) -> None:
    consulted(ground, element=ground.element("1.1.2"), paragraph=1)
    services.remove_element(element=ground.element("1.1.2"), by=SYSTEM)
    sections = office.get(at(ground, "consultation")).context["sections"]
    assert sections[-1].element is None and sections[-1].passages[-1].comments[0].text == "Za mało."


def test_a_step_from_a_page_that_is_behind_is_not_taken(ground: Ground, office: Client) -> None:
    office.post(at(ground, "submit"), {"version": 9})
    ground.version.refresh_from_db()
    assert ground.version.state == VersionState.DRAFT


def test_an_answer_over_another_answer_is_kept_for_its_writer(ground: Ground, office: Client) -> None:
    today = timezone.localdate()
    services.put_to_consultation(version=ground.version, starts=today, until=today, by=SYSTEM)
    comment = services.make_comment(version=ground.version, text="Uwaga", author="Kto", today=today, by=SYSTEM)
    address = reverse("programme:answer", args=[ground.programme.pk, 1, comment.pk])
    assert office.get(address).status_code == 200
    office.post(address, {"outcome": "taken", "answer": "Pierwsza.", "version": 1})
    late = office.post(address, {"outcome": "refused", "answer": "Druga.", "version": 1})
    assert late.status_code == 409
    assert "Pierwsza." in late.content.decode() and "Druga." in late.content.decode()


@pytest.mark.parametrize("paragraph", [2, 99, 10**12])
def test_a_paragraph_that_is_not_there_takes_no_comment(
    ground: Ground, as_user: As, member: User, paragraph: int
) -> None:
    today = timezone.localdate()
    services.put_to_consultation(version=ground.version, starts=today, until=today, by=SYSTEM)
    assert as_user(member).get(at(ground, "comment_passage", "1.1.1", paragraph)).status_code == 404


def test_a_consultation_that_is_over_takes_no_comment(ground: Ground, as_user: As, member: User) -> None:
    today = timezone.localdate()
    services.put_to_consultation(
        version=ground.version, starts=today - timedelta(9), until=today - timedelta(1), by=SYSTEM
    )
    assert as_user(member).get(at(ground, "comment")).status_code == 404
    assert "Zgłoś uwagę" not in as_user(member).get(at(ground, "consultation")).content.decode()
