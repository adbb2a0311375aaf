"""A secret ballot as its voters meet it: the receipt, the record, and what the page says of secrecy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from django.contrib.sessions.models import Session

from koordynata.accounts.models import User
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.models import Ballot
from koordynata.coordination.recount import counts, faults, receipt
from tests.coordination.conftest import Team

from .phones import AGAINST, FOR, Phone, said

Phones = Callable[..., Phone]


def secret(team: Team) -> Ballot:
    return team.ballot(team.meeting(), mode=BallotMode.SECRET)


def code_on(page: str) -> str:
    found = re.search(r"<code[^>]*>([\w-]{20,})</code>", page)
    return found[1] if found else ""


def test_the_receipt_is_shown_once_and_finds_the_paper(team: Team, phone: Phones) -> None:
    ballot = secret(team)
    own = phone(team, ballot.motion.item.meeting, "a")
    code = code_on(own.vote(ballot, AGAINST))
    assert code and not code_on(own.page()) and "Your vote was taken." in own.page()
    team.close(ballot)
    page = own.page(part=f"glosowania/{ballot.pk}/")
    assert re.search(rf"{receipt(ballot.pk, code)}</code></td><td>against", page)


def test_no_session_keeps_the_receipt(team: Team, phone: Phones) -> None:
    """A session lies in the database under its person's name: whoever never comes back would leave the receipt there."""
    ballot = secret(team)
    own = phone(team, ballot.motion.item.meeting, "a")
    sent = own.client.post(own.address, {"ballot": ballot.pk, "choice": FOR})
    code = sent.cookies["receipt"].value.partition(".")[2]
    assert len(code) > 20 and sent.cookies["receipt"]["path"] == own.address and sent.cookies["receipt"]["httponly"]
    kept = [one.get_decoded() for one in Session.objects.order_by("pk")]
    assert kept and code not in repr(kept)
    assert code in own.page() and own.client.cookies["receipt"].value == "", "taken back by the page that shows it"


def test_the_receipt_is_shown_although_the_ballot_was_closed_meanwhile(team: Team, phone: Phones) -> None:
    ballot = secret(team)
    own = phone(team, ballot.motion.item.meeting, "a")
    own.client.post(own.address, {"ballot": ballot.pk, "choice": FOR})
    team.close(ballot)
    assert code_on(own.page())


def test_a_paper_is_cast_once(team: Team, phone: Phones) -> None:
    ballot = secret(team)
    own = phone(team, ballot.motion.item.meeting, "a")
    own.vote(ballot, FOR)
    page = own.vote(ballot, AGAINST)
    assert "It stays in the box" in said(page) and not code_on(page) and "Change my vote" not in page
    assert ballot.papers.get().choice == FOR


def test_nobody_sees_how_it_stands(team: Team, phone: Phones) -> None:
    ballot = secret(team)
    meeting = ballot.motion.item.meeting
    phone(team, meeting, "a").vote(ballot, AGAINST)
    for reader in (phone(team, meeting), phone(team, meeting, "b")):
        for part in ("", "sala/"):
            page = reader.page(part=part)
            assert "1 of 4 papers cast" in page and 'class="vote-row"' not in page


def test_the_record_is_a_file_that_can_be_recounted(team: Team, phone: Phones, stranger: User) -> None:
    ballot = secret(team)
    meeting = ballot.motion.item.meeting
    for letter, choice in (("a", FOR), ("b", FOR), ("c", AGAINST)):
        phone(team, meeting, letter).vote(ballot, choice)
    own, address = phone(team, meeting, "d"), f"/posiedzenia/{meeting.pk}/glosowania/{ballot.pk}/zapis.json"
    assert own.client.get(address).status_code == 404, "before the closing there is none"
    team.close(ballot)
    record = json.loads(own.client.get(address).content)
    assert faults(record) == [] and counts(record) == {AGAINST: 1, FOR: 2}
    own.client.force_login(stranger)
    assert own.client.get(address).status_code == 404


def test_the_page_says_from_whom_it_is_secret_and_until_when(team: Team, phone: Phones) -> None:
    ballot = secret(team)
    own = phone(team, ballot.motion.item.meeting, "a")
    pages = [own.page(), own.vote(ballot, FOR)]
    team.close(ballot)
    pages.append(own.page(part=f"glosowania/{ballot.pk}/"))
    for page in pages:
        for words in (
            "the chair and the office: always",
            "only after the closing",
            "Copies and journals",
            "the result itself",
        ):
            assert words in page


def test_an_open_ballot_promises_no_secrecy(team: Team, phone: Phones) -> None:
    ballot = team.ballot(team.meeting())
    assert "Secret from whom" not in phone(team, ballot.motion.item.meeting, "a").page()
