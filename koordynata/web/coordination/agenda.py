"""The agenda with its clock times and papers, and its editing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.enums import ItemState, MeetingState
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import AgendaItem, Meeting
from koordynata.coordination.queries.agenda import agenda_with_papers
from koordynata.coordination.rules import may_read_confidential, may_run
from koordynata.coordination.services.items import ITEM_FIELDS
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.stale import state_of

from ..access import access
from ..refusals import say_on
from ..requests import person_of
from .agenda_forms import ItemForm
from .loading import run, seen

CHANGEABLE = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN)


@access(Permission.VIEW_MEETINGS)
@require_safe
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda for everybody; the office orders and writes it here."""
    return _page(request, seen(request, pk))


def agenda_of(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """Items with their times, and the papers that this reader may open."""
    return agenda_with_papers(meeting, confidential=may_read_confidential(request.user, meeting))


def _page(request: HttpRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    runs = may_run(request.user, meeting.term.body)
    context = agenda_of(request, meeting) | {
        "runs": runs, "writes": runs and meeting.state in CHANGEABLE, "waiting": ItemState.WAITING,
        "open": meeting.state == MeetingState.OPEN, "item_form": ItemForm(auto_id="item_%s"),
    }  # fmt: skip
    return render(request, "coordination/planning/agenda.html", context | more, status=status)


def item_of(meeting: Meeting, pk: int) -> AgendaItem:
    """An item of this meeting."""
    return get_object_or_404(meeting.items.select_related("meeting__term__body"), pk=pk)


def back(meeting: Meeting, item: AgendaItem | None = None) -> HttpResponse:
    """To the agenda, at the item."""
    return redirect(reverse("coordination:agenda", args=[meeting.pk]) + (f"#item-{item.pk}" if item else ""))


@access(Permission.RUN_MEETINGS)
@require_POST
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an item at the end."""
    meeting, form = run(request, pk), ItemForm(request.POST, auto_id="item_%s")
    if form.is_valid():
        try:
            item = services.add_item(meeting=meeting, by=person_of(request), **form.cleaned_data)
        except (CoordinationRefusal, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            return back(meeting, item)
    return _page(request, meeting, status=422, item_form=form)


@access(Permission.RUN_MEETINGS)
def change_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Title, kind, rapporteur, minutes."""
    meeting = run(request, pk)
    one = item_of(meeting, item)
    form = ItemForm(request.POST or None, initial={name: getattr(one, name) for name in ITEM_FIELDS})
    context: dict[str, Any] = {
        "form": form, "meeting": meeting, "heading": _("Change an item of the agenda"), "submit": _("Save"),
        "seen": request.POST.get("seen") or state_of(one, ITEM_FIELDS),
    }  # fmt: skip
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            seen_state = request.POST.get("seen", "")
            services.change_item(item=one, seen=seen_state, by=person_of(request), **form.cleaned_data)
        except ChangedMeanwhile:
            context |= {"late_item": one, "seen": state_of(one, ITEM_FIELDS)}
            status = 409
        except (CoordinationRefusal, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            return back(meeting, one)
    if form.errors:
        status = 422
    return render(request, "coordination/planning/form.html", context, status=status)


def _press(request: HttpRequest, meeting: Meeting, verb: Callable[[], Any], item: AgendaItem | None) -> HttpResponse:
    try:
        verb()
    except CoordinationRefusal as refusal:
        messages.error(request, str(refusal))
    return back(meeting, item)


@access(Permission.RUN_MEETINGS)
@require_POST
def move_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Give an item another place: by a button, or dragged."""
    meeting = run(request, pk)
    one, text = item_of(meeting, item), request.POST.get("position", "")
    place = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else one.position
    return _press(request, meeting, lambda: services.move_item(item=one, position=place, by=person_of(request)), one)


@access(Permission.RUN_MEETINGS)
@require_POST
def remove_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an item off the agenda."""
    meeting = run(request, pk)
    one = item_of(meeting, item)
    return _press(request, meeting, lambda: services.remove_item(item=one, by=person_of(request)), None)
