"""Pages that keep up ask every few seconds: nothing changed costs next to nothing, and whatever changed is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koordynata.coordination import services
from koordynata.web.coordination import shared
from tests.coordination.conftest import Team

from .phones import AGAINST, FOR, Phone, asks_again

Phones = Callable[..., Phone]
CHEAP = 5  # session, account, roles, meeting, stamp
MOST_FOR_A_VOTE = 30


def again(own: Phone, page: str) -> Any:
    return own.client.get(asks_again(page))


@pytest.mark.parametrize("part", ["", "sala/", "glos/"])
@pytest.mark.parametrize("size", [5, 20])
def test_no_change_costs_a_few_queries(make_team: Callable[..., Team], phone: Phones, part: str, size: int) -> None:
    team = make_team(size)
    ballot = team.ballot(team.meeting())
    team.vote(ballot, b=FOR)
    own = phone(team, ballot.motion.item.meeting, "b")
    page = own.page(part=part)
    with CaptureQueriesContext(connection) as told:
        assert again(own, page).status_code == 204
    assert len(told) <= CHEAP


@pytest.mark.parametrize(("part", "most"), [("", 28), ("glos/", 20), ("?v=0", 24), ("glos/?v=0", 19)])
def test_queries_do_not_grow_with_the_body(team: Team, phone: Phones, part: str, most: int) -> None:
    ballot = team.ballot(team.meeting())
    team.vote(ballot, a=FOR, b=FOR)
    own, counts = phone(team, ballot.motion.item.meeting, "b"), []
    for _size in (5, 8):
        caches["local"].clear()  # nothing drawn for others, however fast the machine
        with CaptureQueriesContext(connection) as told:
            own.page(part=part)
        counts.append(len(told))
        for _more in range(3):
            seat = services.add_seat(term=team.term, side="education", by=team.by)
            person = services.add_member(territory=team.body.territory, name="Osoba (przykład)", by=team.by)
            services.appoint(seat=seat, member=person, starts=team.term.starts, by=team.by)
            services.arrive(meeting=own.meeting, member=person, by=team.by)
    assert counts[0] == counts[1] <= most


@pytest.mark.parametrize("size", [5, 20])
def test_a_vote_sent_costs_the_same_in_a_large_body(make_team: Callable[..., Team], phone: Phones, size: int) -> None:
    """With everything around it: session, account, roles, the form's key, the trace."""
    team = make_team(size)
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "c")
    with CaptureQueriesContext(connection) as told:
        own.client.post(own.address, {"ballot": ballot.pk, "choice": FOR, "form_key": "one"})
    assert ballot.votes.count() == 1
    assert len([query for query in told if "SAVEPOINT" not in query["sql"]]) <= MOST_FOR_A_VOTE


def test_each_change_is_seen(team: Team, phone: Phones) -> None:
    meeting = team.meeting()
    own, page = phone(team, meeting, "b"), ""
    item = None

    def changed(what: str) -> None:
        nonlocal page
        answer = again(own, page)
        assert answer.status_code == 200, what
        page = answer.content.decode()

    page = own.page(part="")
    services.arrive(meeting=meeting, member=team.people["a"], by=team.by)
    changed("somebody came")
    item = services.add_item(meeting=meeting, title="Plan", by=team.by)
    changed("an item")
    services.begin_item(item=item, by=team.by)
    changed("it began")
    for letter in "bcd":
        services.arrive(meeting=meeting, member=team.people[letter], by=team.by)
    motion = team.motion(item)
    ballot = services.open_ballot(motion=motion, mode="open", by=team.by)  # type: ignore[arg-type]
    changed("a ballot")
    team.vote(ballot, a=FOR)
    changed("a vote")
    team.vote(ballot, a=AGAINST)
    changed("another mind")
    services.suspend_mandate(mandate=team.mandates["c"], starts=timezone.now(), by=team.by)
    changed("a suspension, which no meeting owns")
    team.close(ballot)
    changed("the closing")
    assert "not adopted" in page


def test_a_phone_does_not_move_with_the_votes_of_others(team: Team, phone: Phones) -> None:
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "b")
    page = own.vote(ballot, FOR)
    team.vote(ballot, a=FOR, c=AGAINST)
    assert again(own, page).status_code == 204
    team.close(ballot)
    assert "adopted" in again(own, page).content.decode()


def test_a_paper_in_the_hand_is_not_taken_away(team: Team, phone: Phones) -> None:
    """While somebody chooses, the page does not replace itself."""
    ballot = team.ballot(team.meeting())
    own = phone(team, ballot.motion.item.meeting, "b")
    assert not asks_again(own.page())
    own.vote(ballot, FOR)
    assert asks_again(own.page()) and not asks_again(own.page("?zmien=1"))


class TestShared:
    """One drawing for all who ask within the same second."""

    @pytest.fixture
    def drawn(self, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        drawings: list[Any] = []
        real = render_to_string

        def drawn(*words: Any) -> Any:
            drawings.append(words)
            return real(*words)

        monkeypatch.setattr("koordynata.web.coordination.live.render_to_string", drawn)
        return drawings

    def test_many_ask_one_is_drawn(self, team: Team, phone: Phones, drawn: list[Any]) -> None:
        ballot = team.ballot(team.meeting())
        meeting = ballot.motion.item.meeting
        phones = [phone(team, meeting, letter) for letter in "bcd"]
        pages = [own.page(part="") for own in phones]
        team.vote(ballot, a=FOR)
        answers = [again(own, page) for own, page in zip(phones, pages, strict=True)]
        assert len(drawn) == 1 and len({answer.content for answer in answers}) == 1

    def test_nobody_gets_back_what_they_have(
        self, team: Team, phone: Phones, drawn: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(shared, "FRESH_SECONDS", 3600.0)
        ballot = team.ballot(team.meeting())
        own, late = (phone(team, ballot.motion.item.meeting, letter) for letter in "bc")
        page, old = own.page(part=""), late.page(part="")
        team.vote(ballot, a=FOR)
        page = again(own, page).content.decode()
        team.vote(ballot, b=FOR)
        assert "1 of 4 votes cast" in again(late, old).content.decode(), "a second old, and newer than the reader's"
        page = again(own, page).content.decode()
        assert "2 of 4 votes cast" in page and len(drawn) == 2
        assert again(own, page).status_code == 204

    def test_what_is_shared_holds_no_key_and_no_form(self, team: Team, phone: Phones) -> None:
        ballot = team.ballot(team.meeting())
        chair, own = phone(team, ballot.motion.item.meeting), phone(team, ballot.motion.item.meeting, "b")
        pages = chair.page(part=""), own.page(part="")
        team.vote(ballot, a=FOR)
        told = [again(who, page).content.decode() for who, page in zip((chair, own), pages, strict=True)]
        assert "csrfmiddlewaretoken" in told[0] and "csrfmiddlewaretoken" not in told[1]

    def test_each_in_the_own_language(self, team: Team, phone: Phones) -> None:
        ballot = team.ballot(team.meeting())
        own, pole = (phone(team, ballot.motion.item.meeting, letter) for letter in "bc")
        pole.client.cookies["django_language"] = "pl"
        pages = own.page(part=""), pole.page(part="")
        team.vote(ballot, a=FOR)
        assert "votes cast" in again(own, pages[0]).content.decode()
        assert "votes cast" not in again(pole, pages[1]).content.decode()


def test_a_large_body_asks_less_often(make_team: Callable[..., Team], phone: Phones) -> None:
    from dataclasses import replace

    from koordynata.coordination.queries.live import live

    team = make_team()
    now = live(team.meeting())
    assert [replace(now, roll=replace(now.roll, seats=seats)).pace for seats in (5, 60, 500)] == [2, 2, 7]
