"""Ten thousand ballots: the engine and the slow reference say the same in every field."""

import dataclasses
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from koordynata.coordination.verdict import (
    Ballot,
    Council,
    Mandate,
    Result,
    Share,
    Span,
    ballot,
    council,
    decision,
    moments,
)

from . import comparing
from . import reference_verdict as reference
from .random_ballots import ballot_of

pytestmark = pytest.mark.either_database

BALLOTS, BLOCK = 10_000, 1000
REASONS = ["not_open", "not_acting", "recused", "unknown_choice", "already_cast"]
WANTED = [
    *(result.value for result in Result),
    *REASONS,
    "secret",
    "written",
    "hands",
    "settled early",
    "lost in between",
]
LEAST = 50 // (BALLOTS // BLOCK)  # in each block, so fifty of each in all


@pytest.mark.parametrize("block", range(BALLOTS // BLOCK))
def test_they_agree(block):
    seen: Counter[str] = Counter()
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        case = ballot_of(seed)
        expected = reference.verdict(case)
        assert not comparing.disagreements(case, expected), f"ballot {seed}"
        seen.update(what_happens(case, expected))
    assert not {what: seen[what] for what in WANTED if seen[what] < LEAST}


def what_happens(case, told):
    """Each thing once for a ballot."""
    return {
        told["result"], case["ballot"]["mode"], *(one["reason"] for one in told["refused"]),
        "hands" if case["ballot"]["hands"] else "",
        "settled early" if told["settled"] and not told["final"] else "",
        "lost in between" if told["quorum"]["lost_at"] not in {None, told["at"]} else "",
    }  # fmt: skip


# The negative control: an engine broken on purpose is found out.


def broken(method):
    """Names a way to break the engine."""
    BROKEN[method.__name__] = method
    return method


BROKEN: dict[str, Callable[[pytest.MonkeyPatch], None]] = {}


def with_rules(monkeypatch, **changed):
    real = decision.verdict_at

    def verdict_at(council, procedure, case, at):
        return real(council, dataclasses.replace(procedure, **changed), case, at)

    monkeypatch.setattr(decision, "verdict_at", verdict_at)


@broken
def more_than_is_at_least(monkeypatch):
    def least_of(self, base):
        exact = self.part * base
        return max(-(-exact.numerator // exact.denominator), 1)

    monkeypatch.setattr(Share, "least_of", least_of)


@broken
def shares_are_floats(monkeypatch):
    def least_of(self, base):
        exact = Fraction(round(float(self.part), 2)) * base
        least = exact.numerator // exact.denominator + 1 if self.strictly else -(-exact.numerator // exact.denominator)
        return max(least, 1)

    monkeypatch.setattr(Share, "least_of", least_of)


@broken
def recused_always_count(monkeypatch):
    with_rules(monkeypatch, recused_count=True)


@broken
def nobody_is_recused(monkeypatch):
    monkeypatch.setattr(Council, "recused", lambda self, at: set())


@broken
def no_substitutes(monkeypatch):
    with_rules(monkeypatch, substitutes=False)


@broken
def substitutes_for_recused(monkeypatch):
    with_rules(monkeypatch, substitutes_for_recused=True)


@broken
def no_casting_vote(monkeypatch):
    with_rules(monkeypatch, casting_vote=False)


@broken
def remote_is_not_present(monkeypatch):
    with_rules(monkeypatch, remote_presence=False)


@broken
def suspension_is_forgotten(monkeypatch):
    monkeypatch.setattr(Mandate, "counts", lambda self, at: self.span.holds(at))


@broken
def advisory_seats_vote(monkeypatch):
    monkeypatch.setattr(Council, "voting_seats", property(lambda self: list(self.seats)))


@broken
def spans_hold_at_their_end(monkeypatch):
    monkeypatch.setattr(Span, "holds", lambda self, at: self.start <= at and (self.end is None or at <= self.end))


@broken
def votes_count_at_the_closing(monkeypatch):
    monkeypatch.setattr(
        Ballot, "is_open", lambda self, at: self.opened <= at and (self.closed is None or at <= self.closed)
    )


@broken
def throughout_is_at_the_closing(monkeypatch):
    monkeypatch.setattr(Council, "changes", lambda self, after, until: [])


@broken
def clock_readings(monkeypatch):
    for module in (moments, council, ballot, decision):
        monkeypatch.setattr(module, "instant", lambda moment: moment.replace(tzinfo=UTC))


@broken
def votes_in_the_order_of_the_file(monkeypatch):
    monkeypatch.setattr(ballot, "sorted", lambda votes, key: votes, raising=False)


@broken
def everything_is_settled(monkeypatch):
    monkeypatch.setattr(decision._Bench, "settled", lambda self, tally, now: True)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_engine_is_found_out(name, monkeypatch):
    BROKEN[name](monkeypatch)
    cases = map(ballot_of, range(BALLOTS))
    assert any(comparing.disagreements(case, reference.verdict(case)) for case in cases)


def test_the_reference_reads_moments_as_instants():
    twice = ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]
    assert reference.instant(twice[0]) < reference.instant(twice[1])
    assert datetime.fromisoformat(twice[0]).replace(tzinfo=None) == datetime.fromisoformat(twice[1]).replace(
        tzinfo=None
    )
