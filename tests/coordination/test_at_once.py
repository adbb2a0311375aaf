"""The same instant: each thread with a connection of its own, on both databases."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.db import IntegrityError, connection, transaction

from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Ballot, TakenPaper
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


def test_the_database_takes_one_paper_of_a_person(team: Team) -> None:
    """Whatever the program does: the second guard."""
    ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
    services.cast_paper(ballot=ballot, member=team.people["a"], choice=FOR, by=team.by)
    other = team.mandates["b"].seat
    for seat in (ballot.taken.get().seat, other):
        try:
            with transaction.atomic():
                TakenPaper.objects.create(ballot=ballot, seat=seat, member=team.people["a"])
        except IntegrityError:
            continue
        raise AssertionError(f"two papers of one person on {connection.vendor}")
