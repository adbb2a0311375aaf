"""Papers: sent in, opened, taken back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import AgendaItem, Meeting, Paper
from koordynata.coordination.queries.papers import papers_of
from koordynata.coordination.rules import may_read_confidential
from koordynata.foundation.files import FileRefused

from ..access import access
from ..kept_files import send_kept
from ..refusals import say_on
from ..requests import person_of
from .agenda import back, item_of
from .agenda_forms import PaperForm
from .loading import run, seen


@access(Permission.RUN_MEETINGS)
def add_paper(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """A new paper, or a newer version."""
    meeting = run(request, pk)
    one = item_of(meeting, item)
    sent = request.method == "POST"
    form = PaperForm(request.POST if sent else None, request.FILES if sent else None, item=one,
                     initial={"document": request.GET.get("document", "")})  # fmt: skip
    if sent and form.is_valid():
        try:
            paper = _add(request, one, form.cleaned_data)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        except (CoordinationRefusal, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            messages.success(request, _("Kept: %(title)s, version %(n)d.") % {"title": paper.title, "n": paper.version})
            return back(meeting, one)
    context = {"form": form, "meeting": meeting, "item": one, "heading": _("Add a paper"), "submit": _("Add paper")}
    return render(request, "coordination/planning/form.html", context, status=422 if form.errors else 200)


def _add(request: HttpRequest, item: AgendaItem, data: dict[str, Any]) -> Paper:
    file = data["file"]
    return services.add_paper(
        item=item, title=data["title"], name=file.name, content=file.read(settings.PAPER_MAX_BYTES + 1),
        confidential=data.get("confidential", False), reason=data.get("reason", ""), by=person_of(request),
    )  # fmt: skip


def _readable(request: HttpRequest, meeting: Meeting, pk: int) -> Paper:
    """A paper that the reader may open; a confidential one answers others like one that does not exist."""
    rows = papers_of(meeting, confidential=may_read_confidential(request.user, meeting))
    return get_object_or_404(rows, pk=pk)


@access(Permission.VIEW_MEETINGS)
@require_safe
def paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """One version of a paper, always as a download: the browser is never to run it."""
    return send_kept(_readable(request, seen(request, pk), paper))


@access(Permission.RUN_MEETINGS)
@require_POST
def remove_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponse:
    """Take a paper back with all its versions, before the meeting opens."""
    meeting = run(request, pk)
    found = _readable(request, meeting, paper)
    try:
        services.remove_paper(paper=found, by=person_of(request))
    except CoordinationRefusal as refusal:
        messages.error(request, str(refusal))
    return back(meeting, found.item)
