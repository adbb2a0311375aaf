"""The picture of the room: how each seat is taken at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..enums import MeetingForm
from ..models import Meeting, Member, Seat
from ..sides import Side, sides
from ..verdict import Council, Roll
from ..verdict import Seat as SeatFact


class Place(StrEnum):
    """How a seat is taken at a moment."""

    HERE = "here"
    REMOTE = "remote"
    SUBSTITUTE = "substitute"
    RECUSED = "recused"
    ABSENT = "absent"
    SUSPENDED = "suspended"
    ASKED = "asked"  # in a written procedure nobody comes
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


def tiles_of(meeting: Meeting, council: Council, roll: Roll, voted: frozenset[str]) -> list[Tile]:
    """All seats in order; two queries. `voted`: seats for which a vote lies in the ballot in hand."""
    room = _Room(council, roll, written=meeting.form == MeetingForm.WRITTEN)
    people = Member.objects.in_bulk({int(person) for person in room.people})
    tiles = []
    for pk, number, side, voting in (
        Seat.objects.filter(term=meeting.term_id).order_by("number").values_list("pk", "number", "side", "voting")
    ):
        key = str(pk)
        holder, acting = room.holders[key], roll.acting.get(key)
        tiles.append(Tile(
            pk, number, sides()[side], voting, people.get(int(holder or 0)), people.get(int(acting or 0)),
            room.place(key), key in voted,
        ))  # fmt: skip
    return tiles


class _Room:
    """The facts of one moment by seat."""

    def __init__(self, council: Council, roll: Roll, *, written: bool) -> None:
        self.roll, self.written = roll, written
        self.facts: Mapping[str, SeatFact] = {seat.id: seat for seat in council.seats}
        self.holders = {seat.id: next(iter(seat.holders(roll.at)), None) for seat in council.seats}
        self.stays = {stay.person: stay for stay in council.stays if stay.span.holds(roll.at)}

    @property
    def people(self) -> set[str]:
        """Everybody in the picture."""
        return {one for one in (*self.holders.values(), *self.roll.acting.values()) if one}

    def place(self, seat: str) -> Place:
        """How it is taken; an advisory seat is there or not."""
        holder, acting = self.holders[seat], self.roll.acting.get(seat)
        if holder is None:
            return Place.VACANT
        if not self.facts[seat].voting:
            return self._presence(holder)
        if acting is None:
            return Place.ABSENT if self.facts[seat].mandate_at(self.roll.at) else Place.SUSPENDED
        if seat not in self.roll.able:
            return Place.RECUSED
        return Place.SUBSTITUTE if acting != holder else self._presence(holder)

    def _presence(self, person: str) -> Place:
        if self.written:
            return Place.ASKED
        stay = self.stays.get(person)
        return Place.ABSENT if stay is None else Place.REMOTE if stay.remote else Place.HERE
