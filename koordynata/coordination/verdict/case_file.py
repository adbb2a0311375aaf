"""A case for `koordynata verdict FILE.json`: rules, council and ballot in one file."""

from datetime import datetime
from typing import Annotated, Literal

from django.utils.translation import gettext_noop
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, StringConstraints, model_validator

from koordynata.foundation.strict_files import Strict

from .ballot import MOTION, NONE_OF_THEM, Ballot, Mode, Vote, choices_of
from .council import Council, Mandate, Recusal, Seat, Stay
from .moments import Span
from .procedure import Procedure
from .rules_file import RulesFile

MOST_MANDATES = 100  # of one seat, one after another; each is held against the others
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Count = Annotated[int, Field(ge=0, le=100_000)]


def _as_moment(value: object) -> object:
    """A date and a time in words; a bare number would be taken for seconds."""
    if not (isinstance(value, str) and "T" in value):
        raise ValueError(gettext_noop("a moment is written as 2026-11-27T10:42:00+01:00"))
    return value


def of_our_time(moment: datetime) -> datetime:
    """The moment, if anything here could have happened then. Raises ValueError."""
    if moment.year not in range(1900, 2200):
        raise ValueError(gettext_noop("a moment lies between 1900 and 2200"))
    return moment


# JSON has no dates of its own, so they are read from text.
Moment = Annotated[AwareDatetime, Field(strict=False), BeforeValidator(_as_moment), AfterValidator(of_our_time)]


RESERVED = (*MOTION, NONE_OF_THEM)


class SpanOf(Strict):
    """`from` and `to`."""

    start: Moment = Field(alias="from")
    end: Moment | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _forwards(self) -> "SpanOf":
        if self.end is not None and self.end < self.start:
            raise ValueError(gettext_noop("ends before it begins"))
        return self

    def span(self) -> Span:
        """For the engine."""
        return Span(self.start, self.end)


class MandateOf(SpanOf):
    """Mandat."""

    person: Name
    substitutes: list[Name] = []
    suspended: list[SpanOf] = []

    def mandate(self) -> Mandate:
        """For the engine."""
        return Mandate(self.person, self.span(), tuple(self.substitutes), tuple(one.span() for one in self.suspended))


class SeatOf(Strict):
    """Miejsce w składzie."""

    id: Name
    side: str = ""
    voting: bool = True
    mandates: Annotated[list[MandateOf], Field(max_length=MOST_MANDATES)] = []

    def seat(self) -> Seat:
        """For the engine."""
        return Seat(self.id, self.side, tuple(one.mandate() for one in self.mandates), self.voting)


class StayOf(SpanOf):
    """Obecność, or absence in a written procedure."""

    person: Name
    remote: bool = False

    def stay(self) -> Stay:
        """For the engine."""
        return Stay(self.person, self.span(), self.remote)


class RecusalOf(Strict):
    """Wyłączenie."""

    person: Name
    since: Moment = Field(alias="from")


class VoteOf(Strict):
    """Głos."""

    person: Name
    choice: Name
    at: Moment


class BallotOf(Strict):
    """Głosowanie."""

    opened: Moment
    closed: Moment | None = None
    mode: Literal["open", "secret", "written"] = "open"
    chair: Name | None = None
    candidates: list[Name] = []
    votes: list[VoteOf] = []
    hands: dict[str, Count] | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> "BallotOf":
        if self.closed is not None and self.closed < self.opened:
            raise ValueError(gettext_noop("closed before it was opened"))
        if len({*self.candidates, *RESERVED}) != len(self.candidates) + len(RESERVED):
            raise ValueError(gettext_noop("each candidate stands once, and none is called as a choice of the paper"))
        self._check_hands()
        return self

    def _check_hands(self) -> None:
        if self.hands is None:
            return
        if self.votes or self.mode != "open":
            raise ValueError(gettext_noop("hands are counted in an open ballot, without votes beside them"))
        if set(self.hands) - {*choices_of(self.candidates)}:
            raise ValueError(gettext_noop("hands are counted by choice"))

    def ballot(self) -> Ballot:
        """For the engine."""
        votes = tuple(Vote(one.person, one.choice, one.at) for one in self.votes)
        return Ballot(self.opened, self.closed, Mode(self.mode), votes, tuple(self.candidates), self.chair, self.hands)


class CaseFile(Strict):
    """The whole case."""

    rules: RulesFile = Field(default_factory=RulesFile)
    seats: Annotated[list[SeatOf], Field(max_length=2000)]
    stays: list[StayOf] = []
    away: list[StayOf] = []
    recusals: list[RecusalOf] = []
    ballot: BallotOf
    at: Moment | None = None

    def parts(self) -> tuple[Council, Procedure, Ballot]:
        """For the engine."""
        council = Council(
            tuple(one.seat() for one in self.seats), tuple(one.stay() for one in self.stays),
            tuple(one.stay() for one in self.away), tuple(Recusal(one.person, one.since) for one in self.recusals),
        )  # fmt: skip
        return council, self.rules.procedure(), self.ballot.ballot()
