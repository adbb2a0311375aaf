"""Taking votes: from whom, for which seat, once.

Everything is read under the lock of the ballot, so two sendings at the same instant follow one another.
"""

import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import BallotMode
from ..errors import CoordinationRefusal
from ..models import Ballot, CastPaper, Member, Seat, TakenPaper, Vote
from ..queries.council import council_around
from ..queries.verdicts import BallotCase
from ..recount import receipt
from ..verdict.ballot import Invalid, refusal
from ..verdict.ballot import Vote as VoteFact
from ..verdict.hindrance import hindrance
from ..wording import BALLOT_CLOSED, HINDRANCES
from .ballots import locked_ballot
from .trail import record


@transaction.atomic
def cast_vote(*, ballot: Ballot, member: Member, choice: str, by: Actor) -> Vote:
    """Take a vote in an open ballot or a written procedure; a seat's last one counts. Raises CoordinationRefusal."""
    ballot, seat = _seat_to_vote(ballot, member, choice)
    if ballot.mode == BallotMode.SECRET or ballot.by_hands:
        raise CoordinationRefusal(_("This ballot is not voted so."))
    if ballot.votes.filter(member=member).exclude(seat=seat).exists():
        raise CoordinationRefusal(_("This person voted for another seat already: one person, one vote."))
    vote = ballot.votes.filter(seat=seat).first()
    if vote and vote.choice == choice and vote.member_id == member.pk:
        return vote  # the same sent again
    before = {"choice": vote.choice} if vote else None
    vote = vote or Vote(ballot=ballot, seat=seat)
    vote.member, vote.choice, vote.at = member, choice, timezone.now()
    vote.save()
    _taken("vote.cast", vote, ballot, by, before=before, choice=choice)
    return vote


@transaction.atomic
def cast_paper(*, ballot: Ballot, member: Member, choice: str, by: Actor) -> str:
    """Put a paper into a secret ballot's box; returns the receipt, which is kept nowhere. Raises CoordinationRefusal.

    Once: what lies in the box cannot be found again, so it cannot be changed.
    """
    ballot, seat = _seat_to_vote(ballot, member, choice)
    if ballot.mode != BallotMode.SECRET:
        raise CoordinationRefusal(_("This ballot is not voted so."))
    if ballot.taken.filter(seat=seat).exists():
        raise CoordinationRefusal(_("A vote for this seat was cast already. It stays in the box."))
    if ballot.taken.filter(member=member).exists():
        raise CoordinationRefusal(_("This person voted for another seat already: one person, one vote."))
    taken = TakenPaper.objects.create(ballot=ballot, seat=seat, member=member)
    code = secrets.token_urlsafe(16)
    CastPaper.objects.create(ballot=ballot, choice=choice, receipt=receipt(ballot.pk, code))
    _taken("vote.paper_taken", taken, ballot, by)
    return code


def _taken(verb: str, thing: Vote | TakenPaper, ballot: Ballot, by: Actor, before: Any = None, **after: str) -> None:
    """Show it and leave its trace."""
    ballot.revision += 1
    ballot.save(update_fields=["revision"])
    after |= {"ballot": str(ballot.pk), "seat": str(thing.seat.number), "person": thing.member.name}
    record(verb, thing, ballot.motion.item.meeting.term.body, by=by, before=before, after=after)


def _seat_to_vote(ballot: Ballot, member: Member, choice: str) -> tuple[Ballot, Seat]:
    """The ballot, locked, and the seat that the person acts for now. Raises CoordinationRefusal."""
    ballot, now = locked_ballot(ballot), timezone.now()
    if not ballot.takes_votes(now):
        raise CoordinationRefusal(BALLOT_CLOSED)
    item = ballot.motion.item
    case = BallotCase(ballot, council_around(member, item.meeting, item, now))
    roll, person = case.roll(now), str(member.pk)
    reason = refusal(case.fact, roll, case.council.recused(now), VoteFact(person, choice, now))
    if reason is Invalid.UNKNOWN_CHOICE:
        raise CoordinationRefusal(_("This choice is not on the paper."))
    if found := hindrance(case.council, roll, person):
        raise CoordinationRefusal(HINDRANCES[found])
    return ballot, Seat.objects.get(pk=int(roll.seat_of(person) or 0))
