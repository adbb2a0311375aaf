"""What the chair and the office do during a meeting: each press is one verb."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import AgendaItem, Meeting, Member
from koordynata.coordination.queries.people import people_of
from koordynata.coordination.rules import may_chair

from ..access import access
from ..requests import person_of
from .loading import chaired, seen
from .pressing import done


def _item(meeting: Meeting, pk: int) -> AgendaItem:
    return get_object_or_404(meeting.items, pk=pk)


@access(Permission.VIEW_MEETINGS)
@require_POST
def open_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the meeting."""
    meeting = chaired(request, pk)
    return done(request, meeting, lambda: services.open_meeting(meeting=meeting, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def close_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the meeting."""
    meeting = chaired(request, pk)
    return done(request, meeting, lambda: services.close_meeting(meeting=meeting, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def begin_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Discuss an item now."""
    meeting = chaired(request, pk)
    one = _item(meeting, item)
    return done(request, meeting, lambda: services.begin_item(item=one, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def end_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Close an item, or put it off."""
    meeting = chaired(request, pk)
    one, postponed = _item(meeting, item), "postponed" in request.POST
    return done(request, meeting, lambda: services.end_item(item=one, postponed=postponed, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody comes or leaves: by the chair for anybody, by members for themselves."""
    meeting = seen(request, pk)
    by, remote = person_of(request), "remote" in request.POST
    if "leave" in request.POST:
        return done(
            request, meeting, lambda: services.leave(meeting=meeting, member=_person(request, meeting, "leave"), by=by)
        )
    return done(request, meeting, lambda: services.arrive(
        meeting=meeting, member=_person(request, meeting, "member"), remote=remote, by=by
    ))  # fmt: skip


def _person(request: HttpRequest, meeting: Meeting, field: str) -> Member:
    """The person a form names: anybody of the body for the chair, oneself for others. Raises CoordinationRefusal."""
    rows = Member.objects.filter(people_of(meeting)).order_by("pk")
    if not may_chair(person_of(request), meeting):
        rows = rows.filter(user=person_of(request))
    pk = request.POST.get(field, "")
    found = rows.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 12 else None
    if found is None:
        raise CoordinationRefusal(_("Choose a person of this body."))
    return found


@access(Permission.VIEW_MEETINGS)
@require_POST
def recuse(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Somebody stays out of a matter: entered by the chair, or declared by oneself."""
    meeting = seen(request, pk)
    one, by, reason = _item(meeting, item), person_of(request), request.POST.get("reason", "")[:300]
    return done(request, meeting, lambda: services.recuse(
        item=one, member=_person(request, meeting, "member"), reason=reason, by=by
    ))  # fmt: skip
