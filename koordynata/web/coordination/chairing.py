"""What the chair and the office do during a meeting: each press is one verb."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import AgendaItem, Ballot, Meeting, Member, Motion
from koordynata.coordination.queries.people import people_of
from koordynata.coordination.rules import may_chair

from ..access import access
from ..requests import person_of
from .forms import HandsForm, MotionForm
from .live import page_of
from .loading import chaired, seen


def _done(request: HttpRequest, meeting: Meeting, verb: Callable[[], Any]) -> HttpResponse:
    """One verb, then the live page; a refusal is said there."""
    try:
        verb()
    except CoordinationRefusal as refusal:
        messages.error(request, str(refusal))
    except ValidationError as mistakes:
        messages.error(request, " ".join(mistakes.messages))
    return redirect("coordination:meeting", pk=meeting.pk)


def _item(meeting: Meeting, pk: int) -> AgendaItem:
    return get_object_or_404(meeting.items, pk=pk)


def _ballot(meeting: Meeting, pk: int) -> Ballot:
    return get_object_or_404(Ballot, pk=pk, motion__item__meeting=meeting)


@access(Permission.VIEW_MEETINGS)
@require_POST
def open_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the meeting."""
    meeting = chaired(request, pk)
    return _done(request, meeting, lambda: services.open_meeting(meeting=meeting, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def close_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the meeting."""
    meeting = chaired(request, pk)
    return _done(request, meeting, lambda: services.close_meeting(meeting=meeting, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def begin_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Discuss an item now."""
    meeting = chaired(request, pk)
    one = _item(meeting, item)
    return _done(request, meeting, lambda: services.begin_item(item=one, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def end_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Close an item, or put it off."""
    meeting = chaired(request, pk)
    one, postponed = _item(meeting, item), "postponed" in request.POST
    return _done(request, meeting, lambda: services.end_item(item=one, postponed=postponed, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def move_motion(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Put a motion or an election before the body."""
    meeting = chaired(request, pk)
    one, form = _item(meeting, item), MotionForm(request.POST, auto_id="motion_%s")
    if not form.is_valid():
        return render(request, "coordination/meeting.html", page_of(request, meeting, motion_form=form), status=422)
    return _done(request, meeting, lambda: services.move_motion(item=one, by=person_of(request), **form.cleaned_data))


@access(Permission.VIEW_MEETINGS)
@require_POST
def open_ballot(request: HttpRequest, pk: int, motion: int) -> HttpResponse:
    """Open a ballot over a motion."""
    meeting = chaired(request, pk)
    one = get_object_or_404(Motion, pk=motion, item__meeting=meeting)
    mode = request.POST.get("mode", "")
    by_hands, kind = mode == "hands", BallotMode.SECRET if mode == BallotMode.SECRET else BallotMode.OPEN
    return _done(
        request, meeting, lambda: services.open_ballot(motion=one, mode=kind, by_hands=by_hands, by=person_of(request))
    )


@access(Permission.VIEW_MEETINGS)
@require_POST
def enter_hands(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """The count of shown hands."""
    meeting = chaired(request, pk)
    one = _ballot(meeting, ballot)
    form = HandsForm(one, request.POST)
    if not form.is_valid():
        return render(request, "coordination/meeting.html", page_of(request, meeting, hands_form=form), status=422)
    return _done(request, meeting, lambda: services.enter_hands(ballot=one, hands=form.hands(), by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def close_ballot(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """Close the ballot and announce the result."""
    meeting = chaired(request, pk)
    one = _ballot(meeting, ballot)
    return _done(request, meeting, lambda: services.close_ballot(ballot=one, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody comes or leaves: by the chair for anybody, by members for themselves."""
    meeting = seen(request, pk)
    by, remote = person_of(request), "remote" in request.POST
    if "leave" in request.POST:
        return _done(
            request, meeting, lambda: services.leave(meeting=meeting, member=_person(request, meeting, "leave"), by=by)
        )
    return _done(request, meeting, lambda: services.arrive(
        meeting=meeting, member=_person(request, meeting, "member"), remote=remote, by=by
    ))  # fmt: skip


def _person(request: HttpRequest, meeting: Meeting, field: str) -> Member:
    """The person a form names: anybody of the body for the chair, oneself for others. Raises CoordinationRefusal."""
    rows = Member.objects.filter(people_of(meeting)).distinct().order_by("pk")
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
    return _done(request, meeting, lambda: services.recuse(
        item=one, member=_person(request, meeting, "member"), reason=reason, by=by
    ))  # fmt: skip
