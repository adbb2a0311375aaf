"""The register of resolutions: the list with what became of each, and one entry."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination.enums import ActKind, AnswerState
from koordynata.coordination.known_votes import known_votes_words
from koordynata.coordination.models import Resolution
from koordynata.coordination.queries.register import (
    RegisterFilter,
    answer_counts,
    bodies_with_resolutions,
    list_resolutions,
    visible_resolutions,
    years_of,
)
from koordynata.coordination.resolution_document import resolution_pdf
from koordynata.coordination.rules import may_run
from koordynata.coordination.verdict.telling import frozen_sentences
from koordynata.foundation.documents import PdfUnavailable
from koordynata.foundation.tables import Column, Kind
from koordynata.registry.scopes import scope_of

from ..access import access
from ..downloads import send_table, wanted_format
from ..limits import SEARCHES, within_limit
from ..paging import page_of
from ..requests import person_of
from .register_forms import AddressForm, AnswerForm, OutcomeForm
from .sending import PDF, send_document
from .task_forms import TaskForm

PER_PAGE = 50


def answer_words(row: Resolution) -> str:
    """How its answer stands today."""
    return str(row.answer_state(timezone.localdate()).label)


def entered_later(row: Resolution) -> date | None:
    """The day on which one of the time before the register was entered."""
    return timezone.localdate(row.entered_at) if row.is_earlier else None


COLUMNS: list[Column[Resolution]] = [
    Column(gettext_lazy("Body"), Kind.TEXT, gettext_lazy("Whose register it is"), lambda r: r.body.name),
    Column(gettext_lazy("Kind"), Kind.TEXT, gettext_lazy("Resolution, opinion, …"), lambda r: r.get_kind_display()),
    Column(gettext_lazy("Number"), Kind.TEXT, gettext_lazy("Number and year of it"), str),
    Column(gettext_lazy("Title"), Kind.TEXT, gettext_lazy("What it is about"), lambda r: r.title),
    Column(gettext_lazy("Adopted on"), Kind.DATE, gettext_lazy("Day of the ballot"), lambda r: r.adopted_on),
    Column(gettext_lazy("Addressee"), Kind.TEXT, gettext_lazy("Who is to answer"), lambda r: r.addressee),
    Column(gettext_lazy("Answer due"), Kind.DATE, gettext_lazy("Until when"), lambda r: r.answer_due),
    Column(gettext_lazy("Answer"), Kind.TEXT, gettext_lazy("How the answer stands"), answer_words),
    Column(gettext_lazy("Answered on"), Kind.DATE, gettext_lazy("When it came"), lambda r: r.answered_on),
    Column(gettext_lazy("What became of it"), Kind.TEXT, gettext_lazy("In words"), lambda r: r.outcome),
    Column(gettext_lazy("Entered later on"), Kind.DATE,
           gettext_lazy("Of the time before this register was kept, entered by hand"), entered_later),
    Column(gettext_lazy("Tasks done"), Kind.INTEGER, gettext_lazy("Of the entry's tasks"), lambda r: r.tasks_done),  # type: ignore[attr-defined]
    Column(gettext_lazy("Tasks"), Kind.INTEGER, gettext_lazy("Of the entry"), lambda r: r.tasks_all),  # type: ignore[attr-defined]
]  # fmt: skip


def read_filter(request: HttpRequest) -> RegisterFilter:
    """The question of the address; what is not on offer counts as not asked."""
    get = request.GET.get
    return RegisterFilter(
        q=get("q", "").replace("\0", "")[:100], body=_digits(get("body", ""), 9), year=_digits(get("year", ""), 4),
        kind=kind if (kind := get("kind", "")) in ActKind.values else "",
        answer=answer if (answer := get("answer", "")) in AnswerState.values else "",
    )  # fmt: skip


def _digits(text: str, most: int) -> str:
    return text if text.isascii() and text.isdigit() and len(text) <= most else ""


def filter_choices(rows: Any) -> dict[str, Any]:
    """What the filters offer: only what occurs."""
    return {
        "kinds": ActKind.choices, "answers": AnswerState.choices,
        "years": [(str(year), str(year)) for year in years_of(rows)],
        "bodies": [(str(body.pk), body.name) for body in bodies_with_resolutions(rows)],
    }  # fmt: skip


@access(Permission.VIEW_MEETINGS)
@require_safe
def resolutions(request: HttpRequest) -> HttpResponseBase:
    """What became of our resolutions: all that the reader may see, filtered; with `format` a file of the same rows."""
    asked, user, today = read_filter(request), person_of(request), timezone.localdate()
    if asked.q and not within_limit(request, SEARCHES):
        return render(request, "web/too_many.html", status=429)
    rows = list_resolutions(user, asked, today)
    if wanted_format(request):
        return send_table(request, _("Register of resolutions"), COLUMNS, rows.iterator(chunk_size=2_000))
    everything, page = visible_resolutions(user), page_of(request, rows, PER_PAGE)
    kept = scope_of(user, Permission.RUN_MEETINGS)
    context = {
        "asked": asked, "page": page, "rows": [(row, row.answer_state(today)) for row in page],
        "choices": filter_choices(everything), "counts": answer_counts(everything, today),
        "keeps": kept.country or bool(kept.paths),
    }  # fmt: skip
    return render(request, "coordination/resolutions.html", context)


def found_resolution(request: HttpRequest, pk: int) -> Resolution:
    """The entry, when the reader may see it."""
    related = ("body__territory", "ballot__motion__item__meeting__term__body", "watcher")
    return get_object_or_404(visible_resolutions(person_of(request)).select_related(*related), pk=pk)


@access(Permission.VIEW_MEETINGS)
@require_safe
def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry: the text, the vote, the answer, the tasks."""
    return render(request, "coordination/resolution.html", entry_page(request, found_resolution(request, pk)))


def entry_page(request: HttpRequest, shown: Resolution, **forms: Any) -> dict[str, Any]:
    """What the page of an entry shows this reader."""
    runs, verdict = may_run(person_of(request), shown.body), shown.ballot.verdict if shown.ballot else None
    page: dict[str, Any] = {
        "shown": shown, "runs": runs, "answer": shown.answer_state(timezone.localdate()),
        "known_votes": known_votes_words(shown.known_votes),
        "tasks": shown.tasks.select_related("owner").order_by("due", "pk"),
    }  # fmt: skip
    if verdict:
        page["vote"] = frozen_sentences(verdict)
    if runs:
        page |= _forms(shown)
    return page | forms


def _forms(shown: Resolution) -> dict[str, Any]:
    values = {"addressee": shown.addressee, "answer_due": shown.answer_due, "watcher": shown.watcher}
    answer = {"answered_on": shown.answered_on or timezone.localdate(), "answer": shown.answer}
    return {
        "address_form": AddressForm(body=shown.body, initial=values, auto_id="address_%s"),
        "answer_form": AnswerForm(initial=answer, auto_id="answer_%s"),
        "outcome_form": OutcomeForm(initial={"outcome": shown.outcome}, auto_id="outcome_%s"),
        "task_form": TaskForm(body=shown.body, auto_id="task_%s"),
    }


@access(Permission.VIEW_MEETINGS)
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The entry as PDF; where it cannot be made, its page says why."""
    shown = found_resolution(request, pk)
    try:
        content = resolution_pdf(shown)
    except PdfUnavailable as refusal:
        messages.error(request, str(refusal))
        return redirect("resolutions:resolution", pk=pk)
    return send_document(content, shown.get_kind_display(), str(shown).replace("/", "-"), PDF)
