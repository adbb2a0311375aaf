"""Coming, leaving, coming back; staying out of a matter."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import MeetingState
from ..errors import CoordinationRefusal
from ..models import AgendaItem, Mandate, Meeting, Member, Presence, Recusal, Substitute
from ..queries.rules import rules_on
from ..wording import NOT_IN_PROGRESS
from .meetings import locked
from .trail import moved_on, record


@transaction.atomic
def arrive(*, meeting: Meeting, member: Member, remote: bool = False, by: Actor) -> Presence:
    """Somebody comes, or changes from the room to the link and back. Raises CoordinationRefusal."""
    meeting = locked(meeting)
    _check_arrival(meeting, member, remote)
    now = timezone.now()
    here = meeting.presences.filter(member=member, ends__isnull=True).first()
    if here and here.remote == remote:
        return here
    if here:
        here.ends = now
        here.save(update_fields=["ends"])
    presence = Presence.objects.create(meeting=meeting, member=member, remote=remote, starts=now)
    moved_on(meeting)
    record("presence.arrived", presence, meeting.term.body, by=by, after={"person": member.name, "remote": remote})
    return presence


def _check_arrival(meeting: Meeting, member: Member, remote: bool) -> None:
    if meeting.state != MeetingState.OPEN:
        raise CoordinationRefusal(NOT_IN_PROGRESS)
    own = Mandate.objects.filter(seat__term=meeting.term, member=member).exists()
    stands_in = Substitute.objects.filter(mandate__seat__term=meeting.term, member=member).exists()
    if not (own or stands_in):
        raise CoordinationRefusal(_("Only members and substitutes are on the list of presence."))
    rules = rules_on(meeting.term.body, timezone.localdate())
    if remote and not rules.remote_presence:
        raise CoordinationRefusal(_("The rules of procedure do not allow remote presence."))


@transaction.atomic
def leave(*, meeting: Meeting, member: Member, by: Actor) -> None:
    """Somebody leaves; who is not there cannot leave, and nothing happens."""
    meeting = locked(meeting)
    presence = meeting.presences.filter(member=member, ends__isnull=True).first()
    if presence is None:
        return
    presence.ends = timezone.now()
    presence.save(update_fields=["ends"])
    moved_on(meeting)
    record("presence.left", presence, meeting.term.body, by=by, after={"person": member.name})


@transaction.atomic
def recuse(*, item: AgendaItem, member: Member, reason: str = "", by: Actor) -> Recusal:
    """Somebody stays out of a matter from now on. A vote already cast in it stands. Raises CoordinationRefusal."""
    meeting = locked(item.meeting)
    if meeting.state == MeetingState.CLOSED:
        raise CoordinationRefusal(NOT_IN_PROGRESS)
    values = {"since": timezone.now(), "reason": reason}
    recusal, made = Recusal.objects.get_or_create(item=item, member=member, defaults=values)
    if made:
        moved_on(meeting)
        after = {"item": item.title, "person": member.name, "reason": reason}
        record("recusal.declared", recusal, meeting.term.body, by=by, after=after)
    return recusal
