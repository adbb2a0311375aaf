"""Who was at a meeting: every seat with its member, who stood in, from when to when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from ..models import Mandate, Meeting, Presence
from ..sides import Side, sides


@dataclass(frozen=True)
class Stay:
    """One stay of one person; `until` is None while it lasts."""

    name: str
    since: datetime
    until: datetime | None
    remote: bool


@dataclass(frozen=True)
class Attendant:
    """One mandate in force at the meeting, with the stays of its member and of those who stood in."""

    number: int
    side: Side
    organisation: str
    name: str
    function: str
    voting: bool
    own: list[Stay]
    substitutes: list[Stay]

    @property
    def was_there(self) -> bool:
        """Whether the member, or somebody in their place, came."""
        return bool(self.own or self.substitutes)


def attendance(meeting: Meeting) -> list[Attendant]:
    """The list of presence, in the order of the seats; three queries."""
    start, end = meeting.opened_at or meeting.starts, meeting.closed_at or timezone.now()
    stays: defaultdict[int, list[Stay]] = defaultdict(list)
    for one in Presence.objects.filter(meeting=meeting).select_related("member").order_by("starts", "pk"):
        stays[one.member_id].append(Stay(one.member.name, one.starts, one.ends, one.remote))
    rows = Mandate.objects.filter(Q(ends__isnull=True) | Q(ends__gt=start), seat__term=meeting.term_id, starts__lte=end)
    rows = rows.select_related("seat", "member").prefetch_related("substitutes").order_by("seat__number", "starts")
    return [_attendant(mandate, stays) for mandate in rows]


def _attendant(mandate: Mandate, stays: dict[int, list[Stay]]) -> Attendant:
    seat = mandate.seat
    stood_in = [stay for one in mandate.substitutes.all() for stay in stays.get(one.member_id, [])]
    return Attendant(
        number=seat.number, side=sides()[seat.side], organisation=seat.organisation, name=mandate.member.name,
        function=mandate.get_function_display(), voting=seat.voting, own=stays.get(mandate.member_id, []),
        substitutes=stood_in,
    )  # fmt: skip
