"""One run: checking, problems, preview, progress, summary."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.registry.queries.history import pair_up
from koordynata.sources.enums import RunState
from koordynata.sources.messages import message
from koordynata.sources.models import ImportRun
from koordynata.sources.work import standing_of

from ..access import access
from ..differences import tell_all
from ..downloads import Origin, send_table, wanted_format
from ..paging import page_of
from .columns import PROBLEM_COLUMNS
from .forms import ConfirmForm
from .loading import run_of, title_of

BUSY = frozenset({RunState.UPLOADED, RunState.CHECKING, RunState.APPLYING})
PROBLEMS_PER_PAGE = 50
SHOWN_CHANGES = 100


@access(Permission.IMPORT_DATA)
def run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page of a run; while it works, htmx asks for the part that changes."""
    shown = run_of(request, pk)
    if wanted_format(request):
        file = shown.snapshot
        origin = Origin(file.publisher, file.file_name, file.vintage)
        rows = shown.problems.order_by("line", "id").iterator(chunk_size=2_000)
        return send_table(request, _("Import problems"), PROBLEM_COLUMNS, rows, origins=[origin])
    if request.htmx and "poll" in request.GET:  # type: ignore[attr-defined]
        answer = render(request, "imports/_progress.html", {"run": shown, "work": standing_of(shown.pk)})
        if shown.state not in BUSY:
            answer.headers["HX-Refresh"] = "true"
        return answer
    return render_run(request, shown)


def render_run(
    request: HttpRequest, shown: ImportRun, *, form: ConfirmForm | None = None, status: int = 200
) -> HttpResponseBase:
    """The whole page."""
    problems = page_of(request, shown.problems.all(), PROBLEMS_PER_PAGE)
    context: dict[str, Any] = {
        "run": shown,
        "title": title_of(shown),
        "busy": shown.state in BUSY,
        "work": standing_of(shown.pk),
        "done": shown.state in {RunState.APPLIED, RunState.UNDONE},
        "steps": _steps(shown),
        "problems": problems,
        "problem_rows": [(problem, message(problem.code, problem.params)) for problem in problems],
        "form": form or ConfirmForm(run=shown),
        "created": shown.preview.get("created", [])[:SHOWN_CHANGES],
        "changed": _changed(shown.preview.get("changed", [])),
        "removed": shown.preview.get("removed", [])[:SHOWN_CHANGES],
    }
    return render(request, "imports/run.html", context, status=status)


def _changed(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each changed record with its fields before and after."""
    shown = list(rows)[:SHOWN_CHANGES]
    told = tell_all([(apps.get_model(row["model"]), pair_up(row["before"], row["after"])) for row in shown])
    return [
        {"label": row["label"], "line": row.get("line"), "differences": differences}
        for row, differences in zip(shown, told, strict=True)
    ]


_STEP_OF = {
    RunState.UPLOADED: 1,
    RunState.CHECKING: 1,
    RunState.REFUSED: 1,
    RunState.READY: 2,
    RunState.CANCELLED: 2,
    RunState.APPLYING: 3,
    RunState.APPLIED: 4,
    RunState.UNDONE: 4,
}


def _steps(shown: ImportRun) -> list[tuple[str, str]]:
    """The way of a file with the class of each step: done, now, or to come."""
    names = [_("Uploaded"), _("Checked"), _("Confirmed"), _("Applied")]
    at = _STEP_OF[RunState(shown.state)]
    return [(name, "done" if place < at else "now" if place == at else "") for place, name in enumerate(names)]
