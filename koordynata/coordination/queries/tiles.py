"""The picture of the room: how each seat is taken at a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ..enums import MeetingForm
from ..models import Meeting, Member, Seat
from ..models.mandate import initials_of
from ..sides import Side, sides
from ..verdict import Council, Roll
from ..verdict import Seat as SeatFact
from .people import people_of


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


class Person(NamedTuple):
    """As much of a member as the picture says: five hundred are read for every drawing."""

    pk: int
    name: str

    def __str__(self) -> str:
        return self.name

    @property
    def initials(self) -> str:
        """Two letters for the picture of the room."""
        return initials_of(self.name)


People = dict[int, Person]  # in the order of their names


def people_in(meeting: Meeting) -> People:
    """Members and substitutes of the meeting's term; one query."""
    rows = Member.objects.filter(people_of(meeting)).order_by("name", "pk").values_list("pk", "name")
    return {pk: Person(pk, name) for pk, name in rows}


@dataclass(frozen=True)
class Tile:
    """One seat in the picture of the room."""

    seat: int
    number: int
    side: Side
    voting: bool
    holder: Person | None
    acting: Person | None
    place: Place
    voted: bool


def tiles_of(meeting: Meeting, council: Council, roll: Roll, people: People, voted: frozenset[str]) -> list[Tile]:
    """All seats in order; one query. `voted`: seats for which a vote lies in the ballot in hand."""
    room, known, tiles = _Room(council, roll, written=meeting.form == MeetingForm.WRITTEN), sides(), []
    for pk, number, side, voting in (
        Seat.objects.filter(term=meeting.term_id).order_by("number").values_list("pk", "number", "side", "voting")
    ):
        key = str(pk)
        holder, acting = room.holders[key], roll.acting.get(key)
        tiles.append(Tile(
            pk, number, known[side], voting, people.get(int(holder or 0)), people.get(int(acting or 0)),
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
