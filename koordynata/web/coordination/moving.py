"""Another day, place or form of a meeting."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Meeting
from koordynata.coordination.services.calling import TOLD
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.stale import state_of

from ..access import access
from ..refusals import say_on
from ..requests import person_of
from .calling import send_later
from .loading import run
from .planning_forms import ChangeForm


@access(Permission.RUN_MEETINGS)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Day, place, form; who was called is told."""
    meeting = run(request, pk)
    form = ChangeForm(request.POST or None, meeting=meeting)
    context: dict[str, Any] = {
        "form": form, "meeting": meeting, "heading": _("Change the meeting"), "submit": _("Save"),
        "seen": request.POST.get("seen") or state_of(meeting, TOLD),
    }  # fmt: skip
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, meeting, form)
        except ChangedMeanwhile:
            context |= {"late": meeting, "seen": state_of(meeting, TOLD)}
            status = 409
        except (CoordinationRefusal, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            return redirect("coordination:notices", pk=pk)
    if form.errors:
        status = 422
    return render(request, "coordination/planning/form.html", context, status=status)


def _change(request: HttpRequest, meeting: Meeting, form: ChangeForm) -> None:
    reason = form.cleaned_data.get("short_notice_reason", "")
    services.change_meeting(
        meeting=meeting, short_notice_reason=reason, seen=request.POST.get("seen", ""), by=person_of(request),
        **form.values(),
    )  # fmt: skip
    send_later(meeting)
    messages.success(request, _("Saved."))
