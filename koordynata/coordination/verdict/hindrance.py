"""Why somebody does not vote now."""

from enum import StrEnum

from .council import Council
from .roll import Roll


class Hindrance(StrEnum):
    """What stands between a person and the ballot."""

    RECUSED = "recused"
    SUSPENDED = "suspended"
    OTHER_ACTS = "other_acts"
    NOT_THERE = "not_there"


def hindrance(council: Council, roll: Roll, person: str) -> Hindrance | None:
    """The reason, said as nearly as it can be; None for whoever may vote."""
    seat = roll.seat_of(person)
    if seat is not None and seat in roll.able:
        return None
    if seat is not None or person in council.recused(roll.at):
        return Hindrance.RECUSED
    if _holds_only_suspended(council, roll, person):
        return Hindrance.SUSPENDED
    return Hindrance.OTHER_ACTS if _stands_behind(council, roll, person) else Hindrance.NOT_THERE


def _holds_only_suspended(council: Council, roll: Roll, person: str) -> bool:
    held = [seat for seat in council.voting_seats if person in seat.holders(roll.at)]
    return bool(held) and not any(seat.mandate_at(roll.at) for seat in held)


def _stands_behind(council: Council, roll: Roll, person: str) -> bool:
    """A substitute for whose seat the member, or an earlier substitute, acts."""
    mandates = ((seat.id, seat.mandate_at(roll.at)) for seat in council.voting_seats)
    return any(mandate and person in mandate.substitutes and seat in roll.acting for seat, mandate in mandates)
