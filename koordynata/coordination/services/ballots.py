"""Opening ballots, counting hands, closing."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import BallotMode, BallotState, ItemState, Matter, MeetingForm, MeetingState
from ..errors import CoordinationRefusal
from ..models import AgendaItem, Ballot, Meeting, Motion
from ..queries.ballots import open_ballots
from ..queries.rules import rules_on
from ..queries.verdicts import BallotCase
from ..verdict.rules_file import RulesFile
from ..verdict.telling import as_data
from ..wording import BALLOT_CLOSED, NOT_IN_PROGRESS
from .agenda import move_motion
from .meetings import locked
from .secrecy import publish_papers
from .trail import moved_on, record


@transaction.atomic
def open_ballot(
    *, motion: Motion, mode: BallotMode, by_hands: bool = False, closes_at: datetime | None = None, by: Actor
) -> Ballot:
    """Open a ballot over a motion by the rules in force now. Raises CoordinationRefusal."""
    meeting, now = locked(motion.item.meeting), timezone.now()
    motion, body = Motion.objects.select_related("item__meeting").get(pk=motion.pk), meeting.term.body
    _check_moment(motion, mode)
    _check_kind(mode, by_hands, closes_at, now)
    _check_others(meeting, mode)
    matter = Matter.ELECTION if motion.candidates else motion.item.matter
    rules = rules_on(body, timezone.localdate(now)).for_matter(matter)
    _check_allowed(rules, mode)
    ballot = Ballot.objects.create(
        motion=motion, mode=mode, by_hands=by_hands, opened_at=now, closes_at=closes_at,
        rules=rules.model_dump(mode="json"),
    )  # fmt: skip
    moved_on(meeting)
    record("ballot.opened", ballot, body, by=by, after={"motion": motion.text, "mode": mode, "rules": ballot.rules})
    return ballot


@transaction.atomic
def send_round(*, item: AgendaItem, text: str, closes_at: datetime, by: Actor) -> Ballot:
    """Put a motion to a written procedure in one step. Raises CoordinationRefusal, ValidationError."""
    motion = move_motion(item=item, text=text, by=by)
    return open_ballot(motion=motion, mode=BallotMode.WRITTEN, closes_at=closes_at, by=by)


def _check_moment(motion: Motion, mode: BallotMode) -> None:
    item, meeting = motion.item, motion.item.meeting
    if (mode == BallotMode.WRITTEN) != (meeting.form == MeetingForm.WRITTEN):
        raise CoordinationRefusal(_("A written procedure is held outside meetings, other ballots at meetings."))
    if meeting.state != MeetingState.OPEN:
        raise CoordinationRefusal(NOT_IN_PROGRESS)
    if meeting.form != MeetingForm.WRITTEN and item.state != ItemState.CURRENT:
        raise CoordinationRefusal(_("This item of the agenda is not being discussed now."))


def _check_kind(mode: BallotMode, by_hands: bool, closes_at: datetime | None, now: datetime) -> None:
    if mode == BallotMode.WRITTEN and (closes_at is None or closes_at <= now):
        raise CoordinationRefusal(_("Say until when answers are taken."))
    if by_hands and mode != BallotMode.OPEN:
        raise CoordinationRefusal(_("Hands are shown in an open ballot only."))


def _check_others(meeting: Meeting, mode: BallotMode) -> None:
    """One at a time; written procedures may run beside each other."""
    modes = {one.mode for one in open_ballots(meeting)}
    if modes - ({BallotMode.WRITTEN} if mode == BallotMode.WRITTEN else set()):
        raise CoordinationRefusal(_("Another ballot of this meeting is open. Close it first."))


def _check_allowed(rules: RulesFile, mode: BallotMode) -> None:
    if mode == BallotMode.WRITTEN and not rules.written_procedure:
        raise CoordinationRefusal(_("The rules of procedure do not allow a written procedure."))
    if mode == BallotMode.SECRET and not rules.secret_ballot:
        raise CoordinationRefusal(_("The rules of procedure do not allow a secret ballot."))


def locked_ballot(ballot: Ballot) -> Ballot:
    """The ballot as it stands, for one writer at a time."""
    rows = Ballot.objects.select_for_update(of=("self",))
    return rows.select_related("motion__item__meeting__term__body__territory").get(pk=ballot.pk)


@transaction.atomic
def enter_hands(*, ballot: Ballot, hands: Mapping[str, int], by: Actor) -> Ballot:
    """The secretary's count of shown hands; may be corrected until the closing. Raises CoordinationRefusal."""
    ballot = locked_ballot(ballot)
    if ballot.state == BallotState.CLOSED:
        raise CoordinationRefusal(BALLOT_CLOSED)
    if not ballot.by_hands:
        raise CoordinationRefusal(_("This ballot is not voted so."))
    _check_hands(ballot, hands)
    before, ballot.hands = ballot.hands, dict(hands)
    ballot.save(update_fields=["hands"])
    moved_on(ballot.motion.item.meeting)
    body = ballot.motion.item.meeting.term.body
    record("ballot.hands_entered", ballot, body, by=by, before={"hands": before}, after={"hands": ballot.hands})
    return ballot


def _check_hands(ballot: Ballot, hands: Mapping[str, int]) -> None:
    if set(hands) - set(ballot.motion.choices) or any(number < 0 for number in hands.values()):
        raise CoordinationRefusal(_("This choice is not on the paper."))
    able, counted = len(BallotCase(ballot).roll(timezone.now()).able), sum(hands.values())
    if counted > able:
        message = _("%(cast)d hands were counted, but only %(able)d may vote.")
        raise CoordinationRefusal(message % {"cast": counted, "able": able})


@transaction.atomic
def close_ballot(*, ballot: Ballot, by: Actor) -> Ballot:
    """Close a ballot and freeze its verdict. Pressed twice, or by two people at once, it closes once."""
    ballot = locked_ballot(ballot)
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
