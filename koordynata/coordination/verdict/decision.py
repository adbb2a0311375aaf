"""The verdict: what the rules make of the roll and the votes at a moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from .ballot import Ballot, Choice, Mode, Tally, count_votes
from .council import Council
from .election import Election, elect
from .moments import instant
from .procedure import Base, Holds, Majority, MajorityKind, Procedure
from .roll import Roll, Rolls


class Result(StrEnum):
    """How a ballot ended, or would end now."""

    WAITING = "waiting"
    NOT_ALLOWED = "not_allowed"
    NOBODY_ENTITLED = "nobody_entitled"
    NO_QUORUM = "no_quorum"
    QUORUM_LOST = "quorum_lost"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    TIE_ADOPTED = "tie_adopted"
    TIE_REJECTED = "tie_rejected"
    TIE = "tie"
    ELECTED = "elected"
    UNDECIDED = "undecided"


POSITIVE = frozenset({Result.ADOPTED, Result.TIE_ADOPTED, Result.ELECTED})


@dataclass(frozen=True)
class Verdict:
    """Everything the page says of a ballot at a moment."""

    at: datetime
    result: Result
    final: bool
    settled: bool
    mode: Mode
    procedure: Procedure
    roll: Roll
    quorum_roll: Roll  # of the moment that decided about the quorum
    tally: Tally
    quorum_needed: int
    quorum_have: int
    quorum_reached: bool
    quorum_lost_at: datetime | None
    needed: int | None  # votes in favour; None where votes do not decide
    base: int | None  # of whom the share is taken; None for a simple majority
    candidates: tuple[str, ...]
    election: Election | None = None

    @property
    def majority(self) -> Majority:
        """The majority that decides."""
        return self.procedure.majority

    @property
    def is_election(self) -> bool:
        """Between candidates."""
        return bool(self.candidates)

    @property
    def positive(self) -> bool:
        """Adopted, or somebody elected."""
        return self.result in POSITIVE

    @property
    def has_quorum(self) -> bool:
        """Whether enough are there."""
        return self.quorum_reached and self.quorum_lost_at is None

    @property
    def present(self) -> int:
        """Who was there; in a written procedure, who voted."""
        return self.tally.cast if self.mode is Mode.WRITTEN else self.roll.present


def verdict_at(council: Council, procedure: Procedure, ballot: Ballot, at: datetime) -> Verdict:
    """The verdict of a ballot at a moment: final once it is closed, otherwise as if it were closed now."""
    return decide(council, procedure, ballot, count_votes(council, procedure, ballot, instant(at)), at)


def decide(council: Council, procedure: Procedure, ballot: Ballot, tally: Tally, at: datetime) -> Verdict:
    """The same from votes already checked and summed."""
    bench = _Bench(council, procedure, ballot, instant(at))
    found = bench.with_votes(tally)
    return replace(found, settled=bench.final or bench.settled(tally, found))


class _Bench:
    """The facts of one verdict."""

    def __init__(self, council: Council, procedure: Procedure, ballot: Ballot, at: datetime) -> None:
        self.council, self.procedure, self.ballot = council, procedure, ballot
        self.final = ballot.closed is not None and ballot.closed <= at
        self.at = ballot.closed if self.final and ballot.closed else at
        self.asked_at = at
        self.written = ballot.mode is Mode.WRITTEN
        self.rolls = Rolls(council, procedure, written=self.written)
        self.roll = self.rolls.at(self.at)

    def with_votes(self, tally: Tally) -> Verdict:
        """The verdict, were these the votes."""
        needed, base = self._needed(tally)
        candidates = self.ballot.candidates
        election = elect(candidates, tally, self.procedure.majority, base) if candidates else None
        result = self._barred(tally) or (election_result(election) if election else self._by_votes(tally, needed, base))
        told = self._telling_roll
        have = tally.cast if self.written else told.quorum_present
        simple = self.procedure.majority.kind is MajorityKind.SIMPLE
        return Verdict(
            at=self.asked_at, result=result, final=self.final, settled=False, mode=self.ballot.mode,
            procedure=self.procedure, roll=self.roll, quorum_roll=told,
            tally=tally, quorum_needed=told.quorum_needed(self.procedure), quorum_have=have,
            quorum_reached=told.entitled > 0 and have >= told.quorum_needed(self.procedure),
            quorum_lost_at=self._quorum_lost_at, needed=None if election and simple else needed,
            base=None if simple else base,
            candidates=candidates, election=election if result in (Result.ELECTED, Result.UNDECIDED) else None,
        )  # fmt: skip

    def _barred(self, tally: Tally) -> Result | None:
        """A result that no vote can change."""
        if self.asked_at < self.ballot.opened:
            return Result.WAITING
        allowed = {Mode.WRITTEN: self.procedure.written_procedure, Mode.SECRET: self.procedure.secret_ballot}
        if not allowed.get(self.ballot.mode, True):
            return Result.NOT_ALLOWED
        if self._opening.entitled == 0:
            return Result.NOBODY_ENTITLED
        if self.written:
            enough = self.roll.entitled > 0 and tally.cast >= self.roll.quorum_needed(self.procedure)
            return None if enough else Result.NO_QUORUM
        if not self._opening.has_quorum(self.procedure):
            return Result.NO_QUORUM
        return Result.QUORUM_LOST if self._quorum_lost_at else None

    @cached_property
    def _opening(self) -> Roll:
        return self.rolls.at(self.ballot.opened)

    @cached_property
    def _telling_roll(self) -> Roll:
        """The moment that decided about the quorum: the opening where only it is asked or it failed then, the moment
        at which it was lost, else the closing."""
        if self.written or self.asked_at < self.ballot.opened:
            return self.roll
        if self.procedure.quorum.holds is Holds.OPENING or not self._opening.has_quorum(self.procedure):
            return self._opening
        return self.rolls.at(self._quorum_lost_at) if self._quorum_lost_at else self.roll

    @cached_property
    def _quorum_lost_at(self) -> datetime | None:
        """The first moment after the opening at which the quorum had to be there and was not."""
        holds = self.procedure.quorum.holds
        if self.written or self.at <= self.ballot.opened or holds is Holds.OPENING:
            return None
        if not self._opening.has_quorum(self.procedure):
            return None
        between = self.council.changes(self.ballot.opened, self.at) if holds is Holds.THROUGHOUT else []
        moments = (*between, self.at)
        return next((one for one in moments if not self.rolls.at(one).has_quorum(self.procedure)), None)

    def _needed(self, tally: Tally) -> tuple[int, int]:
        """(votes in favour that are needed, the base of the share)."""
        majority = self.procedure.majority
        base = self._base(tally)
        if majority.kind is MajorityKind.SIMPLE:
            return tally.of(Choice.AGAINST) + 1, base
        return majority.threshold().least_of(base), base

    def _base(self, tally: Tally) -> int:
        majority = self.procedure.majority
        cast = tally.cast if majority.abstentions_count else tally.cast - tally.of(Choice.ABSTAINED)
        able = len(self.roll.able | tally.seats)
        bases: dict[Base, Callable[[], int]] = {
            Base.CAST: lambda: cast,
            Base.PRESENT: lambda: tally.cast if self.written else able,
            Base.ENTITLED: lambda: self.roll.entitled,
            Base.SEATS: lambda: self.roll.seats,
            Base.FILLED: lambda: self.roll.filled,
        }
        return bases[majority.of]()

    def _by_votes(self, tally: Tally, needed: int, base: int) -> Result:
        in_favour, against = tally.of(Choice.IN_FAVOUR), tally.of(Choice.AGAINST)
        simple = self.procedure.majority.kind is MajorityKind.SIMPLE
        if simple and in_favour == against > 0:
            return self._tie(tally)
        return Result.ADOPTED if in_favour >= needed and (simple or base > 0) else Result.REJECTED

    def _tie(self, tally: Tally) -> Result:
        casting = self.procedure.casting_vote and self.ballot.mode is Mode.OPEN
        if not casting or tally.chair_choice not in (Choice.IN_FAVOUR, Choice.AGAINST):
            return Result.TIE
        return Result.TIE_ADOPTED if tally.chair_choice == Choice.IN_FAVOUR else Result.TIE_REJECTED

    def settled(self, tally: Tally, now: Verdict) -> bool:
        """Whether no vote that may still come could change adopted into not adopted, or back."""
        if self.asked_at < self.ballot.opened or self.ballot.candidates or self.ballot.hands is not None:
            return False
        waiting, chair = self.roll.able - tally.seats, self._chair_seat()
        ends = [self.with_votes(_more(tally, waiting, choice, chair)) for choice in Choice]
        return all(end.positive == now.positive for end in ends)

    def _chair_seat(self) -> str | None:
        return self.roll.seat_of(self.ballot.chair) if self.ballot.chair else None


def most_able(council: Council, procedure: Procedure, ballot: Ballot, at: datetime) -> int:
    """How many could vote at the same time between the opening and a moment: more hands cannot be shown."""
    rolls = Rolls(council, procedure, written=False)
    end = max(min(instant(at), ballot.closed or instant(at)), ballot.opened)
    moments = (ballot.opened, *council.changes(ballot.opened, end))
    return max(len(rolls.at(moment).able) for moment in moments)


def _more(tally: Tally, seats: frozenset[str], choice: Choice, chair: str | None) -> Tally:
    """The tally, had all these seats chosen the same."""
    counts = {**tally.counts, choice: tally.of(choice) + len(seats)}
    return replace(tally, counts=counts, seats=tally.seats | seats,
                   chair_choice=choice if chair in seats else tally.chair_choice)  # fmt: skip


def election_result(election: Election) -> Result:
    """Elected, or another round."""
    return Result.ELECTED if election.elected else Result.UNDECIDED
