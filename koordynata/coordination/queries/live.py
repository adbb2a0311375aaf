"""A meeting as it stands at this moment: one picture for the chair, the room and the phones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from ..enums import BallotMode, BallotState, ItemState
from ..models import AgendaItem, Ballot, Meeting, Member, Seat
from ..sides import Side, sides
from ..verdict import Council, Roll, Verdict, roll_at
from ..verdict.rules_file import BodyRules
from .council import council_of
from .people import people_of
from .rules import rules_on
from .verdicts import BallotCase


class Place(StrEnum):
    """How a seat is taken at a moment."""

    HERE = "here"
    REMOTE = "remote"
    SUBSTITUTE = "substitute"
    RECUSED = "recused"
    ABSENT = "absent"
    SUSPENDED = "suspended"
    VACANT = "vacant"


@dataclass(frozen=True)
class Tile:
    """One seat in the picture of the room."""

    seat: int
    number: int
    side: Side
    voting: bool
    holder: Member | None
    acting: Member | None
    place: Place
    voted: bool
    choice: str = ""  # open ballots only


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
    roll: Roll
    quorum_needed: int
    tiles: list[Tile]
    ballot: BallotNow | None

    @property
    def has_quorum(self) -> bool:
        """Whether enough are there to decide."""
        return self.roll.filled > 0 and self.roll.quorum_present >= self.quorum_needed

    def count(self, place: Place) -> int:
        """How many voting seats are so taken."""
        return sum(tile.place == place for tile in self.tiles if tile.voting)


def live(meeting: Meeting, at: datetime | None = None) -> Live:
    """The picture now. Some fifteen queries, whatever the size of the body and of the agenda."""
    at = at or timezone.now()
    items = list(meeting.items.prefetch_related("motions__ballots", "papers", "recusals__member"))
    current = next((item for item in items if item.state == ItemState.CURRENT), None)
    ballot = open_ballot_of(meeting)
    council = council_of(meeting, ballot.motion.item if ballot else current)
    rules = rules_on(meeting.term.body, timezone.localdate(at))
    roll = roll_at(council, rules.procedure(), at)
    now = _ballot_now(ballot, council, at) if ballot else None
    return Live(
        meeting=meeting, at=at, items=items, current=current, roll=roll, quorum_needed=_quorum(rules, roll),
        tiles=_tiles(meeting, council, rules, roll, now), ballot=now,
    )  # fmt: skip


def open_ballot_of(meeting: Meeting) -> Ballot | None:
    """The ballot that is open, if any."""
    rows = Ballot.objects.filter(motion__item__meeting=meeting, state=BallotState.OPEN)
    return rows.select_related("motion__item__meeting__term__body__territory").order_by("pk").first()


def _quorum(rules: BodyRules, roll: Roll) -> int:
    return roll.quorum_needed(rules.procedure())


def _ballot_now(ballot: Ballot, council: Council, at: datetime) -> BallotNow:
    verdict = BallotCase(ballot, council).verdict(at)
    waiting = verdict.roll.able - verdict.tally.seats
    people = {verdict.roll.acting[seat] for seat in waiting}
    missing = Member.objects.filter(pk__in=[int(person) for person in people]).order_by("name", "pk")
    return BallotNow(ballot, verdict, ballot.mode == BallotMode.SECRET, list(missing))


def _tiles(meeting: Meeting, council: Council, rules: BodyRules, roll: Roll, now: BallotNow | None) -> list[Tile]:
    people = {str(one.pk): one for one in Member.objects.filter(people_of(meeting)).distinct().order_by("pk")}
    remote = {stay.person for stay in council.stays if stay.remote and stay.span.holds(roll.at)}
    choices = _choices(now)
    voted = now.verdict.tally.seats if now else frozenset()
    facts = {seat.id: seat for seat in council.seats}
    tiles = []
    for seat in Seat.objects.filter(term=meeting.term).order_by("number"):
        key = str(seat.pk)
        holder = next(iter(facts[key].holders(roll.at)), None)
        place = _place(key, holder, council, roll, remote) if seat.voting else _guest(holder, council, roll.at)
        tiles.append(Tile(
            seat.pk, seat.number, sides()[seat.side], seat.voting, people.get(holder or ""),
            people.get(roll.acting.get(key, "")), place, key in voted, choices.get(key, ""),
        ))  # fmt: skip
    return tiles


def _choices(now: BallotNow | None) -> Mapping[str, str]:
    """Seat → choice, where the ballot is open to all."""
    if now is None or now.ballot.mode != BallotMode.OPEN:
        return {}
    return {str(vote.seat_id): vote.choice for vote in now.ballot.votes.all()}


def _place(seat: str, holder: str | None, council: Council, roll: Roll, remote: set[str]) -> Place:
    if holder is None:
        return Place.VACANT
    acting = roll.acting.get(seat)
    if acting is None:
        return Place.ABSENT if _counts(council, seat, roll.at) else Place.SUSPENDED
    if seat not in roll.able:
        return Place.RECUSED
    if acting != holder:
        return Place.SUBSTITUTE
    return Place.REMOTE if acting in remote else Place.HERE


def _guest(holder: str | None, council: Council, at: datetime) -> Place:
    """Of an advisory seat: there or not."""
    if holder is None:
        return Place.VACANT
    stay = next((one for one in council.stays if one.person == holder and one.span.holds(at)), None)
    return Place.ABSENT if stay is None else Place.REMOTE if stay.remote else Place.HERE


def _counts(council: Council, seat: str, at: datetime) -> bool:
    return any(one.id == seat and one.mandate_at(at) for one in council.seats)
