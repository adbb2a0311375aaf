"""What needs a decision, and how the lights stand."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.programme.lights import lights
from koordynata.programme.queries.decisions import Decision, decisions_of
from koordynata.programme.queries.lights import Lit, counts_of, lights_of
from koordynata.programme.queries.watched import Watched
from koordynata.programme.watching import threshold

from ...access import access
from ...downloads import send_table, wanted_format
from ...paging import page_of as sheet_of
from .addresses import page_of
from .looking import frame, look
from .words import LIGHT_NAMES, reason

PER_PAGE = 40


@dataclass(frozen=True)
class Row:
    """A matter as the list shows it; `days` until it is due, below zero: since."""

    decision: Decision
    reason: str
    url: str
    days: int | None


COLUMNS: list[Column[Row]] = [
    Column(gettext_lazy("Reason"), Kind.TEXT, gettext_lazy("Why it needs a decision"), lambda row: row.reason),
    Column(gettext_lazy("Matter"), Kind.TEXT, gettext_lazy("What it is about"), lambda row: row.decision.title),
    Column(gettext_lazy("Details"), Kind.TEXT, gettext_lazy("More about it"), lambda row: row.decision.note),
    Column(gettext_lazy("Due"), Kind.DATE, gettext_lazy("Last day"), lambda row: row.decision.due),
]


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def monitoring(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Everything that needs a decision, each with its reason and its record."""
    shown = look(request, pk)
    rows = [_row(one, shown) for one in decisions_of(shown)]
    if wanted_format(request):
        return send_table(request, f"{_('To decide')} {shown.programme.short_name}", COLUMNS, rows)
    context = {
        **frame(request, shown, "monitoring"), "page": sheet_of(request, rows, PER_PAGE),
        "counts": _counts(lights_of(shown), shown), "limits": _limits(shown),
    }  # fmt: skip
    return render(request, "programme/monitoring/deciding.html", context)


def _row(one: Decision, shown: Watched) -> Row:
    days = (one.due - shown.today).days if one.due else None
    return Row(one, reason(one), page_of(one.thing, shown), days)


def _counts(rows: list[Lit], shown: Watched) -> list[tuple[str, str, int]]:
    """Id, name and number of every light, good first; of lines without one, last."""
    counts = counts_of(rows)
    named = [(one.id, one.name) for one in lights(shown.today)]
    return [(key, name, counts[key]) for key, name in [*named, ("", str(LIGHT_NAMES[""]))]]


def _limits(shown: Watched) -> list[object]:
    return [threshold(name, shown.today) for name in ("risk_weight", "money_source_days")]
