"""Who sits in a body: seats, sides, balance, who ends when."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils import timezone

from ..models import Body, Mandate, Seat, Term
from ..sides import Side, sides


@dataclass(frozen=True)
class Filled:
    """One seat with whoever holds it."""

    seat: Seat
    side: Side
    mandate: Mandate | None
    suspended: bool
    former: list[Mandate]


@dataclass(frozen=True)
class Balance:
    """One side's part of the body."""

    side: Side
    seats: int
    filled: int
    share: float  # of the voting seats, per cent


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


def term_at(body: Body, at: datetime | None = None) -> Term | None:
    """The term running at a moment; before the first one, the next."""
    at = at or timezone.now()
    running = body.terms.filter(starts__lte=at).exclude(ends__lte=at).order_by("-number").first()
    return (
        running or body.terms.filter(starts__gt=at).order_by("number").first() or body.terms.order_by("-number").first()
    )


def composition(term: Term, at: datetime | None = None) -> Composition:
    """The composition at a moment; four queries."""
    at = at or timezone.now()
    mandates = Mandate.objects.select_related("member").prefetch_related("substitutes__member", "suspensions")
    rows = term.seats.select_related("institution").order_by("number")
    seats = rows.prefetch_related(Prefetch("mandates", mandates.order_by("starts")))
    filled = [_filled(seat, at) for seat in seats]
    return Composition(term, at, filled, _balance(filled))


def _filled(seat: Seat, at: datetime) -> Filled:
    mandates = list(seat.mandates.all())
    now = next((one for one in mandates if one.starts <= at and (one.ends is None or at < one.ends)), None)
    suspended = now is not None and any(
        one.starts <= at and (one.ends is None or at < one.ends) for one in now.suspensions.all()
    )
    former = [one for one in mandates if one.ends is not None and one.ends <= at]
    return Filled(seat, sides()[seat.side], now, suspended, former)


def _balance(seats: list[Filled]) -> list[Balance]:
    voting = [one for one in seats if one.seat.voting]
    total, held = Counter(one.side.code for one in voting), Counter(one.side.code for one in voting if one.mandate)
    return [
        Balance(side, total[code], held[code], 100.0 * total[code] / len(voting))
        for code, side in sides().items()
        if total[code]
    ]
