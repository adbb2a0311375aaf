"""Minutes of a meeting: read, drafted, edited by several people, presented, approved, corrected."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.enums import MeetingState, MinutesState
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Meeting, Minutes
from koordynata.coordination.protocol import approved_words, ballots_of, minutes_docx, minutes_pdf, protocol
from koordynata.coordination.rules import may_read_minutes, may_run
from koordynata.foundation.documents.refusals import DocumentRefusal
from koordynata.foundation.errors import ChangedMeanwhile

from ..access import access
from ..drafts import drafted
from ..requests import person_of, seen_version
from .comparing import compare
from .loading import run, seen
from .minutes_forms import ApproveForm, CorrectionForm, SectionsForm
from .sending import DOCX, PDF, send_document
from .task_forms import TaskForm

CONFLICT, UNPROCESSABLE = 409, 422
RELATED = ("meeting__term__body__territory", "meeting__presiding", "approved_in", "approved_by")


def minutes_of(request: HttpRequest, meeting: Meeting) -> Minutes | None:
    """The minutes, when there are any and the reader may read them."""
    found = Minutes.objects.filter(meeting=meeting).select_related(*RELATED).first()
    return found if found and may_read_minutes(person_of(request), found) else None


def _kept(request: HttpRequest, pk: int) -> tuple[Meeting, Minutes]:
    """For whoever keeps the body's affairs: the meeting with its minutes."""
    meeting = run(request, pk)
    found = minutes_of(request, meeting)
    if found is None:
        raise Http404
    return meeting, found


@access(Permission.VIEW_MEETINGS)
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of the minutes: the text, what belongs to it, and what can be done next."""
    meeting = seen(request, pk)
    return render(request, "coordination/minutes.html", page_of(request, meeting))


def page_of(request: HttpRequest, meeting: Meeting, **forms: Any) -> dict[str, Any]:
    """What the page shows this reader."""
    found, runs = minutes_of(request, meeting), may_run(person_of(request), meeting.term.body)
    tasks = meeting.tasks.select_related("owner", "resolution").order_by("due", "pk")
    page: dict[str, Any] = {
        "meeting": meeting, "minutes": found, "runs": runs, "tasks": tasks,
        "can_draft": runs and found is None and meeting.state == MeetingState.CLOSED,
    }  # fmt: skip
    if found:
        page |= {
            "told": protocol(found),
            "approved": approved_words(found),
            "corrections": found.corrections.all(),
            "ballots": _ballots(found),
        }
    if runs:
        page |= _forms(meeting, found)
    return page | forms


def _ballots(found: Minutes) -> list[tuple[Any, bool]]:
    """Each closed ballot, and whether its result is in the register of resolutions."""
    return [(ballot, hasattr(ballot, "resolution")) for ballot in ballots_of(found)]


def _forms(meeting: Meeting, found: Minutes | None) -> dict[str, Any]:
    forms: dict[str, Any] = {"task_form": TaskForm(body=meeting.term.body, auto_id="task_%s")}
    if found and found.state == MinutesState.PRESENTED:
        forms["approve_form"] = ApproveForm(minutes=found, auto_id="approve_%s")
    if found and found.state == MinutesState.APPROVED:
        forms["correction_form"] = CorrectionForm(auto_id="correction_%s")
    return forms


@access(Permission.RUN_MEETINGS)
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft them from what the house knows."""
    meeting = run(request, pk)
    return _done(request, pk, lambda: services.draft_minutes(meeting=meeting, by=person_of(request)))


def _done(request: HttpRequest, pk: int, verb: Callable[[], Any]) -> HttpResponse:
    try:
        verb()
    except CoordinationRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("coordination:minutes", pk=pk)


@access(Permission.RUN_MEETINGS)
@drafted
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit them. Who saves second is shown both texts, and nothing that was written is lost."""
    meeting, found = _kept(request, pk)
    form = SectionsForm(request.POST if request.method == "POST" else None, sections=found.sections)
    late: ChangedMeanwhile | None = None
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_minutes(
                minutes=found, sections=form.sections(), seen_version=seen_version(request.POST), by=person_of(request)
            )
        except CoordinationRefusal as refusal:
            form.add_error(None, str(refusal))
        except ChangedMeanwhile as changed:
            late = changed
        else:
            messages.success(request, _("Saved."))
            return redirect("coordination:minutes", pk=pk)
    context = {
        "meeting": meeting, "minutes": found, "form": form, "late": late, "rows": form.rows(),
        "version": late.version if late else seen_version(request.POST) or found.version,
        "clashes": compare(late.current, form.sections()) if late else [],
    }  # fmt: skip
    status = CONFLICT if late else UNPROCESSABLE if form.errors else 200
    return render(request, "coordination/edit_minutes.html", context, status=status)


_VERBS: dict[str, Callable[..., Any]] = {"present": services.present_minutes, "take_back": services.take_back_minutes}


@access(Permission.RUN_MEETINGS)
@require_POST
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Present them, or take them back."""
    _meeting, found = _kept(request, pk)
    return _done(request, pk, lambda: _VERBS[verb](minutes=found, by=person_of(request)))


@access(Permission.RUN_MEETINGS)
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the approval at a later meeting."""
    meeting, found = _kept(request, pk)
    form = ApproveForm(request.POST, minutes=found, auto_id="approve_%s")
    if not form.is_valid():
        page = page_of(request, meeting, approve_form=form)
        return render(request, "coordination/minutes.html", page, status=UNPROCESSABLE)
    at, ballot = form.chosen()
    return _done(request, pk, lambda: services.approve_minutes(
        minutes=found, meeting=at, ballot=ballot, by=person_of(request)
    ))  # fmt: skip


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a correction."""
    meeting, found = _kept(request, pk)
    form = CorrectionForm(request.POST, auto_id="correction_%s")
    if not form.is_valid():
        page = page_of(request, meeting, correction_form=form)
        return render(request, "coordination/minutes.html", page, status=UNPROCESSABLE)
    text = form.cleaned_data["text"]
    return _done(request, pk, lambda: services.correct_minutes(minutes=found, text=text, by=person_of(request)))


@access(Permission.VIEW_MEETINGS)
@require_safe
def document(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The minutes as PDF or DOCX; where it cannot be made, their page says why."""
    meeting = seen(request, pk)
    found = minutes_of(request, meeting)
    if found is None:
        raise Http404
    try:
        content = minutes_pdf(found) if kind == PDF.ending else minutes_docx(found)
    except DocumentRefusal as refusal:
        messages.error(request, str(refusal))
        return redirect("coordination:minutes", pk=pk)
    return send_document(content, _("Minutes"), f"{meeting}", PDF if kind == PDF.ending else DOCX)
