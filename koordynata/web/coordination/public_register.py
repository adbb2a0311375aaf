"""What became of the resolutions, for everybody: published entries with their public facts, and no person's name."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.coordination.enums import AnswerState
from koordynata.coordination.known_votes import known_votes_words
from koordynata.coordination.models import Resolution
from koordynata.coordination.queries.register import RegisterFilter, answer_counts, public_resolutions
from koordynata.coordination.verdict.telling import frozen_words

from ..access import PUBLIC, access
from ..downloads import send_table, wanted_format
from ..limits import SEARCHES, within_limit
from ..paging import page_of
from .register import COLUMNS, PER_PAGE, entered_later, filter_choices, read_filter


@dataclass(frozen=True)
class PublicFacts:
    """All that the public page knows of an entry. What is not named here cannot be shown by mistake."""

    pk: int
    kind: str
    number: str
    title: str
    text: str
    body: str
    adopted_on: date
    vote: str
    entered_later: date | None
    has_file: bool
    addressee: str
    answer: AnswerState
    answer_due: date | None
    answered_on: date | None
    answer_text: str
    outcome: str
    tasks_done: int
    tasks_all: int
    is_sample: bool


def facts_of(row: Resolution, today: date) -> PublicFacts:
    """The public facts of an entry, the votes as sums."""
    verdict = row.ballot.verdict if row.ballot else None
    return PublicFacts(
        pk=row.pk, kind=row.get_kind_display(), number=str(row), title=row.title, text=row.text, body=row.body.name,
        adopted_on=row.adopted_on, addressee=row.addressee,
        vote=frozen_words(verdict) if verdict else known_votes_words(row.known_votes),
        entered_later=entered_later(row), has_file=bool(row.digest),
        answer=row.answer_state(today), answer_due=row.answer_due, answered_on=row.answered_on,
        answer_text=row.answer, outcome=row.outcome, is_sample=row.body.is_sample,
        tasks_done=row.tasks_done, tasks_all=row.tasks_all,  # type: ignore[attr-defined]
    )  # fmt: skip


@access(PUBLIC)
@require_safe
def resolutions(request: HttpRequest) -> HttpResponseBase:
    """The public list."""
    asked, today = read_filter(request), timezone.localdate()
    if asked.q and not within_limit(request, SEARCHES):
        return render(request, "web/too_many.html", status=429)
    rows = public_resolutions(asked, today)
    if wanted_format(request):
        return send_table(request, _("Resolutions"), COLUMNS, rows.iterator(chunk_size=2_000))
    page, everything = page_of(request, rows, PER_PAGE), public_resolutions(RegisterFilter(), today)
    context = {
        "asked": asked, "page": page, "rows": [facts_of(row, today) for row in page],
        "choices": filter_choices(everything), "counts": answer_counts(everything, today),
    }  # fmt: skip
    return render(request, "coordination/public_resolutions.html", context)


@access(PUBLIC)
@require_safe
def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    """One published entry; one that is not public answers like one that does not exist."""
    facts = facts_of(published(pk), timezone.localdate())
    return render(request, "coordination/public_resolution.html", {"one": facts})


def published(pk: int) -> Resolution:
    """A published entry. Raises Http404."""
    return get_object_or_404(public_resolutions(RegisterFilter(), timezone.localdate()), pk=pk)
