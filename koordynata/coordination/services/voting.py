"""Taking votes: from whom, for which seat, once.

What is there already is looked for twice: before one's turn, so that the same sent again waits for nobody, and in it.
"""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import BallotMode
from ..errors import CoordinationRefusal
from ..models import Ballot, CastPaper, Member, Seat, TakenPaper, Vote
from ..recount import receipt
from .trail import record
from .turns import acting_in, take_turn


@transaction.atomic
def cast_vote(*, ballot: Ballot, member: Member, choice: str, by: Actor) -> Vote:
    """Take a vote in an open ballot or a written procedure; a seat's last one counts. Raises CoordinationRefusal."""
    acting = acting_in(ballot, member, choice)
    if ballot.mode == BallotMode.SECRET or ballot.by_hands:
        raise CoordinationRefusal(_("This ballot is not voted so."))
    if same := _same(_vote_of(ballot, acting.seat, member), member, choice):
        return same
    acting = take_turn(ballot, member, choice, acting)
    vote = _vote_of(ballot, acting.seat, member)
    if same := _same(vote, member, choice):
        return same
    before = {"choice": vote.choice} if vote else None
    vote = vote or Vote(ballot=ballot, seat=acting.seat)
    vote.member, vote.choice, vote.at = member, choice, acting.at
    vote.save()
    _taken("vote.cast", vote, ballot, acting.seat, by, before=before, choice=choice)
    return vote


def _vote_of(ballot: Ballot, seat: Seat, member: Member) -> Vote | None:
    """What was cast for the seat so far. Raises CoordinationRefusal where the person voted for another seat."""
    votes = list(ballot.votes.filter(Q(seat=seat) | Q(member=member)).order_by("pk"))
    if any(vote.seat_id != seat.pk for vote in votes):
        raise CoordinationRefusal(_("This person voted for another seat already: one person, one vote."))
    return votes[0] if votes else None


def _same(vote: Vote | None, member: Member, choice: str) -> Vote | None:
    """The same, sent again."""
    return vote if vote and vote.choice == choice and vote.member_id == member.pk else None


@transaction.atomic
def cast_paper(*, ballot: Ballot, member: Member, choice: str, by: Actor) -> str:
    """Put a paper into a secret ballot's box; returns the receipt, which is kept nowhere. Raises CoordinationRefusal.

    Once: what lies in the box cannot be found again, so it cannot be changed.
    """
    acting = acting_in(ballot, member, choice)
    if ballot.mode != BallotMode.SECRET:
        raise CoordinationRefusal(_("This ballot is not voted so."))
    _check_not_taken(ballot, acting.seat, member)
    acting = take_turn(ballot, member, choice, acting)
    _check_not_taken(ballot, acting.seat, member)  # before the box is touched: what is refused leaves nothing in it
    taken = TakenPaper.objects.create(ballot=ballot, seat=acting.seat, member=member)
    code = secrets.token_hex(16)  # it can be read out, and never begins like an option of a command
    CastPaper.objects.create(ballot=ballot, choice=choice, receipt=receipt(ballot.pk, code))
    _taken("vote.paper_taken", taken, ballot, acting.seat, by)
    return code


def _check_not_taken(ballot: Ballot, seat: Seat, member: Member) -> None:
    taken = ballot.taken.filter(Q(seat=seat) | Q(member=member)).order_by("pk").values_list("seat", flat=True)
    seats = set(taken)
    if seat.pk in seats:
        raise CoordinationRefusal(_("A vote for this seat was cast already. It stays in the box."))
    if seats:
        raise CoordinationRefusal(_("This person voted for another seat already: one person, one vote."))


def _taken(
    verb: str, thing: Vote | TakenPaper, ballot: Ballot, seat: Seat, by: Actor, before: Any = None, **after: str
) -> None:
    """Leave its trace."""
    after |= {"ballot": str(ballot.pk), "seat": str(seat.number), "person": thing.member.name}
    record(verb, thing, ballot.motion.item.meeting.term.body, by=by, before=before, after=after)
