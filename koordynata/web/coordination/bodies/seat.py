"""The page of one seat: who holds it and until when, who stands in, who held it before, whom the office asked."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from koordynata.accounts.roles import Permission
from koordynata.coordination.models import Body, Mandate, Seat
from koordynata.coordination.queries.composition import Filled, seat_at
from koordynata.coordination.rules import may_see_contacts
from koordynata.coordination.services.seats import EDITABLE
from koordynata.foundation.stale import state_of

from ...access import access
from ...requests import person_of
from .carrying import tell
from .forms import ChangeSeatForm
from .loading import seat_of, seen
from .page import frame
from .verbs import MANDATE, QUESTION, SEAT


@access(Permission.VIEW_MEETINGS)
def seat(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """One seat."""
    body = seen(request, pk)
    return render_seat(request, body, seat_of(body, seat))


def render_seat(
    request: HttpRequest, body: Body, shown: Seat, *, status: int = 200,
    sent: Mapping[str, BaseForm] = MappingProxyType({}),
) -> HttpResponse:  # fmt: skip
    """The page; a form that was sent with mistakes stands in its place."""
    now = seat_at(shown)
    mandates = list(reversed(now.seat.mandates.all()))
    context = frame(request, body, "") | {
        "shown": now, "seat": now.seat, "mandates": mandates, "mandate": _in_hand(now, mandates),
        "sees_contacts": may_see_contacts(person_of(request), body),
    }  # fmt: skip
    if context["keeps"]:
        context |= _forms(body, now.seat)
    context |= {f"{name}_form": form for name, form in sent.items()}
    for form in (form for name, form in sent.items() if name in MANDATE and context["mandate"] is None):
        tell(request, form)
    return render(request, "coordination/bodies/seat.html", context, status=status)


def _in_hand(now: Filled, mandates: list[Mandate]) -> Mandate | None:
    """The mandate in force, or the next one."""
    coming = [one for one in mandates if one.starts > timezone.now()]
    return now.mandate or (coming[-1] if coming else None)


def _forms(body: Body, shown: Seat) -> dict[str, Any]:
    questions = list(shown.candidate_requests.order_by("-asked_on", "-pk"))
    forms: dict[str, Any] = {f"{name}_form": verb.form_of(name, body) for name, verb in (SEAT | MANDATE).items()}
    if questions and questions[0].candidate:
        forms["appoint_form"].initial = {"name": questions[0].candidate}
    return forms | {
        "questions": questions, "today": timezone.localdate(),
        "open_question": next((one for one in questions if one.answered_on is None), None),
        "answer_form": QUESTION.form_of("answer", body),
        "change_form": ChangeSeatForm(instance=shown, auto_id="change_%s"), "version": state_of(shown, EDITABLE),
    }  # fmt: skip
