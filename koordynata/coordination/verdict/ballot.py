"""Votes, which of them count, and their sums."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .council import Council
from .moments import instant
from .procedure import Procedure
from .roll import Roll, Rolls


class Choice(StrEnum):
    """Za, przeciw, wstrzymuję się; in an election the candidates take the place of the first two."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAINED = "abstained"


NONE_OF_THEM = "none"
MOTION = tuple(Choice)


def choices_of(candidates: Sequence[str]) -> tuple[str, ...]:
    """What stands on the paper: the candidates and none of them, or the three choices of a motion."""
    return (*candidates, NONE_OF_THEM) if candidates else MOTION


class Mode(StrEnum):
    """Głosowanie jawne, tajne, obiegowe."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - a kind of ballot
    WRITTEN = "written"


class Invalid(StrEnum):
    """Why a vote changes nothing."""

    NOT_OPEN = "not_open"
    NOT_ACTING = "not_acting"
    RECUSED = "recused"
    UNKNOWN_CHOICE = "unknown_choice"
    ALREADY_CAST = "already_cast"


@dataclass(frozen=True)
class Vote:
    """What a person sent."""

    person: str
    choice: str
    at: datetime

    def __post_init__(self) -> None:
        """Keep an instant."""
        object.__setattr__(self, "at", instant(self.at))


@dataclass(frozen=True)
class Ballot:
    """One voting: from its opening up to, not including, its closing."""

    opened: datetime
    closed: datetime | None = None
    mode: Mode = Mode.OPEN
    votes: tuple[Vote, ...] = ()
    candidates: tuple[str, ...] = ()
    chair: str | None = None  # who presides
    hands: Mapping[str, int] | None = None  # shown hands, counted by the secretary, instead of votes

    def __post_init__(self) -> None:
        """Keep instants."""
        object.__setattr__(self, "opened", instant(self.opened))
        object.__setattr__(self, "closed", instant(self.closed) if self.closed else None)

    @property
    def choices(self) -> tuple[str, ...]:
        """What may be chosen."""
        return choices_of(self.candidates)

    def is_open(self, at: datetime) -> bool:
        """Whether votes are taken."""
        return self.opened <= at and (self.closed is None or at < self.closed)


@dataclass(frozen=True)
class Refused:
    """A vote that does not count, and why."""

    vote: Vote
    reason: Invalid


@dataclass(frozen=True)
class Tally:
    """Sums of the votes that count. `seats` is empty where only hands were counted."""

    counts: Mapping[str, int]
    seats: frozenset[str] = frozenset()
    chair_choice: str | None = None
    refused: tuple[Refused, ...] = field(default=())

    @property
    def cast(self) -> int:
        """How many votes count, abstentions too."""
        return sum(self.counts.values())

    def of(self, choice: str) -> int:
        """Votes for one choice."""
        return self.counts.get(choice, 0)


def refusal(ballot: Ballot, roll: Roll, recused: Iterable[str], vote: Vote) -> Invalid | None:
    """Why this vote does not count at its moment, if so. What the page asks before it takes a vote."""
    if not ballot.is_open(vote.at):
        return Invalid.NOT_OPEN
    seat = roll.seat_of(vote.person)
    if seat is None:
        return Invalid.RECUSED if vote.person in recused else Invalid.NOT_ACTING
    if seat not in roll.able:
        return Invalid.RECUSED
    return None if vote.choice in ballot.choices else Invalid.UNKNOWN_CHOICE


def _has_voted(counting: Mapping[str, Vote], seat: str | None, person: str, mode: Mode) -> bool:
    """For this seat in a secret ballot, or for another seat in any: one person, one vote."""
    elsewhere = any(vote.person == person and other != seat for other, vote in counting.items())
    return elsewhere or (mode is Mode.SECRET and seat in counting)


def count_votes(council: Council, procedure: Procedure, ballot: Ballot, at: datetime) -> Tally:
    """The votes sent until a moment: one for each seat."""
    if ballot.hands is not None:
        return Tally({choice: number for choice, number in ballot.hands.items() if number})
    final = ballot.closed is not None and ballot.closed <= at
    rolls = Rolls(council, procedure, written=ballot.mode is Mode.WRITTEN)
    counting: dict[str, Vote] = {}
    refused = []
    for vote in sorted(ballot.votes, key=lambda vote: vote.at):
        if not final and (vote.at > at or (vote.at == at and ballot.is_open(at))):
            continue  # not sent yet
        roll = rolls.at(vote.at)
        reason = refusal(ballot, roll, council.recused(vote.at), vote)
        seat = roll.seat_of(vote.person)
        if reason is None and _has_voted(counting, seat, vote.person, ballot.mode):
            reason = Invalid.ALREADY_CAST
        if reason is None and seat is not None:
            counting[seat] = vote
        elif reason is not None:
            refused.append(Refused(vote, reason))
    return Tally(
        counts=Counter(vote.choice for vote in counting.values()),
        seats=frozenset(counting),
        chair_choice=next((vote.choice for vote in counting.values() if vote.person == ballot.chair), None),
        refused=tuple(refused),
    )
