"""Ballots that are open."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils import timezone

from ..enums import BallotState
from ..models import Ballot, Meeting


def open_ballots(meeting: Meeting) -> list[Ballot]:
    """Those of a meeting, in the order of their opening; more than one only in a written procedure."""
    return _read(meeting, state=BallotState.OPEN)


def ballot_in(meeting: Meeting, wanted: int | None) -> Ballot | None:
    """The one asked for, open or closed, when it is this meeting's."""
    return next(iter(_read(meeting, pk=wanted or 0)), None)


def _read(meeting: Meeting, **which: Any) -> list[Ballot]:
    """Each holds the meeting as the caller read it, which spares a join of five tables."""
    rows = Ballot.objects.filter(motion__item__meeting=meeting, **which).select_related("motion__item").order_by("pk")
    found = list(rows)
    for ballot in found:
        ballot.motion.item.meeting = meeting
    return found


def ballot_in_hand(meeting: Meeting, at: datetime, wanted: int | None = None) -> Ballot | None:
    """The one asked for, else the first that still takes votes, else the first that waits to be closed."""
    ballots = open_ballots(meeting)
    asked = next((one for one in ballots if one.pk == wanted), None)
    return asked or next((one for one in ballots if one.takes_votes(at)), ballots[0] if ballots else None)


def closed_last(meeting: Meeting) -> Ballot | None:
    """The one whose result people wait for."""
    rows = Ballot.objects.filter(motion__item__meeting=meeting, state=BallotState.CLOSED)
    return rows.select_related("motion__item").order_by("-closed_at", "-pk").first()


def stamp_of(meeting: Meeting, *, votes: bool = True) -> str:
    """Changes with everything that a page shows of a meeting; a phone leaves the votes of others out.

    One small query, whatever the size of the body: this is what every page asks every few seconds.
    """
    open_now = Ballot.objects.filter(motion__item__meeting=meeting, state=BallotState.OPEN)
    told = open_now.aggregate(votes=Sum("revision"), over=Count("pk", filter=Q(closes_at__lte=timezone.now())))
    return f"{meeting.version}.{told['over']}" + (f".{told['votes'] or 0}" if votes else "")
