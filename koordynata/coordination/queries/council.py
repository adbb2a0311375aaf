"""Who may vote, from the database, as the verdict's engine takes it. Persons are ids of members, seats ids of seats."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from ..enums import MeetingForm, MeetingState, Reply
from ..models import AgendaItem, Mandate, Meeting, Member, Notice, Presence, Recusal, Seat, Substitute, Suspension
from ..verdict import Council, Span, Stay
from ..verdict import Mandate as MandateFact
from ..verdict import Recusal as RecusalFact
from ..verdict import Seat as SeatFact


def council_of(meeting: Meeting, item: AgendaItem | None = None) -> Council:
    """The council of a meeting; recusals are those of the item. At most seven queries, whatever its size."""
    presences, notices = Presence.objects.filter(meeting=meeting), Notice.objects.filter(meeting=meeting)
    rows = Seat.objects.filter(term=meeting.term_id).order_by("number").values_list("pk", "side", "voting")
    return _council(meeting, item, _Seats(rows, "seat__term", meeting.term_id), presences, notices)


def council_shown(meeting: Meeting, item: AgendaItem | None = None) -> Council:
    """The same as pages show it: read once in each process for each version of a meeting in progress.

    Whatever changes who may vote moves the version (`services.trail`). What is decided is read anew: `council_of`.
    """
    if meeting.state != MeetingState.OPEN:
        return council_of(meeting, item)
    version = Meeting.objects.order_by().values_list("version", flat=True).get(pk=meeting.pk)  # the caller's may be old
    return _read_once(_Version(meeting.uid, version, item.pk if item else None, meeting, item))


@dataclass(frozen=True)
class _Version:
    """A meeting as it stood: known by its own key, for a number may come twice where a database was loaded anew."""

    uid: UUID
    version: int
    item_pk: int | None
    meeting: Meeting = field(compare=False)
    item: AgendaItem | None = field(compare=False)


@lru_cache(maxsize=16)
def _read_once(key: _Version) -> Council:
    return council_of(key.meeting, key.item)


def held_seats(member: Member, meeting: Meeting, at: datetime) -> list[Seat]:
    """The voting seats of the meeting's term that a person holds at a moment."""
    now = Q(mandates__ends__isnull=True) | Q(mandates__ends__gt=at)
    rows = Seat.objects.filter(now, term=meeting.term_id, voting=True, mandates__member=member,
                               mandates__starts__lte=at)  # fmt: skip
    return list(rows.order_by("pk"))


def council_around(meeting: Meeting, member: Member, item: AgendaItem, held: Sequence[Seat]) -> Council:
    """As much of the council as says for which seat a person acts who holds these.

    Whoever holds one voting seat acts for that seat or for none, whatever the others do, so a vote of five hundred
    reads one seat and not five hundred. For a substitute, or a holder of two seats, everybody counts.
    """
    if len(held) != 1:
        return council_of(meeting, item)
    (seat,), own = held, {"meeting": meeting, "member": member}
    seats = _Seats([(seat.pk, seat.side, seat.voting)], "seat", seat.pk)
    return _council(meeting, item, seats, Presence.objects.filter(**own), Notice.objects.filter(**own))


def _council(
    meeting: Meeting, item: AgendaItem | None, seats: "_Seats", presences: QuerySet[Presence],
    notices: QuerySet[Notice],
) -> Council:  # fmt: skip
    stays = presences.order_by("starts", "pk").values_list("member", "starts", "ends", "remote")
    recusals = Recusal.objects.filter(item=item).order_by("since", "pk").values_list("member", "since") if item else ()
    return Council(
        seats=seats.facts(),
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

    rows: Iterable[tuple[int, str, bool]]  # in their order
    owner: str  # what a mandate has in common with these seats, and no others
    key: int

    def facts(self) -> tuple[SeatFact, ...]:
        """For the engine."""
        mandates, substitutes, suspensions = defaultdict(list), self._substitutes(), self._suspensions()
        rows = Mandate.objects.filter(**{self.owner: self.key}).order_by("seat_id", "starts")
        for pk, seat, person, starts, ends in rows.values_list("pk", "seat_id", "member_id", "starts", "ends"):
            mandates[seat].append(
                MandateFact(str(person), Span(starts, ends), tuple(substitutes[pk]), tuple(suspensions[pk]))
            )
        return tuple(SeatFact(str(pk), side, tuple(mandates[pk]), voting) for pk, side, voting in self.rows)

    @property
    def _of_mandates(self) -> dict[str, Any]:
        return {f"mandate__{self.owner}": self.key}

    def _substitutes(self) -> defaultdict[int, list[str]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        rows = Substitute.objects.filter(**self._of_mandates).order_by("mandate_id", "order")
        for mandate, person in rows.values_list("mandate_id", "member_id"):
            found[mandate].append(str(person))
        return found

    def _suspensions(self) -> defaultdict[int, list[Span]]:
        found: defaultdict[int, list[Span]] = defaultdict(list)
        rows = Suspension.objects.filter(**self._of_mandates).order_by("mandate_id", "starts")
        for mandate, starts, ends in rows.values_list("mandate_id", "starts", "ends"):
            found[mandate].append(Span(starts, ends))
        return found
