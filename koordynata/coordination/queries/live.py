"""A meeting as it stands at this moment: one picture for the chair, the room and the phones."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ..enums import BallotMode, ItemState, MeetingForm
from ..models import AgendaItem, Ballot, Meeting, Member
from ..verdict import Council, Procedure, Roll, Verdict, roll_at
from .ballots import ballot_in_hand
from .council import council_of
from .rules import rules_on
from .tiles import Place, Tile, tiles_of
from .verdicts import BallotCase


@dataclass(frozen=True)
class BallotNow:
    """The ballot in hand. Of a secret one only how many papers were cast is known before the closing."""

    ballot: Ballot
    verdict: Verdict
    hides_counts: bool
    waiting_for: list[Member]


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
    def has_quorum(self) -> bool:
        """Whether enough are there, and somebody may vote at all."""
        return self.ballot.verdict.has_quorum if self.ballot else self.roll.has_quorum(self.procedure)

    @property
    def pace(self) -> int:
        """Seconds between two looks of a page that keeps up: five hundred phones ask less often than fifty."""
        return 2 + self.roll.seats // 100

    def count(self, place: Place) -> int:
        """How many voting seats are so taken."""
        return sum(tile.place == place for tile in self.tiles if tile.voting)


def live(meeting: Meeting, at: datetime | None = None, wanted: int | None = None) -> Live:
    """The picture now, with the ballot wanted where several are open. Some fifteen queries, whatever the size."""
    at = at or timezone.now()
    items = list(meeting.items.prefetch_related("motions__ballots", "papers", "recusals__member"))
    current = next((item for item in items if item.state == ItemState.CURRENT), None)
    ballot = ballot_in_hand(meeting, at, wanted)
    council = council_of(meeting, ballot.motion.item if ballot else current)
    procedure = rules_on(meeting.term.body, timezone.localdate(at)).procedure()
    roll = roll_at(council, procedure, at, written=meeting.form == MeetingForm.WRITTEN)
    now = _ballot_now(ballot, council, at) if ballot else None
    voted: frozenset[str] = now.verdict.tally.seats if now else frozenset()
    return Live(
        meeting=meeting, at=at, items=items, current=current, procedure=procedure, roll=roll,
        tiles=tiles_of(meeting, council, roll, voted), ballot=now,
    )  # fmt: skip


def _ballot_now(ballot: Ballot, council: Council, at: datetime) -> BallotNow:
    verdict = BallotCase(ballot, council).verdict(at)
    waiting = verdict.roll.able - verdict.tally.seats
    people = {verdict.roll.acting[seat] for seat in waiting}
    missing = Member.objects.filter(pk__in=[int(person) for person in people]).order_by("name", "pk")
    return BallotNow(ballot, verdict, ballot.mode == BallotMode.SECRET, list(missing))
