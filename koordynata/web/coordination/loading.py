"""Meetings by their address: a foreign one answers exactly like one that does not exist."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from koordynata.coordination.models import Meeting
from koordynata.coordination.queries.meetings import visible_meetings
from koordynata.coordination.rules import may_chair, may_run

from ..requests import person_of


def meetings_of(request: HttpRequest) -> QuerySet[Meeting]:
    """The meetings that the reader may see."""
    return visible_meetings(person_of(request))


def chosen_ballot(told: QueryDict) -> int | None:
    """The ballot that an address or a form names."""
    text = told.get("ballot", "")
    return int(text) if text.isdecimal() and len(text) < 12 else None


def seen(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, when the reader may see it."""
    return get_object_or_404(meetings_of(request), pk=pk)


def chaired(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, when the reader presides over it or runs the office."""
    meeting = seen(request, pk)
    if not may_chair(person_of(request), meeting):
        raise Http404
    return meeting


def run(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, when the reader keeps the body's affairs."""
    meeting = seen(request, pk)
    if not may_run(person_of(request), meeting.term.body):
        raise Http404
    return meeting
