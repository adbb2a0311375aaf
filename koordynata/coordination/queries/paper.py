"""What a phone shows: the ballot in hand, one's own seat in it, one's own vote."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ..enums import BallotMode, MeetingForm
from ..models import Ballot, Meeting, Member
from ..verdict import Council, Procedure, Roll, roll_at
from ..verdict.hindrance import Hindrance, hindrance
from ..verdict.telling import quorum_sentence, quorum_words
from .ballots import closed_last, open_ballots
from .council import council_shown
from .rules import rules_on
from .verdicts import BallotCase


@dataclass(frozen=True)
class Paper:
    """One person's page."""

    meeting: Meeting
    ballot: Ballot | None
    others: list[Ballot]  # also open: more than one only in a written procedure
    last: Ballot | None  # the one closed last, while none is open
    quorum: str
    has_quorum: bool
    over: bool  # its deadline has passed, and nobody has closed it yet
    hindrance: Hindrance | None
    in_place_of: Member | None
    voted: bool
    choice: str  # one's own, as far as it may be known
    pace: int

    @property
    def secret(self) -> bool:
        """Whether it goes into a box."""
        return self.ballot is not None and self.ballot.mode == BallotMode.SECRET

    @property
    def may_vote(self) -> bool:
        """Whether the paper can be filled in on the phone."""
        return bool(self.ballot and not self.over and not self.ballot.by_hands and self.hindrance is None)


def paper_of(meeting: Meeting, member: Member, wanted: int | None = None) -> Paper:
    """The page of one person. Some twelve queries, whatever the size of the body."""
    at, ballots = timezone.now(), open_ballots(meeting)
    ballot = _in_hand(ballots, member, at, wanted)
    council = council_shown(meeting, ballot.motion.item if ballot else None)
    roll, quorum, has_quorum = _standing(meeting, ballot, council, at)
    seat = roll.seat_of(str(member.pk))
    choice = _own_vote(ballot, member) if ballot else None
    return Paper(
        meeting=meeting, ballot=ballot, others=[one for one in ballots if one != ballot], quorum=quorum,
        last=None if ballot else closed_last(meeting), has_quorum=has_quorum,
        over=bool(ballot and not ballot.takes_votes(at)),
        hindrance=hindrance(council, roll, str(member.pk)), in_place_of=_holder(council, seat, member, at),
        voted=choice is not None, choice=choice or "", pace=2 + roll.seats // 100,
    )  # fmt: skip


def _in_hand(ballots: list[Ballot], member: Member, at: datetime, wanted: int | None) -> Ballot | None:
    """The one asked for, else the first that waits for this person, else the first."""
    asked = next((one for one in ballots if one.pk == wanted), None)
    waiting = (one for one in ballots if one.takes_votes(at) and _own_vote(one, member) is None)
    return asked or next(waiting, ballots[0] if ballots else None)


def _own_vote(ballot: Ballot, member: Member) -> str | None:
    """The choice, or nothing but that there is one; None where the person has not voted."""
    if ballot.mode == BallotMode.SECRET:
        return "" if ballot.taken.filter(member=member).exists() else None
    return ballot.votes.filter(member=member).values_list("choice", flat=True).first()


def _standing(meeting: Meeting, ballot: Ballot | None, council: Council, at: datetime) -> tuple[Roll, str, bool]:
    """Who acts, and the quorum in words."""
    if ballot:
        verdict = BallotCase(ballot, council).verdict(at)
        return verdict.roll, quorum_words(verdict), verdict.has_quorum
    procedure: Procedure = rules_on(meeting.term.body, timezone.localdate(at)).procedure()
    roll = roll_at(council, procedure, at, written=meeting.form == MeetingForm.WRITTEN)
    reached = roll.has_quorum(procedure)
    return roll, quorum_sentence(roll, procedure, roll.quorum_present, reached=reached), reached


def _holder(council: Council, seat: str | None, member: Member, at: datetime) -> Member | None:
    """The member for whom a substitute acts."""
    mandate = next((one.mandate_at(at) for one in council.seats if one.id == seat), None)
    if mandate is None or mandate.person == str(member.pk):
        return None
    return Member.objects.filter(pk=int(mandate.person)).first()
