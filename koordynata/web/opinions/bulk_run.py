"""How far the work on many applications has come, and what could not be done."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.opinions.enums import BulkVerb, EntryState
from koordynata.opinions.kinds import kinds
from koordynata.opinions.models import BulkEntry, BulkRun, OpinionRequest

from ..access import access
from ..downloads import send_table, wanted_format
from ..paging import page_of
from ..requests import person_of
from .bulk import ask_for

PER_PAGE = 50
COLUMNS: list[Column[BulkEntry]] = [
    Column(gettext_lazy("Number"), Kind.TEXT, gettext_lazy("Number and year of it"), lambda e: e.request.signature),
    Column(gettext_lazy("Occupation"), Kind.TEXT, gettext_lazy("Occupation applied for"),
           lambda e: e.request.occupation.name),
    Column(gettext_lazy("School"), Kind.TEXT, gettext_lazy("School that applies"), lambda e: e.request.school.name),
    Column(pgettext_lazy("bulk entry", "Why"), Kind.TEXT, gettext_lazy("Why it was not done"), lambda e: e.told),
]  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """Of so many applications so many are done, refused, or wait."""

    done: int
    refused: int
    waiting: int

    @property
    def together(self) -> int:
        """All of them."""
        return self.done + self.refused + self.waiting

    @property
    def percent(self) -> int:
        """How far it is."""
        return 100 * (self.done + self.refused) // self.together if self.together else 100


def standing_of(run: BulkRun) -> Standing:
    """As of now."""
    counts = run.counts()
    return Standing(*(counts[state] for state in (EntryState.DONE, EntryState.REFUSED, EntryState.WAITING)))


def _own(request: HttpRequest, pk: int) -> BulkRun:
    return get_object_or_404(BulkRun, pk=pk, started_by=person_of(request))


@access(Permission.HANDLE_OPINIONS)
@require_safe
def bulk_run(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The page of one's own run; while it works, htmx asks for the part that changes."""
    run = _own(request, pk)
    work = standing_of(run)
    if request.htmx and "poll" in request.GET:  # type: ignore[attr-defined]
        answer = render(request, "opinions/_bulk_progress.html", {"run": run, "work": work})
        if not work.waiting:
            answer.headers["HX-Refresh"] = "true"
        return answer
    refused = run.entries.filter(state=EntryState.REFUSED).select_related("request__occupation", "request__school")
    refused = refused.order_by("request__year", "request__number", "pk")
    if wanted_format(request):
        return send_table(request, _("What was not done, and why"), COLUMNS, refused.iterator(chunk_size=2_000))
    kind = kinds().get(run.kind)
    context = {
        "run": run, "work": work, "kind": kind.name if kind else "",
        "page": page_of(request, refused, PER_PAGE),
    }  # fmt: skip
    return render(request, "opinions/bulk_run.html", context)


@access(Permission.HANDLE_OPINIONS)
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try once more what was refused, and go on with what waits."""
    run, user = _own(request, pk), person_of(request)
    left = OpinionRequest.objects.filter(pk__in=run.entries.exclude(state=EntryState.DONE).values("request"))
    chosen = list(left.order_by("year", "number", "pk"))
    if not chosen:
        messages.info(request, _("Everything is done already."))
        return redirect("opinions:bulk_run", pk=pk)
    return ask_for(chosen, BulkVerb(run.verb), user, kind=run.kind)
