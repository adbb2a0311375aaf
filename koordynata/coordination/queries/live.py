"""A meeting as it stands at this moment: one picture for the chair, the room and the phones."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from ..enums import BallotMode, ItemState, MeetingForm, MeetingState
from ..models import AgendaItem, Ballot, Meeting, Motion, Recusal
from ..verdict import Council, Procedure, Roll, Verdict, roll_at
from .ballots import ballot_in_hand
from .council import council_shown
from .rules import rules_on
from .tiles import People, Person, Place, Tile, people_in, tiles_of
from .verdicts import BallotCase


@dataclass(frozen=True)
class BallotNow:
    """The ballot in hand. Of a secret one only how many papers were cast is known before the closing."""

    ballot: Ballot
    verdict: Verdict
    hides_counts: bool
    waiting_for: list[Person]


@dataclass(frozen=True)
class Live:
    """Everything that the live page shows."""

    meeting: Meeting
    at: datetime
    items: list[AgendaItem]
    current: AgendaItem | None
    procedure: Procedure
    roll: Roll
    tiles: list[Tile]
    ballot: BallotNow | None

    @property
    def item(self) -> AgendaItem | None:
        """What is being dealt with: the item in hand, or that of a ballot in a written procedure."""
        return self.current or (self.ballot.ballot.motion.item if self.ballot else None)

    @property
    def quorum_needed(self) -> int:
        """How many must be there to decide; in a written procedure, how many must answer."""
        return self.ballot.verdict.quorum_needed if self.ballot else self.roll.quorum_needed(self.procedure)

    @property
    def quorum_have(self) -> int:
        """How many there are."""
        return self.ballot.verdict.quorum_have if self.ballot else self.roll.quorum_present

    @property
    def quorum_base(self) -> int:
        """Of how many."""
        return self.roll.quorum_base(self.procedure)

    @property
    def has_quorum(self) -> bool:
        """Whether enough are there, and somebody may vote at all."""
        return self.ballot.verdict.has_quorum if self.ballot else self.roll.has_quorum(self.procedure)

    @property
    def pace(self) -> int:
        """Seconds between two looks of a page that keeps up: five hundred phones ask less often than fifty."""
        return 2 + self.roll.seats // 100

    @property
    def counts(self) -> Counter[Place]:
        """How many voting seats are taken in which way."""
        return Counter(tile.place for tile in self.tiles if tile.voting)


def moment_of(meeting: Meeting) -> datetime:
    """The moment that a page shows: now, or of a meeting that is over its last one, before everybody left."""
    if meeting.state == MeetingState.CLOSED and meeting.closed_at:
        return meeting.closed_at - timedelta(microseconds=1)
    return timezone.now()


def live(meeting: Meeting, at: datetime | None = None, wanted: int | None = None) -> Live:
    """The picture now, with the ballot wanted where several are open. Some fifteen queries, whatever the size."""
    at = at or moment_of(meeting)
    items, people = list(_items(meeting)), people_in(meeting)
    current = next((item for item in items if item.state == ItemState.CURRENT), None)
    ballot = ballot_in_hand(meeting, at, wanted)
    council = council_shown(meeting, ballot.motion.item if ballot else current)
    procedure = rules_on(meeting.term.body, timezone.localdate(at)).procedure()
    roll = roll_at(council, procedure, at, written=meeting.form == MeetingForm.WRITTEN)
    now = _ballot_now(ballot, council, people, at) if ballot else None
    voted: frozenset[str] = now.verdict.tally.seats if now else frozenset()
    return Live(
        meeting=meeting, at=at, items=items, current=current, procedure=procedure, roll=roll,
        tiles=tiles_of(meeting, council, roll, people, voted), ballot=now,
    )  # fmt: skip


def _items(meeting: Meeting) -> QuerySet[AgendaItem]:
    """With what the page says of each. Ordered by their own columns: the models' orders would join the tables above."""
    ballots = Ballot.objects.defer("rules", "record").order_by("pk")  # a record holds as many papers as there are seats
    return meeting.items.order_by("position", "pk").prefetch_related(
        Prefetch("motions", Motion.objects.order_by("pk")), Prefetch("motions__ballots", ballots),
        Prefetch("recusals", Recusal.objects.select_related("member").order_by("since", "pk")),
    )  # fmt: skip


def _ballot_now(ballot: Ballot, council: Council, people: People, at: datetime) -> BallotNow:
    verdict = BallotCase(ballot, council).verdict(at)
    waiting = {int(verdict.roll.acting[seat]) for seat in verdict.roll.able - verdict.tally.seats}
    missing = [person for pk, person in people.items() if pk in waiting]
    return BallotNow(ballot, verdict, ballot.mode == BallotMode.SECRET, missing)
