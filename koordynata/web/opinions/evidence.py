"""The sheet in words, and as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.intelligence.metrics import units
from koordynata.intelligence.queries import Figure, Silence
from koordynata.opinions.drafting import figure_label, title_of
from koordynata.opinions.evidence import digest_of
from koordynata.opinions.evidence.canonical import exported
from koordynata.opinions.models import Evidence, OpinionRequest
from koordynata.opinions.rules import may_handle

from ..access import access
from ..intelligence.sourced import figure_words
from .loading import seen

READINGS: dict[str, tuple[str, str, Callable[[], str]]] = {
    "for": ("ok", "trend-up", lambda: pgettext("reading", "speaks for it")),
    "against": ("warn", "trend-down", lambda: pgettext("reading", "speaks against it")),
    "neutral": ("", "minus", lambda: pgettext("reading", "neutral")),
    "unknown": ("quiet", "info", lambda: pgettext("reading", "no data")),
}
SPELT = frozenset(units.NAMES)  # units that stand beside their number; the label says the others


@dataclass(frozen=True)
class Told:
    """One figure in words."""

    label: str
    words: str
    band: str
    known: bool
    year: int | None
    sources: list[str]


@dataclass(frozen=True)
class AnswerRow:
    """One question of the sheet."""

    id: str
    title: str
    figures: list[Told]
    css: str
    icon: str
    reading: str
    sources: list[dict[str, Any]]
    raw: dict[str, Any]


@dataclass(frozen=True)
class SheetView:
    """A sheet as the page shows it."""

    evidence: Evidence
    rows: list[AnswerRow]
    intact: bool

    @property
    def hash_in_groups(self) -> str:
        """The digest in groups of four."""
        digest = self.evidence.digest
        return " ".join(digest[i : i + 4] for i in range(0, len(digest), 4))


def figure_of(told: dict[str, Any]) -> Figure:
    """A figure of the sheet as pages write figures."""
    silence = Silence(told["silence"]) if told["silence"] else None
    return Figure(told["value"], silence, told["unit"], told["metric"] or "", told["year"], told["low"], told["high"])


def words_of(told: dict[str, Any]) -> Told:
    """A figure in words, with its band."""
    figure = figure_of(told)
    band = ""
    if told["low"] is not None and told["high"] is not None:
        low, high = (figure_words(Figure(told[end], None, figure.unit, "")) for end in ("low", "high"))
        band = f"{low}–{high}"
    words = figure_words(figure, unit=figure.unit in SPELT)
    return Told(figure_label(told["id"]), words, band, told["value"] is not None, told["year"], told["sources"])


def sheet_view(evidence: Evidence) -> SheetView:
    """The sheet question by question."""
    sheet = evidence.sheet
    rows = []
    for answer in sheet["questions"]:
        css, icon, reading = READINGS[answer["reading"]]
        figures = [words_of(one) for one in answer["figures"]]
        keys = dict.fromkeys(key for one in figures for key in one.sources)
        sources = [sheet["sources"][key] for key in keys if key in sheet["sources"]]
        rows.append(AnswerRow(answer["id"], title_of(answer), figures, css, icon, reading(), sources, answer))
    return SheetView(evidence, rows, digest_of(sheet) == evidence.digest)


@dataclass(frozen=True)
class News:
    """A figure that changed since the sheet was frozen."""

    question: str
    label: str
    before: str
    now: str


def news_since(frozen: Evidence, fresh: Evidence) -> list[News]:
    """Figures of which the value differs, question by question."""
    now = {(q["id"], f["id"]): f for q in fresh.sheet["questions"] for f in q["figures"]}
    found = []
    for question in frozen.sheet["questions"]:
        for figure in question["figures"]:
            other = now.get((question["id"], figure["id"]))
            if other and other["value"] != figure["value"]:
                label, before = figure_label(figure["id"]), words_of(figure).words
                found.append(News(title_of(question), label, before, words_of(other).words))
    return found


@access(Permission.VIEW_OPINIONS)
@require_safe
def sheet_file(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """A sheet as JSON, to be checked by `koordynata verify-evidence`."""
    shown = seen(request, pk)
    found = get_object_or_404(_open_to(request, shown), pk=evidence)
    name = _("evidence") + f"-{shown.pk}-{found.version}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(exported(found.sheet, found.digest), content_type="application/json", headers=headers)


def _open_to(request: HttpRequest, shown: OpinionRequest) -> QuerySet[Evidence]:
    """The office reads working versions too, everybody else what was frozen."""
    rows = Evidence.objects.filter(request=shown)
    return rows if may_handle(request.user, shown) else rows.filter(frozen_at__isnull=False)
