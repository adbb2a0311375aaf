"""For which seat somebody votes, and the turn in which it is written.

Who may vote is read before the turn, so that hundreds who vote at once wait for one another only while they write.
The turn is the ballot's row: one writer at a time, and none once the ballot is closed. Whatever changes who may vote
moves the meeting's version (`trail`); where it moved in between, everything is read again, in the turn.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ..enums import BallotState
from ..errors import CoordinationRefusal
from ..models import Ballot, Meeting, Member, Seat
from ..queries.council import council_around, held_seats
from ..queries.verdicts import BallotCase
from ..verdict.ballot import Invalid, Vote, refusal
from ..verdict.hindrance import hindrance
from ..wording import BALLOT_CLOSED, HINDRANCES


@dataclass(frozen=True)
class Acting:
    """The seat for which a person may vote at a moment."""

    seat: Seat
    at: datetime


def acting_in(ballot: Ballot, member: Member, choice: str) -> Acting:
    """The seat that the person acts for now, when this choice may be cast for it. Raises CoordinationRefusal."""
    now, item, person = timezone.now(), ballot.motion.item, str(member.pk)
    if not ballot.takes_votes(now):
        raise CoordinationRefusal(BALLOT_CLOSED)
    held = held_seats(member, item.meeting, now)
    case = BallotCase(ballot, council_around(item.meeting, member, item, held))
    roll = case.roll(now)
    if refusal(case.fact, roll, case.council.recused(now), Vote(person, choice, now)) is Invalid.UNKNOWN_CHOICE:
        raise CoordinationRefusal(_("This choice is not on the paper."))
    if found := hindrance(case.council, roll, person):
        raise CoordinationRefusal(HINDRANCES[found])
    key = int(roll.seat_of(person) or 0)
    return Acting(next((seat for seat in held if seat.pk == key), None) or Seat.objects.get(pk=key), now)


def take_turn(ballot: Ballot, member: Member, choice: str, seen: Acting) -> Acting:
    """Hold the ballot until the end of the transaction, and show that it has moved. Raises CoordinationRefusal."""
    now, meeting = timezone.now(), ballot.motion.item.meeting
    open_now = Ballot.objects.filter(pk=ballot.pk, state=BallotState.OPEN).exclude(closes_at__lte=now)
    if not open_now.update(revision=F("revision") + 1) or not ballot.takes_votes(timezone.now()):
        raise CoordinationRefusal(BALLOT_CLOSED)
    version = Meeting.objects.order_by().values_list("version", flat=True).get(pk=meeting.pk)
    return seen if version == meeting.version else acting_in(ballot, member, choice)
