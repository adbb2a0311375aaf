"""Which letters about a meeting have not gone out yet."""

from django.db.models import F, Q, QuerySet

from ..enums import MeetingState
from ..models import Meeting, Notice


def unsent(meeting: Meeting) -> QuerySet[Notice]:
    """Notices with an address that have not been sent as of the meeting's present state.

    Of a cancelled meeting only those who had been told of it hear.
    """
    if meeting.state not in (MeetingState.CALLED, MeetingState.CANCELLED):
        return Notice.objects.none()
    rows = meeting.notices.select_related("meeting__term__body", "member__user")
    behind = Q(sent_sequence__lt=meeting.sequence)
    if meeting.state == MeetingState.CALLED:
        behind |= Q(sent_sequence__isnull=True)
    return with_address(rows).filter(behind).order_by("pk")


def with_address(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those to whom a letter can go."""
    return rows.exclude(Q(member__isnull=True, guest_email="") | Q(member__email=""))


def substitutes_to_tell(meeting: Meeting) -> QuerySet[Notice]:
    """Substitutes whose task changed since they were last told."""
    rows = meeting.notices.select_related("meeting__term__body", "member__user", "stands_in_for", "told_for")
    told = Q(told_for=F("stands_in_for")) | Q(told_for=None, stands_in_for=None)
    return with_address(rows.filter(member__isnull=False)).exclude(told).order_by("pk")
