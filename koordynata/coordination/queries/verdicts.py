"""The verdict of a ballot as it stands now."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from ..enums import BallotMode
from ..models import Ballot
from ..verdict import Ballot as BallotFact
from ..verdict import Council, Mode, Procedure, Roll, Tally, Verdict, decide, roll_at
from ..verdict.rules_file import RulesFile
from .council import council_of


class BallotCase:
    """One ballot with its council and rules, read once."""

    def __init__(self, ballot: Ballot, council: Council | None = None) -> None:
        self.ballot = ballot
        self.item = ballot.motion.item
        self._council = council

    @cached_property
    def council(self) -> Council:
        """Who may vote."""
        return self._council or council_of(self.item.meeting, self.item)

    @cached_property
    def procedure(self) -> Procedure:
        """The rules frozen at the opening."""
        return RulesFile.model_validate(self.ballot.rules).procedure()

    @cached_property
    def fact(self) -> BallotFact:
        """The ballot for the engine, without votes. A written procedure ends at its deadline, whoever presses what."""
        ballot, presiding = self.ballot, self.item.meeting.presiding_id
        return BallotFact(
            opened=ballot.opened_at, closed=ballot.closed_at or ballot.closes_at, mode=Mode(ballot.mode),
            candidates=tuple(ballot.motion.candidates), chair=str(presiding) if presiding else None,
            hands=ballot.hands if ballot.by_hands else None,
        )  # fmt: skip

    def roll(self, at: datetime) -> Roll:
        """Who acts for whom in this ballot at a moment."""
        return roll_at(self.council, self.procedure, at, written=self.fact.mode is Mode.WRITTEN)

    def tally(self, *, closing: bool = False) -> Tally:
        """What was cast so far. Votes were checked when they were taken. A secret box is opened only at the closing."""
        if self.ballot.by_hands:
            return Tally({choice: number for choice, number in (self.ballot.hands or {}).items() if number})
        if self.ballot.mode == BallotMode.SECRET:
            return self._secret_tally(opened=closing)
        votes = list(self.ballot.votes.order_by("pk").values_list("seat_id", "member_id", "choice"))
        return Tally(
            counts=Counter(choice for _seat, _person, choice in votes),
            seats=frozenset(str(seat) for seat, _person, _choice in votes),
            chair_choice=next((choice for _seat, person, choice in votes if str(person) == self.fact.chair), None),
        )

    def _secret_tally(self, *, opened: bool) -> Tally:
        seats = frozenset(str(seat) for seat in self.ballot.taken.order_by().values_list("seat_id", flat=True))
        papers = self.ballot.papers.values_list("choice", flat=True) if opened else ()
        return Tally(counts=Counter(papers), seats=seats)

    def verdict(self, at: datetime | None = None) -> Verdict:
        """The verdict at a moment, or now."""
        return decide(self.council, self.procedure, self.fact, self.tally(), at or timezone.now())

    def closing_at(self, at: datetime) -> Verdict:
        """The verdict, were the ballot closed at a moment."""
        return decide(self.council, self.procedure, replace(self.fact, closed=at), self.tally(closing=True), at)
