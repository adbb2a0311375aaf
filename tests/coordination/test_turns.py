"""What is read before one's turn holds in it, or is read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Ballot
from koordynata.coordination.services.turns import Acting, acting_in, take_turn

from .conftest import Team

FOR, AGAINST = "in_favour", "against"
COSTS = {BallotMode.OPEN: 15, BallotMode.SECRET: 16}
WHOLE = "motion__item__meeting__term__body__territory"


@pytest.fixture
def ballot(team: Team) -> Ballot:
    """As a page reads it: with its meeting as that stands."""
    return fresh(team.ballot(team.meeting(), present="acdx"))


def fresh(ballot: Ballot) -> Ballot:
    return Ballot.objects.select_related(WHOLE).get(pk=ballot.pk)


def turn(ballot: Ballot, team: Team, letter: str, seen: Acting) -> Acting:
    return take_turn(ballot, team.people[letter], FOR, seen)


def test_nothing_changed_and_nothing_is_read_again(team: Team, ballot: Ballot) -> None:
    seen = acting_in(ballot, team.people["a"], FOR)
    assert turn(ballot, team, "a", seen) is seen
    assert fresh(ballot).revision == ballot.revision + 1


def test_the_member_came_before_the_substitute_had_the_turn(team: Team, ballot: Ballot) -> None:
    seen = acting_in(ballot, team.people["x"], FOR)
    services.arrive(meeting=ballot.motion.item.meeting, member=team.people["b"], by=team.by)
    with pytest.raises(CoordinationRefusal):
        turn(ballot, team, "x", seen)


@pytest.mark.parametrize("what", ["leaves", "stays out", "is suspended"])
def test_who_may_no_longer_vote_is_refused_in_the_turn(team: Team, ballot: Ballot, what: str) -> None:
    seen, person, item = acting_in(ballot, team.people["c"], FOR), team.people["c"], ballot.motion.item
    if what == "leaves":
        services.leave(meeting=item.meeting, member=person, by=team.by)
    elif what == "stays out":
        services.recuse(item=item, member=person, by=team.by)
    else:
        services.suspend_mandate(mandate=team.mandates["c"], starts=seen.at, by=team.by)
    with pytest.raises(CoordinationRefusal):
        turn(ballot, team, "c", seen)
    assert not ballot.votes.exists()


def test_closed_before_the_turn(team: Team, ballot: Ballot) -> None:
    seen = acting_in(ballot, team.people["a"], FOR)
    team.close(ballot)
    with pytest.raises(CoordinationRefusal):
        turn(ballot, team, "a", seen)


def test_the_deadline_passed_before_the_turn(team: Team, ballot: Ballot) -> None:
    seen = acting_in(ballot, team.people["a"], FOR)
    Ballot.objects.filter(pk=ballot.pk).update(closes_at=seen.at - timedelta(seconds=1))
    with pytest.raises(CoordinationRefusal):
        turn(ballot, team, "a", seen)


@pytest.mark.parametrize("size", [5, 20])
@pytest.mark.parametrize("mode", [BallotMode.OPEN, BallotMode.SECRET])
def test_a_vote_costs_the_same_whatever_the_size(make_team: Callable[..., Team], mode: BallotMode, size: int) -> None:
    team = make_team(size)
    one = fresh(team.ballot(team.meeting(), mode=mode))
    cast: Any = services.cast_paper if mode == BallotMode.SECRET else services.cast_vote
    with CaptureQueriesContext(connection) as told:
        cast(ballot=one, member=team.people["c"], choice=FOR, by=team.by)
    assert len([query for query in told if "SAVEPOINT" not in query["sql"]]) == COSTS[mode]


def test_the_same_again_waits_for_nobody(team: Team, ballot: Ballot) -> None:
    """It takes no turn: nothing is written, so nothing is held."""
    team.vote(ballot, a=FOR)
    with CaptureQueriesContext(connection) as told:
        team.vote(ballot, a=FOR)
    assert not [query for query in told if query["sql"].startswith(("UPDATE", "INSERT"))]
    with CaptureQueriesContext(connection) as told:
        team.vote(ballot, a=AGAINST)
    assert [query for query in told if query["sql"].startswith("UPDATE")], "the control: another mind is written"
