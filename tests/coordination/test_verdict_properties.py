"""What holds of every ballot."""

import dataclasses
import itertools
import json
import random
from datetime import datetime, timedelta

from hypothesis import event, given, settings
from hypothesis import strategies as st

from koordynata.coordination.verdict import Vote, case_reading, verdict_at

from . import reference_verdict as reference
from .comparing import comparable, engine
from .random_ballots import CLOCKS, Maker

TAKEN_TO_VOTE = (None, "in_favour", "against", "abstained")
PEOPLE = "abcdefguvwxyz"
often = settings(max_examples=200, deadline=None, derandomize=True)


@st.composite
def motions(draw: st.DrawFn, /, **rules):
    """A case whose rules are partly given: no election, no hands; every other one leans in favour."""
    case = Maker(random.Random(draw(st.integers(0, 10**9)))).case()
    case["rules"] |= rules
    case["ballot"] |= {"candidates": [], "hands": None}
    if draw(st.booleans()):
        case["rules"]["quorum"] = {"number": 1}
        swap = {"against": "in_favour", "P": "in_favour"}
        case["ballot"]["votes"] = [vote | {"choice": swap.get(vote["choice"], vote["choice"])}
                                   for vote in case["ballot"]["votes"]]  # fmt: skip
    return case


any_case = st.integers(0, 10**9).map(lambda seed: Maker(random.Random(seed)).case())


def moments(case):
    """Any moment of the file, or one a second later."""
    found = sorted(reference.every_moment(case))
    return [(moment + timedelta(seconds=second)).isoformat() for moment in found for second in (0, 1)]


def copy(case, **ballot):
    again = json.loads(json.dumps(case))
    again["ballot"] |= ballot
    return again


@given(motions(casting_vote=False), st.data())
@often
def test_one_more_vote_in_favour_never_undoes_an_adoption(case, data):
    vote = {"person": data.draw(st.sampled_from(PEOPLE)), "choice": "in_favour",
            "at": data.draw(st.sampled_from(moments(case)))}  # fmt: skip
    where = data.draw(st.integers(0, len(case["ballot"]["votes"])))
    before = case["ballot"]["votes"]
    more = copy(case, votes=[*before[:where], vote, *before[where:]])
    if engine(case)["positive"]:
        event("adopted")
        assert engine(more)["positive"]


@given(motions(casting_vote=False), st.data())
@often
def test_one_more_vote_against_never_adopts_at_a_meeting(case, data):
    """In a written procedure it may: it helps to the quorum."""
    case["ballot"]["mode"] = {"written": "open"}.get(case["ballot"]["mode"], case["ballot"]["mode"])
    vote = {"person": data.draw(st.sampled_from(PEOPLE)), "choice": "against",
            "at": data.draw(st.sampled_from(moments(case)))}  # fmt: skip
    if not engine(case)["positive"]:
        assert not engine(copy(case, votes=[*case["ballot"]["votes"], vote]))["positive"]


@given(motions(), st.data())
@often
def test_the_order_of_votes_of_different_people_changes_nothing(case, data):
    """Each person's own votes keep their order: at the same moment the last in the file counts."""
    votes = case["ballot"]["votes"]
    people = data.draw(st.permutations([vote["person"] for vote in votes]))
    own = {person: iter([vote for vote in votes if vote["person"] == person]) for person in people}
    mixed = engine(copy(case, votes=[next(own[person]) for person in people]))
    assert in_no_order(mixed) == in_no_order(engine(case))


def in_no_order(told):
    return comparable(told) | {"refused": sorted(map(str, comparable(told)["refused"]))}


@given(any_case)
@often
def test_no_more_is_needed_than_there_are(case):
    told, quorum = engine(case), reference.with_defaults(case)["rules"]["quorum"]
    if told["base"]:
        assert 1 <= told["needed"] <= told["base"]
    if quorum["of"] == "seats" and told["counts"]["seats"] and quorum["number"] is None:
        assert 1 <= told["quorum"]["needed"] <= told["counts"]["seats"]


@given(any_case)
@often
def test_counts_lie_in_one_another(case):
    counts = engine(case)["counts"]
    if case["ballot"].get("mode") == "written":
        assert counts["present"] == counts["cast"]
        counts["present"] = counts["filled"]
    assert counts["able"] <= counts["present"] <= counts["filled"] <= counts["seats"]
    assert counts["able"] <= counts["entitled"] <= counts["filled"]


@given(motions(), st.data())
@often
def test_the_clock_on_the_wall_changes_nothing(case, data):
    """Every moment told with another offset is the same moment."""
    clock = data.draw(st.sampled_from(CLOCKS))

    def told_by(thing):
        if isinstance(thing, dict):
            return {key: told_by(value) for key, value in thing.items()}
        if isinstance(thing, list):
            return [told_by(value) for value in thing]
        is_moment = isinstance(thing, str) and thing[4:5] == "-"
        return datetime.fromisoformat(thing).astimezone(clock).isoformat() if is_moment else thing

    assert comparable(engine(told_by(case))) == comparable(engine(case))


@given(motions(), st.integers(0, 19))
@often
def test_settled_never_lies_and_is_never_late(case, minute):
    """Tries everything those who are able and have not voted may still do, as real votes, and asks one second later.
    Nothing else happens in that second, for everything falls on whole minutes."""
    case["seats"] = case["seats"][:4]
    opened = reference.instant(case["ballot"]["opened"])
    now, later = opened + timedelta(minutes=minute), opened + timedelta(minutes=minute, seconds=1)
    case["ballot"]["closed"] = None  # nobody knows yet
    council, rules, ballot = case_reading.read_case(json.dumps(case).encode()).parts()
    ballot = dataclasses.replace(ballot, votes=tuple(vote for vote in ballot.votes if vote.at < now))
    told = verdict_at(council, rules, ballot, now)
    ends = {
        verdict_at(council, rules, dataclasses.replace(ballot, votes=(*ballot.votes, *more)), later).positive
        for more in what_may_come(case, now)
    }  # fmt: skip
    event(f"settled: {told.settled}, positive: {told.positive}")
    assert told.settled is (len(ends) == 1)


def what_may_come(case, now):
    full = reference.with_defaults(case)
    able = reference.roll(full, now)["able"]
    voted, _ = reference.sort_votes(full, now, final=False)
    people = [person for seat, person in able.items() if seat not in voted]
    for choices in itertools.product(TAKEN_TO_VOTE, repeat=len(people)):
        yield [Vote(person, choice, now) for person, choice in zip(people, choices, strict=True) if choice]
