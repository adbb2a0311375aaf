"""Voting on one's own phone: what is taken, what is refused, and what is said then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.models import Ballot
from tests.coordination.conftest import Team

from .phones import AGAINST, FOR, Phone, said

Phones = Callable[..., Phone]


def test_a_vote_is_taken_and_told(team: Team, phone: Phones) -> None:
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "a")
    assert "in favour" in own.page().lower() and "Your vote was taken" not in own.page()
    page = own.vote(ballot, FOR)
    assert "Your vote was taken." in page and "<strong>in favour</strong>" in page
    assert [(vote.member, vote.choice) for vote in ballot.votes.all()] == [(team.people["a"], FOR)]


def test_a_mind_is_changed_until_the_closing(team: Team, phone: Phones) -> None:
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "a")
    own.vote(ballot, FOR)
    assert 'value="in_favour" required checked' in own.page("?zmien=1")
    assert "<strong>against</strong>" in own.vote(ballot, AGAINST)
    assert ballot.votes.get().choice == AGAINST


@pytest.mark.parametrize("mode", [BallotMode.OPEN, BallotMode.SECRET])
def test_a_replayed_request_counts_once(team: Team, phone: Phones, mode: BallotMode) -> None:
    ballot = team.ballot(team.meeting(), mode=mode)
    own = phone(team, ballot.motion.item.meeting, "a")
    own.vote(ballot, FOR, form_key="the same")
    own.vote(ballot, FOR, form_key="the same")  # a double press: led where the first one led
    page = own.vote(ballot, FOR, form_key="sent again by a machine")
    assert ("It stays in the box" in said(page)) == (mode == BallotMode.SECRET)
    assert ballot.votes.count() + ballot.papers.count() == 1


def test_after_the_closing_nothing_is_taken(team: Team, phone: Phones) -> None:
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "b")
    team.close(ballot)
    page = own.vote(ballot, FOR)
    assert said(page) == "The ballot is closed. Nothing was changed."
    assert not ballot.votes.exists() and "not adopted" in page, "the result stands where the paper stood"


def test_a_suspended_member_is_told_so(team: Team, phone: Phones) -> None:
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "c")
    stamp = own.page().count("<form")
    services.suspend_mandate(mandate=team.mandates["c"], starts=timezone.now(), by=team.by)
    assert "This mandate is suspended" in said(own.vote(ballot, FOR))
    page = own.page()
    assert "This mandate is suspended" in page and page.count("<form") < stamp and not ballot.votes.exists()


def test_member_and_substitute_at_once(team: Team, phone: Phones) -> None:
    ballot = team.ballot(team.meeting(), present="acdx")
    meeting = ballot.motion.item.meeting
    member, substitute = phone(team, meeting, "b"), phone(team, meeting, "x")
    assert "You vote in the place of" in substitute.page()
    assert "acts for no seat now" in said(member.vote(ballot, AGAINST)), "not on the list of presence"
    assert "Your vote was taken" in substitute.vote(ballot, FOR)
    services.arrive(meeting=meeting, member=team.people["b"], by=team.by)
    assert "Somebody else acts for this seat now" in said(substitute.vote(ballot, FOR))
    assert "Your vote was taken" in member.vote(ballot, AGAINST)
    assert [(vote.member, vote.choice) for vote in ballot.votes.all()] == [(team.people["b"], AGAINST)]


@pytest.mark.parametrize("mode", [BallotMode.OPEN, BallotMode.SECRET])
def test_a_substitute_of_two_votes_for_one(team: Team, phone: Phones, mode: BallotMode) -> None:
    services.name_substitute(mandate=team.mandates["e"], member=team.people["x"], by=team.by)
    ballot = team.ballot(team.meeting(), present="acdx", mode=mode)
    meeting = ballot.motion.item.meeting
    own = phone(team, meeting, "x")
    own.vote(ballot, FOR)
    services.arrive(meeting=meeting, member=team.people["b"], by=team.by)  # now x stands in for e
    assert "one person, one vote" in said(own.vote(ballot, FOR))
    assert ballot.votes.count() + ballot.papers.count() == 1


def test_a_recused_member_is_told_so(team: Team, phone: Phones) -> None:
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "c")
    own.press(f"punkty/{ballot.motion.item_id}/wylaczenie/", member=team.people["c"].pk)
    assert "out of this matter" in own.page() and "out of this matter" in said(own.vote(ballot, FOR))


@pytest.mark.parametrize("choice", ["", "none", "IN_FAVOUR", "in_favour; DROP TABLE", "x" * 5000])
def test_what_is_not_on_the_paper(team: Team, phone: Phones, choice: str) -> None:
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "a")
    assert said(own.vote(ballot, choice)) == "This choice is not on the paper."
    assert not ballot.votes.exists()


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30])
def test_a_ballot_that_is_none(team: Team, phone: Phones, number: str) -> None:
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "a")
    own.client.post(own.address, {"ballot": number, "choice": FOR})
    assert said(own.page()) == "This ballot is over. Nothing was changed."


def test_a_ballot_of_another_meeting_is_not_reached(team: Team, phone: Phones) -> None:
    here, other = team.meeting(), team.ballot(team.meeting())
    own = phone(team, here, "a")
    assert "Nothing was changed" in said(own.vote(other, FOR)) and not other.votes.exists()


def test_the_office_and_a_stranger_have_no_phone(
    team: Team, phone: Phones, coordinator: User, stranger: User, as_user: Any
) -> None:
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "a")
    for user in (coordinator, stranger):
        client = as_user(user)
        assert client.get(own.address).status_code == 404
        assert client.post(own.address, {"ballot": ballot.pk, "choice": FOR}).status_code == 404


class TestChairing:
    """Whoever presides, pressing twice."""

    def test_closing_pressed_twice(self, team: Team, phone: Phones) -> None:
        ballot = team.ballot(team.meeting())
        chair = phone(team, ballot.motion.item.meeting)
        first, again = (chair.press(f"glosowania/{ballot.pk}/zamknij/") for _ in range(2))
        assert said(first) == "" and said(again) == "The ballot was closed already. Nothing was changed."
        closed = Ballot.objects.get(pk=ballot.pk)
        assert closed.verdict and closed.verdict["result"] == "rejected"

    def test_opening_pressed_twice(self, team: Team, phone: Phones) -> None:
        meeting = team.meeting()
        motion = team.motion(team.item(meeting))
        chair = phone(team, meeting)
        chair.press(f"wnioski/{motion.pk}/glosowanie/", mode="open")
        assert "Another ballot of this meeting is open" in said(
            chair.press(f"wnioski/{motion.pk}/glosowanie/", mode="open")
        )
        assert motion.ballots.count() == 1

    def test_nothing_ends_while_votes_are_taken(self, team: Team, phone: Phones) -> None:
        ballot = team.ballot(team.meeting())
        item = ballot.motion.item
        chair = phone(team, item.meeting)
        other = services.add_item(meeting=item.meeting, title="Inny", by=team.by)
        for part in ("zamknij/", f"punkty/{item.pk}/zakoncz/", f"punkty/{other.pk}/rozpocznij/"):
            assert said(chair.press(part)) == "A ballot is open. Close it first."

    def test_a_member_does_not_chair(self, team: Team, phone: Phones) -> None:
        ballot = team.ballot(team.meeting())
        own = phone(team, ballot.motion.item.meeting, "b")
        sent = own.client.post(f"/posiedzenia/{own.meeting.pk}/glosowania/{ballot.pk}/zamknij/")
        assert sent.status_code == 404 and Ballot.objects.get(pk=ballot.pk).closed_at is None


def test_a_vote_at_the_last_instant(team: Team, phone: Phones, time_machine: Any) -> None:
    """From the opening up to, not including, the closing."""
    ballot = team.ballot(team.meeting())
    Ballot.objects.filter(pk=ballot.pk).update(closes_at=ballot.opened_at + timedelta(minutes=5))
    own = phone(team, ballot.motion.item.meeting, "a")
    time_machine.move_to(ballot.opened_at + timedelta(minutes=5), tick=False)
    assert said(own.vote(ballot, FOR)) == "The ballot is closed. Nothing was changed."
    time_machine.move_to(ballot.opened_at + timedelta(minutes=4, seconds=59), tick=False)
    assert "Your vote was taken" in own.vote(ballot, FOR)


def test_the_page_of_a_closed_ballot_names_what_decided(team: Team, phone: Phones) -> None:
    ballot = team.ballot(team.meeting())
    own, told = phone(team, ballot.motion.item.meeting, "a"), ("Adopted: 2 in", "Quorum reached", "Simple majority")
    page = own.page(part=f"glosowania/{ballot.pk}/")
    assert not any(words in page for words in told), "the closing decides"
    team.vote(ballot, a=FOR, b=FOR, c=AGAINST)
    team.close(ballot)
    page = own.page(part=f"glosowania/{ballot.pk}/")
    assert all(words in page for words in told)
