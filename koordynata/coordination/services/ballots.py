"""Opening and closing ballots, taking votes."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import BallotMode, BallotState, ItemState, Matter, MeetingForm, MeetingState
from ..errors import CoordinationRefusal
from ..models import Ballot, CastPaper, Member, Motion, TakenPaper, Vote
from ..queries.rules import rules_on
from ..queries.verdicts import BallotCase
from ..recount import receipt
from ..verdict import Mode, roll_at
from ..verdict.ballot import Invalid, refusal
from ..verdict.ballot import Vote as VoteFact
from ..verdict.roll import Roll
from ..verdict.telling import as_data
from ..wording import BALLOT_CLOSED, NOT_IN_PROGRESS
from .meetings import locked
from .secrecy import publish_papers
from .trail import moved_on, record

# A closing press that comes again finds the ballot closed and changes nothing.


@transaction.atomic
def open_ballot(
    *, motion: Motion, mode: BallotMode, by_hands: bool = False, closes_at: datetime | None = None, by: Actor
) -> Ballot:
    """Open a ballot over a motion by the rules in force now. Raises CoordinationRefusal."""
    meeting = locked(motion.item.meeting)
    motion, body = Motion.objects.select_related("item__meeting").get(pk=motion.pk), meeting.term.body
    _check_moment(motion, mode)
    now = timezone.now()
    if mode == BallotMode.WRITTEN and (closes_at is None or closes_at <= now):
        raise CoordinationRefusal(_("Say until when answers are taken."))
    if by_hands and mode != BallotMode.OPEN:
        raise CoordinationRefusal(_("Hands are shown in an open ballot only."))
    if Ballot.objects.filter(motion__item__meeting=meeting, state=BallotState.OPEN).exclude(mode=mode).exists() or (
        mode != BallotMode.WRITTEN
        and Ballot.objects.filter(motion__item__meeting=meeting, state=BallotState.OPEN).exists()
    ):
        raise CoordinationRefusal(_("Another ballot of this meeting is open. Close it first."))
    matter = Matter.ELECTION if motion.candidates else motion.item.matter
    rules = rules_on(body, timezone.localdate(now)).for_matter(matter)
    _check_allowed(rules.written_procedure, rules.secret_ballot, mode)
    ballot = Ballot.objects.create(
        motion=motion, mode=mode, by_hands=by_hands, opened_at=now, closes_at=closes_at,
        rules=rules.model_dump(mode="json"),
    )  # fmt: skip
    moved_on(meeting)
    record("ballot.opened", ballot, body, by=by, after={"motion": motion.text, "mode": mode, "rules": ballot.rules})
    return ballot


def _check_moment(motion: Motion, mode: BallotMode) -> None:
    item, meeting = motion.item, motion.item.meeting
    if (mode == BallotMode.WRITTEN) != (meeting.form == MeetingForm.WRITTEN):
        raise CoordinationRefusal(_("A written procedure is held outside meetings, other ballots at meetings."))
    if meeting.state != MeetingState.OPEN:
        raise CoordinationRefusal(NOT_IN_PROGRESS)
    if meeting.form != MeetingForm.WRITTEN and item.state != ItemState.CURRENT:
        raise CoordinationRefusal(_("This item of the agenda is not being discussed now."))


def _check_allowed(written: bool, secret: bool, mode: BallotMode) -> None:
    if mode == BallotMode.WRITTEN and not written:
        raise CoordinationRefusal(_("The rules of procedure do not allow a written procedure."))
    if mode == BallotMode.SECRET and not secret:
        raise CoordinationRefusal(_("The rules of procedure do not allow a secret ballot."))


@transaction.atomic
def cast_vote(*, ballot: Ballot, member: Member, choice: str, by: Actor) -> Vote:
    """Take a vote in an open ballot or a written procedure; a seat's last one counts. Raises CoordinationRefusal."""
    ballot, seat = _seat_to_vote(ballot, member, choice)
    if ballot.mode == BallotMode.SECRET or ballot.by_hands:
        raise CoordinationRefusal(_("This ballot is not voted so."))
    earlier = ballot.votes.filter(seat_id=seat).first()
    if earlier and earlier.choice == choice and earlier.member_id == member.pk:
        return earlier  # the same sent again
    vote, _made = Vote.objects.update_or_create(
        ballot=ballot, seat_id=seat, defaults={"member": member, "choice": choice, "at": timezone.now()}
    )
    moved_on(ballot.motion.item.meeting)
    _record_vote("vote.cast", vote, ballot, by, before={"choice": earlier.choice} if earlier else None, choice=choice)
    return vote


@transaction.atomic
def cast_paper(*, ballot: Ballot, member: Member, choice: str, by: Actor) -> str:
    """Put a paper into a secret ballot's box; returns the receipt, which is kept nowhere. Raises CoordinationRefusal.

    Once: what lies in the box cannot be found again, so it cannot be changed.
    """
    ballot, seat = _seat_to_vote(ballot, member, choice)
    if ballot.mode != BallotMode.SECRET:
        raise CoordinationRefusal(_("This ballot is not voted so."))
    if ballot.taken.filter(seat_id=seat).exists():
        raise CoordinationRefusal(_("A vote for this seat was cast already. It stays in the box."))
    taken = TakenPaper.objects.create(ballot=ballot, seat_id=seat, member=member)
    code = secrets.token_urlsafe(16)
    CastPaper.objects.create(ballot=ballot, choice=choice, receipt=receipt(ballot.pk, code))
    moved_on(ballot.motion.item.meeting)
    _record_vote("vote.paper_taken", taken, ballot, by)
    return code


def _record_vote(verb: str, thing: Any, ballot: Ballot, by: Actor, before: Any = None, **after: str) -> None:
    after |= {"ballot": str(ballot.pk), "seat": str(thing.seat.number), "person": thing.member.name}
    record(verb, thing, ballot.motion.item.meeting.term.body, by=by, before=before, after=after)


def _seat_to_vote(ballot: Ballot, member: Member, choice: str) -> tuple[Ballot, int]:
    """The ballot, locked, and the seat that the person acts for now. Raises CoordinationRefusal."""
    ballot = _locked(ballot)
    now = timezone.now()
    if ballot.state == BallotState.CLOSED or (ballot.closes_at and now >= ballot.closes_at):
        raise CoordinationRefusal(BALLOT_CLOSED)
    case = BallotCase(ballot)
    roll = _roll(case, now)
    person = str(member.pk)
    reason = refusal(case.fact, roll, case.council.recused(now), VoteFact(person, choice, now))
    if reason is not None:
        raise CoordinationRefusal(_REASONS[reason]())
    return ballot, int(roll.seat_of(person) or 0)


def _roll(case: BallotCase, now: datetime) -> Roll:
    return roll_at(case.council, case.procedure, now, written=case.fact.mode is Mode.WRITTEN)


_REASONS = {
    Invalid.NOT_OPEN: lambda: str(BALLOT_CLOSED),
    Invalid.NOT_ACTING: lambda: _(
        "This person does not act for any seat now: not present, not a member, suspended, or the member is here."),
    Invalid.RECUSED: lambda: _("This person is out of this matter and does not vote in it."),
    Invalid.UNKNOWN_CHOICE: lambda: _("This choice is not on the paper."),
}  # fmt: skip


def _locked(ballot: Ballot) -> Ballot:
    rows = Ballot.objects.select_for_update(of=("self",))
    return rows.select_related("motion__item__meeting__term__body__territory").get(pk=ballot.pk)


@transaction.atomic
def enter_hands(*, ballot: Ballot, hands: Mapping[str, int], by: Actor) -> Ballot:
    """The secretary's count of shown hands; may be corrected until the closing. Raises CoordinationRefusal."""
    ballot = _locked(ballot)
    if ballot.state == BallotState.CLOSED:
        raise CoordinationRefusal(BALLOT_CLOSED)
    if not ballot.by_hands:
        raise CoordinationRefusal(_("This ballot is not voted so."))
    case = BallotCase(ballot)
    if set(hands) - set(case.fact.choices) or any(number < 0 for number in hands.values()):
        raise CoordinationRefusal(_("This choice is not on the paper."))
    able, counted = len(_roll(case, timezone.now()).able), sum(hands.values())
    if counted > able:
        message = _("%(cast)d hands were counted, but only %(able)d may vote.")
        raise CoordinationRefusal(message % {"cast": counted, "able": able})
    before, ballot.hands = ballot.hands, dict(hands)
    ballot.save(update_fields=["hands"])
    moved_on(ballot.motion.item.meeting)
    body = ballot.motion.item.meeting.term.body
    record("ballot.hands_entered", ballot, body, by=by, before={"hands": before}, after={"hands": ballot.hands})
    return ballot


@transaction.atomic
def close_ballot(*, ballot: Ballot, by: Actor) -> Ballot:
    """Close a ballot and freeze its verdict. Pressed twice, or by two people at once, it closes once."""
    ballot = _locked(ballot)
    if ballot.state == BallotState.CLOSED:
        return ballot
    now = timezone.now()
    ballot.closed_at = min(now, ballot.closes_at) if ballot.closes_at else now
    ballot.verdict = as_data(BallotCase(ballot).closing_at(ballot.closed_at))
    if ballot.mode == BallotMode.SECRET:
        ballot.record = publish_papers(ballot)
    ballot.state = BallotState.CLOSED
    ballot.save()
    moved_on(ballot.motion.item.meeting)
    after = {"verdict": ballot.verdict, "record": ballot.record and ballot.record["digest"]}
    record("ballot.closed", ballot, ballot.motion.item.meeting.term.body, by=by, after=after)
    return ballot
