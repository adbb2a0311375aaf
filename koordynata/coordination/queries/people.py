"""People of a body as they stand in its lists."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ..models import Body, Mandate, Meeting, Member, Substitute


def people_of(meeting: Meeting, **own: Any) -> Q:
    """The filter for members and substitutes of the meeting's term; `own`: what is known of the person besides."""
    held = Mandate.objects.filter(seat__term=meeting.term_id, member=OuterRef("pk"), **own)
    stands_in = Substitute.objects.filter(mandate__seat__term=meeting.term_id, member=OuterRef("pk"), **own)
    return Q(Exists(held)) | Q(Exists(stands_in))


def member_of(user: Any, meeting: Meeting) -> Member | None:
    """The entry of a user in this body, as member or substitute."""
    if not getattr(user, "is_authenticated", False):
        return None
    return Member.objects.filter(people_of(meeting, member__user=user), user=user).order_by("pk").first()


def members_of(body: Body) -> QuerySet[Member]:
    """Everybody who is or was a member or a substitute of a body."""
    inside = Q(mandates__seat__term__body=body) | Q(stands_in__mandate__seat__term__body=body)
    return Member.objects.filter(inside).select_related("user").distinct().order_by("name", "pk")


def sits_now(user: Any, meeting: Meeting) -> bool:
    """Whether the user holds a mandate of the body today, or stands in for one."""
    if not getattr(user, "is_authenticated", False):
        return False
    now = timezone.now()
    held = Mandate.objects.filter(seat__term=meeting.term, starts__lte=now).exclude(ends__lte=now)
    return held.filter(Q(member__user=user) | Q(substitutes__member__user=user)).exists()
