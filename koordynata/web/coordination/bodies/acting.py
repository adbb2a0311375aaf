"""What the office does in a body: each press is one verb; with mistakes its page comes back with the form open."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.models import Body, GroupReport, Seat

from ...access import access
from ...drafts import drafted
from ...requests import person_of
from .carrying import DONE, carry_out
from .forms import ChangeSeatForm
from .groups import render_groups
from .loading import kept, mandate_of, question_of, seat_of, substitute_of, term_of
from .page import render_body
from .seat import render_seat
from .verbs import BODY, MANDATE, QUESTION, REPORT, SEAT, TERM, Verb

IN_GROUPS = frozenset({"group", "report"})


def _act(
    request: HttpRequest, body: Body, name: str, verb: Verb, thing: Any, again: Callable[..., HttpResponse], then: str
) -> HttpResponse:
    """The verb, then another page; with mistakes the same one again."""
    form = verb.form_of(name, body, request.POST)
    status = carry_out(form, lambda **values: verb.do(thing, person_of(request), values))
    if status != DONE:
        return again(status=status, sent={name: form})
    messages.success(request, _("Saved."))
    return redirect(then)


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A verb of the body."""
    body = kept(request, pk)
    page, page_name = (render_groups, "groups") if verb in IN_GROUPS else (render_body, "body")
    again = partial(page, request, body)
    return _act(request, body, verb, BODY[verb], body, again, _address(page_name, body))


def _address(name: str, body: Body, *more: int) -> str:
    return reverse(f"bodies:{name}", args=[body.pk, *more])


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def end_term(request: HttpRequest, pk: int, term: int) -> HttpResponse:
    """Set the end of a term."""
    body = kept(request, pk)
    again = partial(render_body, request, body)
    return _act(request, body, "end_term", TERM, term_of(body, term), again, _address("body", body))


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def put_report_on_agenda(request: HttpRequest, pk: int, report: int) -> HttpResponse:
    """Let the body hear a report."""
    body = kept(request, pk)
    found = get_object_or_404(GroupReport.objects.select_related("group__territory"), pk=report, group=body)
    again = partial(render_groups, request, body)
    return _act(request, body, f"report{found.pk}", REPORT, found, again, _address("groups", body))


def _on_seat(request: HttpRequest, body: Body, seat: Seat, name: str, verb: Verb, thing: Any) -> HttpResponse:
    again = partial(render_seat, request, body, seat)
    return _act(request, body, name, verb, thing, again, _address("seat", body, seat.pk))


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def act_on_seat(request: HttpRequest, pk: int, seat: int, verb: str) -> HttpResponse:
    """A verb of the seat."""
    body = kept(request, pk)
    found = seat_of(body, seat)
    return _on_seat(request, body, found, verb, SEAT[verb], found)


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def answer(request: HttpRequest, pk: int, question: int) -> HttpResponse:
    """Note what an organisation answered."""
    body = kept(request, pk)
    found = question_of(body, question)
    return _on_seat(request, body, found.seat, "answer", QUESTION, found)


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def act_on_mandate(request: HttpRequest, pk: int, mandate: int, verb: str) -> HttpResponse:
    """A verb of the mandate."""
    body = kept(request, pk)
    found = mandate_of(body, mandate)
    return _on_seat(request, body, found.seat, verb, MANDATE[verb], found)


@access(Permission.RUN_MEETINGS)
@require_POST
def change_seat(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Correct side or organisation."""
    body = kept(request, pk)
    found = seat_of(body, seat)
    form = ChangeSeatForm(request.POST, instance=seat_of(body, seat), auto_id="change_%s")
    seen_version = request.POST.get("version", "")
    status = carry_out(
        form, lambda **v: services.change_seat(seat=found, seen_version=seen_version, by=person_of(request), **v)
    )
    if status != DONE:
        return render_seat(request, body, found, status=status, sent={"change": form})
    messages.success(request, _("Saved."))
    return redirect("bodies:seat", pk=pk, seat=seat)


@access(Permission.RUN_MEETINGS)
@require_POST
def substitute(request: HttpRequest, pk: int, substitute: int, verb: str) -> HttpResponse:
    """Take a substitute off, or let them step in earlier."""
    body = kept(request, pk)
    found = substitute_of(body, substitute)
    service = {"remove": services.remove_substitute, "up": services.move_substitute_up}[verb]
    service(substitute=found, by=person_of(request))
    return redirect("bodies:seat", pk=pk, seat=found.mandate.seat_id)
