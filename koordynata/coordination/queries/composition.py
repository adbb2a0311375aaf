"""Who sits in a body: seats, sides, balance, who ends when."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from ..models import Body, Mandate, Member, Seat, Suspension, Term
from ..sides import Side, sides
from ..verdict import Span


@dataclass(frozen=True)
class Filled:
    """One seat with whoever holds it."""

    seat: Seat
    side: Side
    mandate: Mandate | None
    suspension: Suspension | None
    former: list[Mandate]

    @property
    def suspended(self) -> bool:
        """Whether the mandate does not count at that moment."""
        return self.suspension is not None

    @property
    def substitutes(self) -> list[Member]:
        """Who stands in, in order."""
        return [one.member for one in self.mandate.substitutes.all()] if self.mandate else []

    @property
    def ends(self) -> datetime | None:
        """When the seat falls vacant, as far as that is known."""
        return self.mandate.ends if self.mandate else None


@dataclass(frozen=True)
class Balance:
    """One side's part of the body."""

    side: Side
    seats: int
    filled: int
    share: float  # of the voting seats, per cent

    @property
    def part(self) -> float:
        """The share, from 0 to 1."""
        return self.share / 100

    @property
    def vacant(self) -> int:
        """Voting seats of the side that nobody holds."""
        return self.seats - self.filled


@dataclass(frozen=True)
class Composition:
    """A term's seats at a moment."""

    term: Term
    at: datetime
    seats: list[Filled]
    balance: list[Balance]

    @property
    def voting(self) -> int:
        """Statutory size."""
        return sum(one.seat.voting for one in self.seats)

    @property
    def vacant(self) -> int:
        """Voting seats that nobody holds."""
        return sum(one.seat.voting and one.mandate is None for one in self.seats)

    @property
    def suspended(self) -> int:
        """Voting seats whose mandate does not count now."""
        return sum(one.seat.voting and one.suspended for one in self.seats)

    @property
    def counted(self) -> int:
        """Filled voting seats, as a quorum of filled seats counts them."""
        return self.voting - self.vacant - self.suspended

    @property
    def by_side(self) -> list[tuple[Side, list[Filled]]]:
        """The seats of each side, sides in their order."""
        found = [(side, [one for one in self.seats if one.side.code == code]) for code, side in sides().items()]
        return [(side, own) for side, own in found if own]

    @property
    def ending(self) -> list[Filled]:
        """Seats of which it is known when they fall vacant before the term ends, the next one first."""
        known = [one for one in self.seats if one.ends and one.ends != self.term.ends]
        return sorted(known, key=lambda one: (one.ends or self.at, one.seat.number))


def term_at(body: Body, at: datetime | None = None) -> Term | None:
    """The term running at a moment; before the first one, the next; else the last."""
    at = at or timezone.now()
    running = body.terms.filter(starts__lte=at).exclude(ends__lte=at).order_by("-number").first()
    return (
        running or body.terms.filter(starts__gt=at).order_by("number").first() or body.terms.order_by("-number").first()
    )


def composition(term: Term, at: datetime | None = None) -> Composition:
    """The composition at a moment; five queries."""
    at = at or timezone.now()
    filled = [_filled(seat, at) for seat in _with_mandates(term.seats.order_by("number"))]
    return Composition(term, at, filled, _balance(filled))


def seat_at(seat: Seat, at: datetime | None = None) -> Filled:
    """One seat, as a composition has it."""
    return _filled(_with_mandates(Seat.objects.filter(pk=seat.pk)).get(), at or timezone.now())


def _with_mandates(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    mandates = Mandate.objects.select_related("member").prefetch_related("substitutes__member", "suspensions")
    return seats.select_related("institution__territory").prefetch_related(
        Prefetch("mandates", mandates.order_by("starts"))
    )


def _filled(seat: Seat, at: datetime) -> Filled:
    mandates = list(seat.mandates.all())
    now = next((one for one in mandates if _holds(one, at)), None)
    suspension = next((one for one in now.suspensions.all() if _holds(one, at)), None) if now else None
    former = [one for one in mandates if one.ends is not None and one.ends <= at]
    return Filled(seat, sides()[seat.side], now, suspension, former)


def _holds(stretch: Mandate | Suspension, at: datetime) -> bool:
    return Span(stretch.starts, stretch.ends).holds(at)


def _balance(seats: list[Filled]) -> list[Balance]:
    voting = [one for one in seats if one.seat.voting]
    total, held = Counter(one.side.code for one in voting), Counter(one.side.code for one in voting if one.mandate)
    return [
        Balance(side, total[code], held[code], 100.0 * total[code] / len(voting))
        for code, side in sides().items()
        if total[code]
    ]
