"""The same instant: each thread with a connection of its own, on both databases."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Ballot, TakenPaper
from koordynata.coordination.services import ballots, voting
from koordynata.foundation.audit import find_breaks
from koordynata.foundation.models import AuditEvent
from tests.beside import together

from .conftest import Team

FOR = "in_favour"


def refused(act: Any) -> bool:
    try:
        act()
    except CoordinationRefusal:
        return True
    return False


def test_four_papers_of_one_voter(own_connections: None, team: Team) -> None:
    ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
    told = together(4, lambda: refused(
        lambda: services.cast_paper(ballot=ballot, member=team.people["a"], choice=FOR, by=team.by)
    ))  # fmt: skip
    assert sorted(told) == [False, True, True, True]
    assert ballot.papers.count() == ballot.taken.count() == 1 and find_breaks() == []


def test_the_member_and_the_substitute_for_one_seat(own_connections: None, team: Team) -> None:
    """Both are in the room at that instant: the substitute acts until the member has come."""
    ballot = team.ballot(team.meeting(), present="acdx")
    meeting, turn = ballot.motion.item.meeting, count()

    def act() -> bool:
        if next(turn) == 0:
            services.arrive(meeting=meeting, member=team.people["b"], by=team.by)
            return refused(lambda: team.vote(ballot, b="against"))
        return refused(lambda: team.vote(ballot, x=FOR))

    member_refused, _substitute = together(2, act)
    assert not member_refused
    assert [(vote.member, vote.choice) for vote in ballot.votes.all()] == [(team.people["b"], "against")]


def test_two_closings_and_a_vote(own_connections: None, team: Team) -> None:
    """The vote is in the verdict or was refused, and is never lost between."""
    ballot, turn = team.ballot(team.meeting()), count()
    team.vote(ballot, a=FOR, b=FOR)

    def act() -> bool:
        if next(turn) == 1:
            return refused(lambda: team.vote(ballot, c=FOR))
        team.close(ballot)
        return False

    late = any(together(3, act))
    closed = Ballot.objects.get(pk=ballot.pk)
    assert closed.verdict and closed.verdict["counts"]["cast"] == closed.votes.count() == (2 if late else 3)
    assert AuditEvent.objects.filter(verb="ballot.closed").count() == 1


def test_without_the_lock_two_closings_and_a_late_vote_would_be_found(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: whoever trusts the ballot as it was read closes it again, and votes in what is closed."""
    ballot = team.ballot(team.meeting())
    read = [Ballot.objects.select_related("motion__item__meeting__term__body__territory").get() for _ in range(3)]
    monkeypatch.setattr(ballots, "locked_ballot", lambda one: one)
    monkeypatch.setattr(voting, "take_turn", lambda ballot, member, choice, seen: seen)
    for one in read[:2]:
        services.close_ballot(ballot=one, by=team.by)
    services.cast_vote(ballot=read[2], member=team.people["c"], choice=FOR, by=team.by)
    closed = Ballot.objects.get(pk=ballot.pk)
    assert AuditEvent.objects.filter(verb="ballot.closed").count() == 2
    assert read[0].verdict and read[0].verdict["counts"]["cast"] == 0 and closed.votes.count() == 1


def test_the_database_takes_one_paper_of_a_person(team: Team) -> None:
    """Whatever the program does: the second guard."""
    ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
    services.cast_paper(ballot=ballot, member=team.people["a"], choice=FOR, by=team.by)
    other = team.mandates["b"].seat
    for seat in (ballot.taken.get().seat, other):
        with pytest.raises(IntegrityError), transaction.atomic():
            TakenPaper.objects.create(ballot=ballot, seat=seat, member=team.people["a"])
    assert ballot.taken.count() == 1, "the paper handed out first stands"
    TakenPaper.objects.create(ballot=ballot, seat=other, member=team.people["b"])
    assert ballot.taken.count() == 2, "another person in another seat takes theirs"
