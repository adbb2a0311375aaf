"""What a person decides about a run: confirm, give up, take back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.jobs.tasks import apply_import_run
from koordynata.sources.errors import ImportStopped
from koordynata.sources.locks import RunBusy
from koordynata.sources.messages import message
from koordynata.sources.models import ImportRun
from koordynata.sources.services import cancel_run, confirm_run, undo_run

from ..access import access
from ..requests import person_of
from .forms import ConfirmForm
from .loading import run_of
from .run import render_run


def _decide(request: HttpRequest, shown: ImportRun, verb: Callable[[], Any]) -> HttpResponse:
    """One service call; a refusal is said on the run's page."""
    try:
        verb()
    except RunBusy:
        messages.warning(request, _("The run is being worked on. Wait a moment."))
    except ImportStopped as stopped:
        messages.error(request, " ".join(message(problem.code, problem.params) for problem in stopped.problems))
    return redirect("sources:run", pk=shown.pk)


@access(Permission.IMPORT_DATA)
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Apply what was previewed; removals and a shrunken file need their own tick."""
    shown, by = run_of(request, pk), person_of(request)
    form = ConfirmForm(request.POST, run=shown)
    if not form.is_valid():
        return render_run(request, shown, form=form, status=422)

    def go() -> None:
        confirm_run(run=shown, by=by, allow_shrink=bool(form.cleaned_data.get("shrink")))
        apply_import_run.enqueue(shown.pk)

    return _decide(request, shown, go)


@access(Permission.IMPORT_DATA)
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a run up; one that is worked on stops at its next step, and its page shows when it has."""
    shown = run_of(request, pk)
    return _decide(request, shown, lambda: cancel_run(run=shown, by=person_of(request)))


@access(Permission.IMPORT_DATA)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what a run did."""
    shown = run_of(request, pk)
    return _decide(request, shown, lambda: undo_run(run=shown, by=person_of(request)))
