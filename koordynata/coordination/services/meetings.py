"""Planning, calling, opening and closing meetings."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.states import IllegalMove

from ..enums import MEETING_MOVES, BallotState, ItemState, MandateFunction, MeetingForm, MeetingState, Reply
from ..errors import CoordinationRefusal
from ..models import Ballot, Mandate, Meeting, Member, Notice, Term
from ..wording import NOT_IN_PROGRESS
from .numbering import next_number
from .trail import moved_on, record


@transaction.atomic
def plan_meeting(*, term: Term, by: Actor, **values: Any) -> Meeting:
    """Plan the next meeting of a term. Raises ValidationError."""
    term = Term.objects.select_for_update(of=("self",)).select_related("body__territory").get(pk=term.pk)
    meeting = Meeting(term=term, number=next_number(term.meetings.all()), **values)
    meeting.full_clean()
    meeting.save()
    record("meeting.planned", meeting, term.body, by=by, after={"starts": meeting.starts, "form": meeting.form})
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, by: Actor, **values: Any) -> Meeting:
    """Change day, place or form before the meeting opens. Raises CoordinationRefusal, ValidationError."""
    meeting = locked(meeting)
    if meeting.state not in (MeetingState.PLANNED, MeetingState.CALLED):
        raise CoordinationRefusal(_("The meeting has begun or was cancelled: its day and place stand."))
    before = {name: getattr(meeting, name) for name in values}
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.full_clean()
    meeting.save()
    record("meeting.changed", meeting, meeting.term.body, by=by, before=before, after=values)
    return meeting


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands, for one writer at a time."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("term__body__territory")
    return rows.get(pk=meeting.pk)


def _move(meeting: Meeting, state: MeetingState) -> None:
    try:
        MEETING_MOVES.check(meeting.state, state)
    except IllegalMove:
        raise CoordinationRefusal(_("In its present state the meeting cannot do that.")) from None
    meeting.state = state


@transaction.atomic
def call_meeting(*, meeting: Meeting, by: Actor) -> Meeting:
    """Zwołanie: a notice for every member and substitute; the letters go out afterwards. Raises CoordinationRefusal."""
    meeting = locked(meeting)
    _move(meeting, MeetingState.CALLED)
    meeting.called_at = timezone.now()
    meeting.presiding = meeting.presiding or _chair(meeting)
    meeting.save()
    people = {person.pk for person in _people_of(meeting)}
    Notice.objects.bulk_create(Notice(meeting=meeting, member_id=person) for person in sorted(people))
    record("meeting.called", meeting, meeting.term.body, by=by, after={"notices": len(people)})
    return meeting


def _in_force(meeting: Meeting) -> list[Mandate]:
    rows = Mandate.objects.filter(seat__term=meeting.term, starts__lte=meeting.starts)
    rows = rows.exclude(ends__lte=meeting.starts).select_related("member").order_by("seat__number")
    return list(rows.prefetch_related("substitutes__member"))


def _people_of(meeting: Meeting) -> list[Member]:
    mandates = _in_force(meeting)
    substitutes = [one.member for mandate in mandates for one in mandate.substitutes.all()]
    return [mandate.member for mandate in mandates] + substitutes


def _chair(meeting: Meeting) -> Member | None:
    return next((one.member for one in _in_force(meeting) if one.function == MandateFunction.CHAIR), None)


@transaction.atomic
def reply_to_notice(*, notice: Notice, reply: Reply, remark: str = "", by: Actor) -> Notice:
    """An answer to a notice; may be changed until the meeting opens. Raises CoordinationRefusal."""
    meeting = locked(notice.meeting)
    open_written = meeting.form == MeetingForm.WRITTEN and meeting.state == MeetingState.OPEN
    if meeting.state != MeetingState.CALLED and not open_written:
        raise CoordinationRefusal(_("Answers are taken until the meeting begins."))
    before = {"reply": notice.reply}
    notice.reply, notice.remark, notice.replied_at = reply, remark, timezone.now()
    notice.full_clean()
    notice.save()
    record("notice.answered", notice, meeting.term.body, by=by, before=before, after={"reply": reply})
    return notice


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Actor, presiding: Member | None = None) -> Meeting:
    """Otwarcie posiedzenia. Raises CoordinationRefusal."""
    meeting = locked(meeting)
    _move(meeting, MeetingState.OPEN)
    meeting.opened_at, meeting.presiding = timezone.now(), presiding or meeting.presiding
    meeting.save()
    moved_on(meeting)
    record("meeting.opened", meeting, meeting.term.body, by=by, after={"at": meeting.opened_at})
    return meeting


@transaction.atomic
def hand_over_chair(*, meeting: Meeting, presiding: Member, by: Actor) -> Meeting:
    """Somebody else presides from now on. Raises CoordinationRefusal."""
    meeting = locked(meeting)
    if meeting.state not in (MeetingState.CALLED, MeetingState.OPEN):
        raise CoordinationRefusal(NOT_IN_PROGRESS)
    before, meeting.presiding = meeting.presiding, presiding
    meeting.save(update_fields=["presiding"])
    moved_on(meeting)
    record("meeting.chair_handed_over", meeting, meeting.term.body, by=by,
           before={"presiding": str(before or "")}, after={"presiding": presiding.name})  # fmt: skip
    return meeting


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Actor) -> Meeting:
    """Zamknięcie posiedzenia: everybody leaves, the item in hand ends. Raises CoordinationRefusal."""
    meeting = locked(meeting)
    if meeting.state == MeetingState.CLOSED:
        return meeting
    if Ballot.objects.filter(motion__item__meeting=meeting, state=BallotState.OPEN).exists():
        raise CoordinationRefusal(_("A ballot is open. Close it first."))
    _move(meeting, MeetingState.CLOSED)
    meeting.closed_at = timezone.now()
    meeting.save()
    meeting.presences.filter(ends__isnull=True).update(ends=meeting.closed_at)
    meeting.items.filter(state=ItemState.CURRENT).update(state=ItemState.DONE, ended_at=meeting.closed_at)
    moved_on(meeting)
    record("meeting.closed", meeting, meeting.term.body, by=by, after={"at": meeting.closed_at})
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Actor) -> Meeting:
    """Odwołanie posiedzenia. Raises CoordinationRefusal."""
    meeting = locked(meeting)
    _move(meeting, MeetingState.CANCELLED)
    meeting.save()
    record("meeting.cancelled", meeting, meeting.term.body, by=by)
    return meeting
