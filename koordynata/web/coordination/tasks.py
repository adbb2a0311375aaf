"""Tasks: the list, one's own first; set, changed, done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.enums import TaskState
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Body, Task
from koordynata.coordination.queries.register import visible_tasks
from koordynata.coordination.rules import may_finish, may_run
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.tables import Column, Kind

from ..access import access
from ..downloads import send_table, wanted_format
from ..drafts import drafted
from ..paging import page_of
from ..refusals import say_on
from ..requests import person_of, seen_version
from .loading import run
from .minutes import page_of as minutes_page
from .register import entry_page
from .register_office import kept_resolution
from .task_forms import TaskForm

PER_PAGE = 50
CONFLICT, UNPROCESSABLE = 409, 422
COLUMNS: list[Column[Task]] = [
    Column(gettext_lazy("Body"), Kind.TEXT, gettext_lazy("Who settled it"), lambda r: r.body.name),
    Column(gettext_lazy("Task"), Kind.TEXT, gettext_lazy("What is to be done"), lambda r: r.title),
    Column(gettext_lazy("Who answers for it"), Kind.TEXT, gettext_lazy("By name"), lambda r: r.answers),
    Column(gettext_lazy("Deadline"), Kind.DATE, gettext_lazy("Until when"), lambda r: r.due),
    Column(gettext_lazy("State"), Kind.TEXT, gettext_lazy("Where it stands"), lambda r: r.get_state_display()),
    Column(gettext_lazy("Done on"), Kind.DATE, gettext_lazy("When"), lambda r: r.done_on),
]  # fmt: skip


@access(Permission.VIEW_MEETINGS)
@require_safe
def tasks(request: HttpRequest) -> HttpResponseBase:
    """Tasks that the reader may see; `state` and `mine` in the address."""
    user, rows = person_of(request), visible_tasks(person_of(request))
    state = state if (state := request.GET.get("state", "open")) in {"", "late", *TaskState.values} else "open"
    rows = rows.filter(state=TaskState.OPEN, due__lt=timezone.localdate()) if state == "late" else rows
    rows = rows.filter(state=state) if state in TaskState.values else rows
    mine = "mine" in request.GET
    rows = rows.filter(owner__user=user) if mine else rows
    if wanted_format(request):
        return send_table(request, _("Tasks"), COLUMNS, rows.iterator(chunk_size=2_000))
    page, today = page_of(request, rows, PER_PAGE), timezone.localdate()
    states = [(TaskState.OPEN.value, TaskState.OPEN.label), ("late", _("overdue")), *TaskState.choices[1:]]
    context = {
        "page": page, "state": state, "states": states, "mine": mine,
        "rows": [(task, may_finish(user, task), may_run(user, task.body), (today - task.due).days) for task in page],
    }  # fmt: skip
    return render(request, "coordination/tasks.html", context)


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def of_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a task from a meeting."""
    meeting = run(request, pk)
    form = TaskForm(request.POST, body=meeting.term.body, auto_id="task_%s")
    if form.is_valid() and _set(request, form, meeting.term.body, meeting=meeting):
        return redirect("coordination:minutes", pk=pk)
    page = minutes_page(request, meeting, task_form=form)
    return render(request, "coordination/minutes.html", page, status=UNPROCESSABLE)


@access(Permission.RUN_MEETINGS)
@require_POST
@drafted
def of_resolution(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a task from an entry of the register."""
    shown = kept_resolution(request, pk)
    form = TaskForm(request.POST, body=shown.body, auto_id="task_%s")
    if form.is_valid() and _set(request, form, shown.body, resolution=shown):
        return redirect("resolutions:resolution", pk=pk)
    page = entry_page(request, shown, task_form=form)
    return render(request, "coordination/resolution.html", page, status=UNPROCESSABLE)


def _set(request: HttpRequest, form: TaskForm, body: Body, **origin: Any) -> bool:
    try:
        services.set_task(body=body, by=person_of(request), **form.cleaned_data, **origin)
    except (CoordinationRefusal, ValidationError) as refusal:
        say_on(form, refusal)
    else:
        messages.success(request, _("Saved."))
        return True
    return False


def _seen(request: HttpRequest, task: int) -> Task:
    return get_object_or_404(visible_tasks(person_of(request)), pk=task)


@access(Permission.RUN_MEETINGS)
@drafted
def change(request: HttpRequest, task: int) -> HttpResponse:
    """Change a task; a stale page is told what stands there now."""
    one = _seen(request, task)
    if not may_run(person_of(request), one.body):
        raise Http404
    values = {name: getattr(one, name) for name in ("title", "owner", "owner_name", "due", "note")}
    form = TaskForm(request.POST if request.method == "POST" else None, body=one.body, initial=values)
    late: ChangedMeanwhile | None = None
    if form.is_bound and form.is_valid():
        try:
            services.change_task(
                task=one, seen_version=seen_version(request.POST), by=person_of(request), **form.cleaned_data
            )
        except (CoordinationRefusal, ValidationError) as refusal:
            say_on(form, refusal)
        except ChangedMeanwhile as changed:
            late = changed
        else:
            messages.success(request, _("Saved."))
            return redirect("resolutions:tasks")
    version = late.version if late else seen_version(request.POST) or one.version
    context = {"task": one, "form": form, "late": late, "version": version}
    status = CONFLICT if late else UNPROCESSABLE if form.errors else 200
    return render(request, "coordination/change_task.html", context, status=status)


@access(Permission.VIEW_MEETINGS)
@require_POST
def finish(request: HttpRequest, task: int) -> HttpResponse:
    """Say that a task is done: by whoever answers for it, or the office."""
    one = _seen(request, task)
    if not may_finish(person_of(request), one):
        messages.error(request, _("Only whoever answers for the task, or the office, can say that it is done."))
        return redirect("resolutions:tasks")
    return _done(request, lambda: services.finish_task(task=one, by=person_of(request)))


@access(Permission.RUN_MEETINGS)
@require_POST
def cancel(request: HttpRequest, task: int) -> HttpResponse:
    """Take a task off."""
    one = _seen(request, task)
    if not may_run(person_of(request), one.body):
        raise Http404
    return _done(request, lambda: services.cancel_task(task=one, by=person_of(request)))


def _done(request: HttpRequest, verb: Callable[[], Any]) -> HttpResponse:
    try:
        verb()
        messages.success(request, _("Saved."))
    except CoordinationRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("resolutions:tasks")
