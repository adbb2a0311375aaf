"""Who may vote, from the database, as the verdict's engine takes it. Persons are ids of members, seats ids of seats."""

from collections import defaultdict
from collections.abc import Iterable

from ..enums import MeetingForm, Reply
from ..models import AgendaItem, Mandate, Meeting, Presence, Recusal, Seat, Substitute, Suspension, Term
from ..verdict import Council, Span, Stay
from ..verdict import Mandate as MandateFact
from ..verdict import Recusal as RecusalFact
from ..verdict import Seat as SeatFact


def council_of(meeting: Meeting, item: AgendaItem | None = None) -> Council:
    """The council of a meeting; recusals are those of the item. At most seven queries, whatever its size."""
    recusals = Recusal.objects.filter(item=item) if item else Recusal.objects.none()
    return Council(
        seats=_seats(meeting.term),
        stays=_stays(Presence.objects.filter(meeting=meeting)),
        away=_away(meeting) if meeting.form == MeetingForm.WRITTEN else (),
        recusals=tuple(RecusalFact(str(one.member_id), one.since) for one in recusals),
    )


def _away(meeting: Meeting) -> tuple[Stay, ...]:
    """Who answered that they cannot take part in a written procedure."""
    replies = meeting.notices.filter(
        reply__in=[Reply.ABSENT, Reply.SUBSTITUTE], replied_at__isnull=False, member__isnull=False
    )
    return tuple(Stay(str(one.member_id), Span(one.replied_at)) for one in replies if one.replied_at)


def _seats(term: Term) -> tuple[SeatFact, ...]:
    mandates = defaultdict(list)
    substitutes, suspensions = _substitutes(term), _suspensions(term)
    for mandate in Mandate.objects.filter(seat__term=term).order_by("seat", "starts"):
        mandates[mandate.seat_id].append(MandateFact(
            str(mandate.member_id), Span(mandate.starts, mandate.ends),
            tuple(substitutes[mandate.pk]), tuple(suspensions[mandate.pk]),
        ))  # fmt: skip
    return tuple(
        SeatFact(str(seat.pk), seat.side, tuple(mandates[seat.pk]), seat.voting)
        for seat in Seat.objects.filter(term=term).order_by("number")
    )


def _substitutes(term: Term) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for one in Substitute.objects.filter(mandate__seat__term=term).order_by("mandate", "order"):
        found[one.mandate_id].append(str(one.member_id))
    return found


def _suspensions(term: Term) -> defaultdict[int, list[Span]]:
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for one in Suspension.objects.filter(mandate__seat__term=term).order_by("mandate", "starts"):
        found[one.mandate_id].append(Span(one.starts, one.ends))
    return found


def _stays(presences: Iterable[Presence]) -> tuple[Stay, ...]:
    return tuple(Stay(str(one.member_id), Span(one.starts, one.ends), one.remote) for one in presences)
