"""Who acts for each seat at a moment, and what is counted."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .council import Council, Mandate
from .procedure import Base, Procedure


@dataclass(frozen=True)
class Roll:
    """The list of those who may vote in one matter at one moment."""

    at: datetime
    seats: int
    filled: int
    acting: Mapping[str, str]  # seat → the person who acts for it, recused or not
    able: frozenset[str]  # seats whose acting person may vote
    entitled: int
    quorum_present: int

    @property
    def present(self) -> int:
        """Filled seats for which somebody present acts."""
        return len(self.acting)

    def seat_of(self, person: str) -> str | None:
        """The seat that a person acts for."""
        return next((seat for seat, actor in self.acting.items() if actor == person), None)

    def quorum_base(self, procedure: Procedure) -> int:
        """Of how many a part must be there."""
        return self.filled if procedure.quorum.of is Base.FILLED else self.seats

    def quorum_needed(self, procedure: Procedure) -> int:
        """How many must be there."""
        return procedure.quorum.needed(self.quorum_base(procedure))

    def has_quorum(self, procedure: Procedure) -> bool:
        """Whether enough are there, and somebody may vote at all."""
        return self.entitled > 0 and self.quorum_present >= self.quorum_needed(procedure)


def roll_at(council: Council, procedure: Procedure, at: datetime, *, written: bool = False) -> Roll:
    """Find it. In a written procedure nobody comes: whoever is not reported away can answer."""
    muster = _Muster(council, procedure, at, written)
    acting = muster.acting()
    able = frozenset(seat for seat, person in acting.items() if person not in muster.recused)
    out = sum(mandate.person in muster.recused and seat not in able for seat, mandate in muster.mandates.items())
    return Roll(
        at=at,
        seats=len(council.voting_seats),
        filled=len(muster.mandates),
        acting=acting,
        able=able,
        entitled=len(muster.mandates) - out,
        quorum_present=len(acting if procedure.recused_count else able),
    )


class Rolls:
    """Rolls of many moments: between two changes they are the same."""

    def __init__(self, council: Council, procedure: Procedure, *, written: bool) -> None:
        self._council, self._procedure, self._written = council, procedure, written
        self._changes = council.all_changes()
        self._found: dict[int, Roll] = {}

    def at(self, moment: datetime) -> Roll:
        """The roll of a moment (its `at` is the first moment asked for in that stretch)."""
        stretch = bisect_right(self._changes, moment)
        if stretch not in self._found:
            self._found[stretch] = roll_at(self._council, self._procedure, moment, written=self._written)
        return self._found[stretch]


class _Muster:
    """One walk over the seats."""

    def __init__(self, council: Council, procedure: Procedure, at: datetime, written: bool) -> None:
        self.procedure = procedure
        self.here = None if written else council.here(at, remote=procedure.remote_presence)
        self.away = council.reported_away(at) if written else set()
        self.recused = council.recused(at)
        voting = council.voting_seats
        found = {seat.id: seat.mandate_at(at) for seat in voting}
        self.mandates = {seat: mandate for seat, mandate in found.items() if mandate}
        self.members = {person for seat in voting for person in seat.holders(at)}

    def acting(self) -> dict[str, str]:
        """Seat → person, one seat a person."""
        acting: dict[str, str] = {}
        busy: set[str] = set()
        for seat, mandate in self.mandates.items():
            person = self._for(mandate, busy)
            if person is not None:
                acting[seat] = person
                busy.add(person)
        return acting

    def _for(self, mandate: Mandate, busy: set[str]) -> str | None:
        member = mandate.person if self._can_come(mandate.person) and mandate.person not in busy else None
        recused = mandate.person in self.recused
        if member and not (recused and self.procedure.substitutes_for_recused):
            return member
        if recused and not self.procedure.substitutes_for_recused:
            return None
        return self._substitute(mandate, busy) or member

    def _substitute(self, mandate: Mandate, busy: set[str]) -> str | None:
        if not self.procedure.substitutes:
            return None
        barred = (busy, self.members, self.recused)
        free = (one for one in mandate.substitutes if not any(one in group for group in barred))
        return next((one for one in free if self._can_come(one)), None)

    def _can_come(self, person: str) -> bool:
        return person not in self.away if self.here is None else person in self.here
