"""Who acts for which seat, read in part: a vote of one member of a large body reads that member's seat alone."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from koordynata.coordination import services
from koordynata.coordination.models import AgendaItem, Member
from koordynata.coordination.queries.council import council_around, council_of, held_seats
from koordynata.coordination.verdict import Council, case_reading, roll_at
from koordynata.coordination.verdict.hindrance import Hindrance, hindrance
from koordynata.coordination.verdict.moments import instant

from .conftest import Team
from .random_ballots import ballot_of

CASES = 1_500


def narrowed(council: Council, person: str, at: object) -> Council | None:
    """What `council_around` reads, by the same rule; None where everybody counts."""
    held = [seat for seat in council.voting_seats if person in seat.holders(at)]  # type: ignore[arg-type]
    if len(held) != 1:
        return None
    own = {name: tuple(one for one in getattr(council, name) if one.person == person) for name in ("stays", "away")}
    return replace(council, seats=tuple(held), **own)


def test_the_part_says_the_same_as_the_whole() -> None:
    seen: Counter[str] = Counter()
    for seed in range(CASES):
        case = case_reading.read_case(json.dumps(ballot_of(seed)).encode())
        council, procedure, ballot = case.parts()
        at, written = instant(ballot.opened + timedelta(minutes=seed % 20)), ballot.mode == "written"
        whole = roll_at(council, procedure, at, written=written)
        for person in {name for seat in council.seats for name in seat.holders(at)}:
            part = narrowed(council, person, at)
            if part is None:
                continue
            own = roll_at(part, procedure, at, written=written)
            told = [hindrance(council, whole, person), hindrance(part, own, person)]
            assert (told[0] is None) == (told[1] is None), (seed, person, told)
            if told[0] is None:
                assert whole.seat_of(person) == own.seat_of(person), (seed, person)
            seen[str(told[1])] += 1
    assert all(seen[str(word)] > 50 for word in (None, *Hindrance) if word is not Hindrance.OTHER_ACTS), seen


def test_a_part_of_the_whole_is_read(team: Team) -> None:
    meeting = team.meeting()
    ballot = team.ballot(meeting)
    now = timezone.now()
    sizes = {letter: len(around(who, ballot.motion.item, now).seats) for letter, who in team.people.items()}
    assert sizes == {**dict.fromkeys("abcde", 1), "x": 5}, "a substitute may act for any seat"


def test_who_may_vote_by_the_part_and_by_the_whole(team: Team) -> None:
    meeting = team.meeting()
    ballot = team.ballot(meeting, present="acdx")
    services.recuse(item=ballot.motion.item, member=team.people["c"], by=team.by)
    services.suspend_mandate(mandate=team.mandates["d"], starts=timezone.now(), by=team.by)
    assert {letter: why(team, meeting, ballot, who) for letter, who in team.people.items()} == {
        "a": None, "b": Hindrance.NOT_THERE, "c": Hindrance.RECUSED, "d": Hindrance.SUSPENDED,
        "e": Hindrance.NOT_THERE, "x": None,
    }  # fmt: skip
    services.arrive(meeting=meeting, member=team.people["b"], by=team.by)
    assert why(team, meeting, ballot, team.people["x"]) is Hindrance.OTHER_ACTS


def around(who: Member, item: AgendaItem, at: datetime) -> Council:
    return council_around(item.meeting, who, item, held_seats(who, item.meeting, at))


def why(team: Team, meeting: object, ballot: object, who: Member) -> Hindrance | None:
    from koordynata.coordination.queries.verdicts import BallotCase

    item, now = ballot.motion.item, timezone.now()  # type: ignore[attr-defined]
    told = set()
    for council in (around(who, item, now), council_of(item.meeting, item)):
        case = BallotCase(ballot, council)  # type: ignore[arg-type]
        told.add(hindrance(council, case.roll(now), str(who.pk)))
    assert len(told) == 1
    return told.pop()
