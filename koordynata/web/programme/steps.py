"""The way of a version: opened, consulted, submitted, put before a body, adopted, returned, abandoned."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.coordination import services as coordination
from koordynata.coordination.enums import MeetingState
from koordynata.coordination.queries.meetings import visible_meetings
from koordynata.coordination.queries.programmes import meetings_on, resolution_on
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.programme import services
from koordynata.programme.models import Version
from koordynata.programme.rules import may_run

from ..access import access
from ..refusals import in_one_line
from ..requests import person_of, seen_version
from .forms import AdoptionForm, AgendaForm, ConsultationForm, InForceForm, NextVersionForm
from .loading import seen, version_run

_AHEAD = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.OPEN)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def open_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version."""
    programme = seen(request, pk)
    if not may_run(person_of(request), programme):
        raise Http404
    form = NextVersionForm(request.POST)
    made = _do(request, form, lambda **told: services.open_next_version(programme=programme, **told))
    return redirect("programme:version", pk, made.number) if made else redirect("programme:versions", pk)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def step(request: HttpRequest, pk: int, number: int, verb: str) -> HttpResponse:
    """One step without more words: end the consultation, submit, return, abandon."""
    version = version_run(request, pk, number)
    verbs: dict[str, Callable[..., Version]] = {
        "end": services.end_consultation, "submit": services.submit_version, "return": services.return_version,
        "abandon": services.abandon_version,
    }  # fmt: skip
    _do(request, None, lambda **told: verbs[verb](version=version, revision=seen_version(request.POST) or None, **told))
    return redirect("programme:version", pk, number)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def consult(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put a draft to consultation."""
    version, form = version_run(request, pk, number), ConsultationForm(request.POST)
    revision = seen_version(request.POST) or None
    _do(request, form, lambda **told: services.put_to_consultation(version=version, revision=revision, **told))
    return redirect("programme:version", pk, number)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def put_before_body(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put a submitted version on an agenda."""
    version = version_run(request, pk, number)
    form = AgendaForm(request.POST, meetings=meetings_for(request, version))
    _do(request, form, lambda **told: coordination.put_version_before_body(version=version, **told))
    return redirect("programme:version", pk, number)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def adopt(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Adopt a version: by the entry of our register that speaks of it, else by a resolution from outside."""
    version = version_run(request, pk, number)
    if entry := resolution_on(version):
        form: BaseForm = InForceForm(request.POST)
        _do(request, form, lambda **told: coordination.adopt_version_by_resolution(resolution=entry, **told))
    else:
        form = AdoptionForm(request.POST)
        _do(request, form, lambda **told: services.adopt_version(version=version, **told))
    return redirect("programme:version", pk, number)


def meetings_for(request: HttpRequest, version: Version) -> Any:
    """Meetings ahead, of bodies of the programme's territory."""
    rows: Any = visible_meetings(person_of(request)).filter(state__in=_AHEAD)
    found: Any = rows.filter(term__body__territory=version.programme.territory).order_by("starts", "pk")
    return found


def forms_for(request: HttpRequest, version: Version) -> dict[str, Any]:
    """The forms of the steps that a version may take now."""
    today = timezone.localdate()
    entry = resolution_on(version)
    return {
        "consultation_form": ConsultationForm(auto_id="consult_%s", initial={"starts": today}),
        "agenda_form": AgendaForm(meetings=meetings_for(request, version), auto_id="agenda_%s"),
        "adoption_form": InForceForm(auto_id="adopt_%s") if entry else AdoptionForm(auto_id="adopt_%s"),
        "resolution": entry,
        "meetings": meetings_on(version),
    }  # fmt: skip


def _do(request: HttpRequest, form: BaseForm | None, verb: Callable[..., Any]) -> Any:
    """Carry out a step and say what came of it; None where nothing was written."""
    if form is not None and not form.is_valid():
        for name, texts in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            messages.error(request, f"{label}: {' '.join(map(str, texts))}" if label else " ".join(map(str, texts)))
        return None
    try:
        done = verb(by=person_of(request), **(form.cleaned_data if form else {}))
    except (Refusal, ValidationError) as refusal:
        messages.error(request, in_one_line(refusal))
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else took a step meanwhile. Look at the version anew."))
    else:
        messages.success(request, _("Saved."))
        return done
    return None
