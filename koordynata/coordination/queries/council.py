"""Who may vote, from the database, as the verdict's engine takes it. Persons are ids of members, seats ids of seats."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ..enums import MeetingForm, Reply
from ..models import AgendaItem, Mandate, Meeting, Member, Notice, Presence, Recusal, Seat, Substitute, Suspension
from ..verdict import Council, Span, Stay
from ..verdict import Mandate as MandateFact
from ..verdict import Recusal as RecusalFact
from ..verdict import Seat as SeatFact


def council_of(meeting: Meeting, item: AgendaItem | None = None) -> Council:
    """The council of a meeting; recusals are those of the item. At most seven queries, whatever its size."""
    presences, notices = Presence.objects.filter(meeting=meeting), Notice.objects.filter(meeting=meeting)
    return _council(meeting, item, Seat.objects.filter(term=meeting.term_id), presences, notices)


def council_around(member: Member, meeting: Meeting, item: AgendaItem, at: datetime) -> Council:
    """As much of the council as says for which seat one person acts at a moment.

    Whoever holds one voting seat acts for that seat or for none, whatever the others do, so a vote of five hundred
    reads one seat and not five hundred. For a substitute, or a holder of two seats, everybody counts.
    """
    held = Seat.objects.filter(
        term=meeting.term_id, voting=True, pk__in=Mandate.objects.filter(member=member, starts__lte=at)
        .exclude(ends__lte=at).values("seat"),
    )  # fmt: skip
    if len(held) != 1:
        return council_of(meeting, item)
    own = {"meeting": meeting, "member": member}
    return _council(meeting, item, held, Presence.objects.filter(**own), Notice.objects.filter(**own))


def _council(
    meeting: Meeting, item: AgendaItem | None, seats: QuerySet[Seat], presences: QuerySet[Presence],
    notices: QuerySet[Notice],
) -> Council:  # fmt: skip
    stays = presences.order_by("starts", "pk").values_list("member", "starts", "ends", "remote")
    recusals = Recusal.objects.filter(item=item).order_by("since", "pk").values_list("member", "since") if item else ()
    return Council(
        seats=_Seats(seats).facts(),
        stays=tuple(Stay(str(person), Span(starts, ends), remote) for person, starts, ends, remote in stays),
        away=_away(notices) if meeting.form == MeetingForm.WRITTEN else (),
        recusals=tuple(RecusalFact(str(person), since) for person, since in recusals),
    )


def _away(notices: QuerySet[Notice]) -> tuple[Stay, ...]:
    """Who answered that they cannot take part in a written procedure."""
    answered = notices.filter(replied_at__isnull=False, member__isnull=False).order_by("pk")
    replies = answered.filter(reply__in=[Reply.ABSENT, Reply.SUBSTITUTE]).values_list("member", "replied_at")
    return tuple(Stay(str(one), Span(at)) for one, at in replies if at)


@dataclass(frozen=True)
class _Seats:
    """Seats with their mandates, read as plain values: a body of five hundred is read for every page."""

    seats: QuerySet[Seat]

    def facts(self) -> tuple[SeatFact, ...]:
        """For the engine."""
        mandates, substitutes, suspensions = defaultdict(list), self._substitutes(), self._suspensions()
        rows = Mandate.objects.filter(seat__in=self.seats).order_by("seat", "starts")
        for pk, seat, person, starts, ends in rows.values_list("pk", "seat", "member", "starts", "ends"):
            mandates[seat].append(
                MandateFact(str(person), Span(starts, ends), tuple(substitutes[pk]), tuple(suspensions[pk]))
            )
        rows_of_seats = self.seats.order_by("number").values_list("pk", "side", "voting")
        return tuple(SeatFact(str(pk), side, tuple(mandates[pk]), voting) for pk, side, voting in rows_of_seats)

    def _substitutes(self) -> defaultdict[int, list[str]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        rows = Substitute.objects.filter(mandate__seat__in=self.seats).order_by("mandate", "order")
        for mandate, person in rows.values_list("mandate", "member"):
            found[mandate].append(str(person))
        return found

    def _suspensions(self) -> defaultdict[int, list[Span]]:
        found: defaultdict[int, list[Span]] = defaultdict(list)
        rows = Suspension.objects.filter(mandate__seat__in=self.seats).order_by("mandate", "starts")
        for mandate, starts, ends in rows.values_list("mandate", "starts", "ends"):
            found[mandate].append(Span(starts, ends))
        return found
