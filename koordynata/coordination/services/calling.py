"""Calling a meeting, changing what was called, cancelling it: the invited hear of each."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koordynata.foundation.audit import Actor
from koordynata.foundation.stale import check_seen

from ..enums import Capacity, MeetingState
from ..errors import CoordinationRefusal
from ..models import Meeting, Notice
from ..queries.calling import chair_of, notice_period, to_invite
from .meetings import locked, move
from .trail import moved_on, record

# A change of one of these is a change of what was called; the answers given so far answered another day.
TOLD = ("starts", "ends", "place", "link", "form", "title")
NEW_ANSWER = ("starts", "form")


@transaction.atomic
def call_meeting(*, meeting: Meeting, short_notice_reason: str = "", by: Actor) -> Meeting:
    """Zwołanie: a notice for every member and substitute; the letters go out afterwards.

    Raises CoordinationRefusal, also where the notice is shorter than the rules ask and nobody says why.
    """
    meeting = locked(meeting)
    move(meeting, MeetingState.CALLED)
    check_notice(meeting, short_notice_reason)
    meeting.called_at = timezone.now()
    meeting.presiding = meeting.presiding or chair_of(meeting)
    meeting.full_clean()
    meeting.save()
    after = {"notices": _write_notices(meeting), "reason": meeting.short_notice_reason}
    moved_on(meeting)
    record("meeting.called", meeting, meeting.term.body, by=by, after=after)
    return meeting


def _write_notices(meeting: Meeting) -> int:
    """A notice for everybody of the lists who has none yet; how many."""
    people, known = to_invite(meeting), set(meeting.notices.values_list("member", flat=True))
    fresh = [
        Notice(meeting=meeting, member_id=person, capacity=people[person]) for person in sorted(people.keys() - known)
    ]
    return len(Notice.objects.bulk_create(fresh))


def check_notice(meeting: Meeting, reason: str) -> None:
    """Keep the reason of a notice that is too short. Raises CoordinationRefusal where there is none."""
    period = notice_period(meeting)
    if period is None or period.is_enough:
        meeting.short_notice_reason = ""
        return
    if not reason.strip():
        days = ngettext(
            "The rules of procedure ask for %(days)d day of notice.",
            "The rules of procedure ask for %(days)d days of notice.", period.rule.days,
        ) % {"days": period.rule.days}  # fmt: skip
        raise CoordinationRefusal(
            days + " " + _("The last day to call this meeting was %(day)s. Say why it is called later.")
            % {"day": period.last_day.strftime("%d.%m.%Y")}
        )  # fmt: skip
    meeting.short_notice_reason = reason.strip()


@transaction.atomic
def change_meeting(
    *, meeting: Meeting, short_notice_reason: str = "", seen: str | None = None, by: Actor, **values: Any
) -> Meeting:
    """Change day, place or form before the meeting opens; those who were called are told. `seen`: see `state_of`.

    Answers to another day or form are asked for anew. Raises CoordinationRefusal, ValidationError.
    """
    meeting = locked(meeting)
    if meeting.state not in (MeetingState.PLANNED, MeetingState.CALLED):
        raise CoordinationRefusal(_("The meeting has begun or was cancelled: its day and place stand."))
    check_seen(meeting, TOLD, seen)
    before = {name: getattr(meeting, name) for name in values if getattr(meeting, name) != values[name]}
    for name in before:
        setattr(meeting, name, values[name])
    if meeting.state == MeetingState.CALLED and "starts" in before:
        check_notice(meeting, short_notice_reason)
    meeting.full_clean()
    meeting.save()
    if not before:
        return meeting
    if meeting.state == MeetingState.CALLED and before.keys() & set(TOLD):
        _raise_sequence(meeting)
        _write_notices(meeting)
    if meeting.state == MeetingState.CALLED and before.keys() & set(NEW_ANSWER):
        meeting.notices.update(reply="", replied_at=None, stands_in_for=None)
    moved_on(meeting)
    after = {name: values[name] for name in before}
    record("meeting.changed", meeting, meeting.term.body, by=by, before=before, after=after)
    return meeting


def _raise_sequence(meeting: Meeting) -> None:
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])


@transaction.atomic
def tell_again(*, meeting: Meeting, by: Actor) -> Meeting:
    """Send everybody the notice anew, with the agenda as it stands now; who joined meanwhile gets one too.

    Raises CoordinationRefusal.
    """
    meeting = locked(meeting)
    if meeting.state != MeetingState.CALLED:
        raise CoordinationRefusal(_("Notices go out between the call and the opening."))
    _raise_sequence(meeting)
    _write_notices(meeting)
    record("meeting.told_again", meeting, meeting.term.body, by=by, after={"number": meeting.sequence})
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str = "", by: Actor) -> Meeting:
    """Odwołanie posiedzenia; those who were called are told. Raises CoordinationRefusal."""
    meeting = locked(meeting)
    called = meeting.state == MeetingState.CALLED
    move(meeting, MeetingState.CANCELLED)
    meeting.cancelled_because = reason.strip()
    meeting.full_clean()
    meeting.save()
    if called:
        _raise_sequence(meeting)
    moved_on(meeting)
    record("meeting.cancelled", meeting, meeting.term.body, by=by, after={"reason": meeting.cancelled_because})
    return meeting


@transaction.atomic
def invite_guest(*, meeting: Meeting, name: str, email: str = "", by: Actor) -> Notice:
    """A notice for somebody who is no member. Raises CoordinationRefusal, ValidationError."""
    meeting = locked(meeting)
    if meeting.state not in (MeetingState.PLANNED, MeetingState.CALLED):
        raise CoordinationRefusal(_("Guests are invited before the meeting opens."))
    notice = Notice(meeting=meeting, capacity=Capacity.GUEST, guest_name=name.strip(), guest_email=email.lower())
    notice.full_clean()
    notice.save()
    record("notice.guest_invited", notice, meeting.term.body, by=by, after={"name": name})
    return notice


@transaction.atomic
def uninvite_guest(*, notice: Notice, by: Actor) -> None:
    """Take a guest off the list before anything was sent; later the guest stays. Raises CoordinationRefusal."""
    found = Notice.objects.select_for_update(of=("self",)).filter(pk=notice.pk, capacity=Capacity.GUEST).first()
    if found is None:
        return
    if found.sent_at is not None:
        raise CoordinationRefusal(_("The notice has gone out: the guest stays on the list."))
    record("notice.guest_removed", found, found.meeting.term.body, by=by, before={"name": found.guest_name})
    found.delete()
