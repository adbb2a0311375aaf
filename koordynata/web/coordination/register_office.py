"""What the office writes into the register: an adopted motion, the addressee, the answer, the outcome, publicity."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.enums import ActKind, ItemKind
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Ballot, Resolution
from koordynata.coordination.rules import may_run
from koordynata.foundation.errors import ChangedMeanwhile

from ..access import access
from ..drafts import drafted
from ..refusals import say_on
from ..requests import person_of, seen_version
from .loading import run
from .register import entry_page, found_resolution
from .register_forms import AddressForm, AnswerForm, EnterForm, OutcomeForm

CONFLICT, UNPROCESSABLE = 409, 422


@access(Permission.RUN_MEETINGS)
@drafted
def enter(request: HttpRequest, pk: int, ballot: int) -> HttpResponse:
    """Enter what a ballot of this meeting adopted."""
    meeting = run(request, pk)
    one = get_object_or_404(Ballot.objects.select_related("motion__item"), pk=ballot, motion__item__meeting=meeting)
    if hasattr(one, "resolution"):
        return redirect("resolutions:resolution", pk=one.resolution.pk)
    form = EnterForm(request.POST) if request.method == "POST" else EnterForm(initial=_proposed(one))
    if form.is_bound and form.is_valid():
        try:
            entry = services.enter_resolution(ballot=one, by=person_of(request), **form.cleaned_data)
        except (CoordinationRefusal, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            messages.success(request, _("Entered in the register."))
            return redirect("resolutions:resolution", pk=entry.pk)
    context = {"meeting": meeting, "ballot": one, "form": form}
    return render(request, "coordination/enter_resolution.html", context, status=UNPROCESSABLE if form.errors else 200)


def _proposed(ballot: Ballot) -> dict[str, Any]:
    item = ballot.motion.item
    kind = ActKind.OPINION if item.kind == ItemKind.OPINION else ActKind.RESOLUTION
    return {"kind": kind, "title": item.title, "text": ballot.motion.text}


@dataclass(frozen=True)
class Verb:
    """A verb of the page of an entry: its form and what is done with the answers."""

    form: Callable[..., BaseForm]
    do: Callable[..., Any]


VERBS = {
    "address": Verb(AddressForm, services.address_resolution),
    "answer": Verb(AnswerForm, services.record_answer),
    "outcome": Verb(OutcomeForm, services.tell_outcome),
}


def kept_resolution(request: HttpRequest, pk: int) -> Resolution:
    """The entry, for whoever keeps the body's affairs."""
    shown = found_resolution(request, pk)
    if not may_run(person_of(request), shown.body):
        raise Http404
    return shown


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Carry out a verb; with mistakes, or when somebody else saved first, the page comes back with what was written."""
    shown = kept_resolution(request, pk)
    about = {"body": shown.body} if verb == "address" else {}
    form = VERBS[verb].form(request.POST, auto_id=f"{verb}_%s", **about)
    late = _carry_out(request, shown, verb, form) if form.is_valid() else None
    if form.is_valid() and late is None:
        return redirect("resolutions:resolution", pk=pk)
    page = entry_page(request, kept_resolution(request, pk), **{f"{verb}_form": form}, late=late, late_verb=verb)
    return render(request, "coordination/resolution.html", page, status=CONFLICT if late else UNPROCESSABLE)


def _carry_out(request: HttpRequest, shown: Resolution, verb: str, form: BaseForm) -> ChangedMeanwhile | None:
    try:
        VERBS[verb].do(
            resolution=shown, seen_version=seen_version(request.POST), by=person_of(request), **form.cleaned_data
        )
        messages.success(request, _("Saved."))
    except (CoordinationRefusal, ValidationError) as refusal:
        say_on(form, refusal)
    except ChangedMeanwhile as changed:
        return changed
    return None


@access(Permission.RUN_MEETINGS)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Let anybody read the public facts, or nobody any more."""
    shown = kept_resolution(request, pk)
    services.publish_resolution(resolution=shown, public="publish" in request.POST, by=person_of(request))
    return redirect("resolutions:resolution", pk=pk)
