"""Minutes: drafted, edited, presented, approved; afterwards only corrected."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.numbering import next_number
from koordynata.foundation.states import IllegalMove

from ..drafting import draft_sections
from ..enums import MINUTES_MOVES, BallotState, MeetingState, MinutesState
from ..errors import CoordinationRefusal
from ..models import Ballot, Correction, Meeting, Minutes
from .meetings import locked as locked_meeting
from .trail import record

Sections = Sequence[Mapping[str, str]]


@transaction.atomic
def draft_minutes(*, meeting: Meeting, by: Actor) -> Minutes:
    """Build them from what the room knows; asked again, what is there stays. Raises CoordinationRefusal."""
    meeting = locked_meeting(meeting)
    if found := Minutes.objects.filter(meeting=meeting).first():
        return found
    if meeting.state != MeetingState.CLOSED:
        raise CoordinationRefusal(_("Minutes are drafted when the meeting is closed."))
    minutes = Minutes.objects.create(meeting=meeting, sections=draft_sections(meeting), changed_by=by.audit_label)
    record("minutes.drafted", minutes, meeting.term.body, by=by, after={"sections": len(minutes.sections)})
    return minutes


@transaction.atomic
def edit_minutes(*, minutes: Minutes, sections: Sections, seen_version: int, by: Actor) -> Minutes:
    """Save a draft over the version that the page showed. Raises ChangedMeanwhile, CoordinationRefusal.

    Two secretaries at once: the second save loses nothing and overwrites nothing; it is told what stands there now.
    """
    current, wanted = _locked(minutes), _clean(sections)
    if current.state != MinutesState.DRAFT:
        raise CoordinationRefusal(_not_a_draft(current))
    if current.sections == wanted:
        return current
    if current.version != seen_version:
        raise ChangedMeanwhile(current.sections, current.version, current.changed_at, current.changed_by)
    before, current.sections = current.sections, wanted
    current.version, current.changed_at, current.changed_by = current.version + 1, timezone.now(), by.audit_label
    current.save()
    record("minutes.edited", current, current.meeting.term.body, by=by,
           before={"sections": before}, after={"sections": wanted, "version": current.version})  # fmt: skip
    return current


def _clean(sections: Sections) -> list[dict[str, str]]:
    """Sections with neither title nor text are gone. Raises CoordinationRefusal."""
    found = [
        {"title": one["title"].strip(), "text": one["text"].replace("\r\n", "\n").replace("\0", "").strip()}
        for one in sections
    ]
    found = [one for one in found if one["title"] or one["text"]]
    if not found:
        raise CoordinationRefusal(_("Minutes are not empty."))
    if any(not one["title"] for one in found):
        raise CoordinationRefusal(_("Give every section a title."))
    return found


def _not_a_draft(minutes: Minutes) -> str:
    if minutes.state == MinutesState.APPROVED:
        return _("The minutes are approved: they are not changed any more, only corrected.")
    return _("The minutes are presented for approval. Take them back to edit them.")


@transaction.atomic
def present_minutes(*, minutes: Minutes, by: Actor) -> Minutes:
    """Przedłożenie: members read them from now on. Raises CoordinationRefusal."""
    return _move(minutes, MinutesState.PRESENTED, "minutes.presented", by)


@transaction.atomic
def take_back_minutes(*, minutes: Minutes, by: Actor) -> Minutes:
    """Back to the desk, to be edited. Raises CoordinationRefusal."""
    return _move(minutes, MinutesState.DRAFT, "minutes.taken_back", by)


def _move(minutes: Minutes, state: MinutesState, verb: str, by: Actor) -> Minutes:
    current = _locked(minutes)
    if current.state == state:
        return current
    try:
        MINUTES_MOVES.check(current.state, state)
    except IllegalMove:
        raise CoordinationRefusal(_("In their present state the minutes cannot do that.")) from None
    current.state = state
    current.save(update_fields=["state"])
    record(verb, current, current.meeting.term.body, by=by, after={"version": current.version})
    return current


@transaction.atomic
def approve_minutes(*, minutes: Minutes, meeting: Meeting, ballot: Ballot | None = None, by: Actor) -> Minutes:
    """Przyjęcie at a later meeting of the same body, by a ballot where there was one. Raises CoordinationRefusal."""
    current = _locked(minutes)
    if current.state == MinutesState.APPROVED:
        return current
    if current.state != MinutesState.PRESENTED:
        raise CoordinationRefusal(_("Present the minutes first: members read them before they approve them."))
    _check_meeting(current, meeting)
    if ballot is not None:
        _check_ballot(meeting, ballot)
    current.state, current.approved_at = MinutesState.APPROVED, timezone.now()
    current.approved_in, current.approved_by = meeting, ballot
    after = {"in": str(meeting), "ballot": ballot and ballot.pk, "version": current.version}
    event = record("minutes.approved", current, current.meeting.term.body, by=by,
                   after=after | {"sections": current.sections})  # fmt: skip
    current.audit_head = event.hash
    current.save()
    return current


def _check_meeting(minutes: Minutes, meeting: Meeting) -> None:
    own = minutes.meeting
    if meeting.term.body_id != own.term.body_id or meeting.starts <= own.starts:
        raise CoordinationRefusal(_("Minutes are approved at a later meeting of the same body."))
    if meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
        raise CoordinationRefusal(_("The meeting at which they are to be approved has not begun."))


def _check_ballot(meeting: Meeting, ballot: Ballot) -> None:
    if ballot.motion.item.meeting_id != meeting.pk:
        raise CoordinationRefusal(_("This ballot was not held at that meeting."))
    if ballot.state != BallotState.CLOSED or not (ballot.verdict and ballot.verdict["positive"]):
        raise CoordinationRefusal(_("This ballot adopted nothing."))


@transaction.atomic
def correct_minutes(*, minutes: Minutes, text: str, by: Actor) -> Correction:
    """Sprostowanie of approved minutes: stands beside them, changes nothing in them. Raises CoordinationRefusal."""
    current = _locked(minutes)
    if current.state != MinutesState.APPROVED:
        raise CoordinationRefusal(_("Only approved minutes are corrected; a draft is edited."))
    if not text.strip():
        raise CoordinationRefusal(_("Say what is corrected."))
    number = next_number(current.corrections.all())
    correction = Correction.objects.create(
        minutes=current, number=number, text=text.strip().replace("\0", ""), by=by.audit_label
    )
    after = {"number": correction.number, "text": correction.text}
    record("minutes.corrected", current, current.meeting.term.body, by=by, after=after)
    return correction


def _locked(minutes: Minutes) -> Minutes:
    rows = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__term__body__territory")
    return rows.get(pk=minutes.pk)
