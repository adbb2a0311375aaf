"""Planning, opening and closing meetings."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.numbering import next_number
from koordynata.foundation.states import IllegalMove

from ..enums import MEETING_MOVES, ItemState, MeetingState
from ..errors import CoordinationRefusal
from ..models import Meeting, Member, Term
from ..wording import NOT_IN_PROGRESS
from .pending import wait_for_ballots
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
def plan_year(*, term: Term, starts: Iterable[datetime], lasts: timedelta, by: Actor, **values: Any) -> list[Meeting]:
    """Plan several meetings at once; a moment for which one is planned already is passed over.

    Raises ValidationError.
    """
    taken = set(term.meetings.exclude(state=MeetingState.CANCELLED).values_list("starts", flat=True))
    return [
        plan_meeting(term=term, starts=one, ends=one.astimezone(UTC) + lasts, by=by, **values)
        for one in sorted(set(starts))
        if one not in taken
    ]


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands, for one writer at a time."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("term__body__territory")
    return rows.get(pk=meeting.pk)


def move(meeting: Meeting, state: MeetingState) -> None:
    """Give a meeting another state, unsaved. Raises CoordinationRefusal."""
    try:
        MEETING_MOVES.check(meeting.state, state)
    except IllegalMove:
        raise CoordinationRefusal(_("In its present state the meeting cannot do that.")) from None
    meeting.state = state


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Actor, presiding: Member | None = None) -> Meeting:
    """Otwarcie posiedzenia. Raises CoordinationRefusal."""
    meeting = locked(meeting)
    move(meeting, MeetingState.OPEN)
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
    wait_for_ballots(motion__item__meeting=meeting)
    move(meeting, MeetingState.CLOSED)
    meeting.closed_at = timezone.now()
    meeting.save()
    meeting.presences.filter(ends__isnull=True).update(ends=meeting.closed_at)
    meeting.items.filter(state=ItemState.CURRENT).update(state=ItemState.DONE, ended_at=meeting.closed_at)
    moved_on(meeting)
    record("meeting.closed", meeting, meeting.term.body, by=by, after={"at": meeting.closed_at})
    return meeting
