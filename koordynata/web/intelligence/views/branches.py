"""The 32 branches of a region, and one of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.intelligence.queries import GapRow
from koordynata.reference.models import Branch
from koordynata.web.access import access
from koordynata.web.downloads import send_table, wanted_format
from koordynata.web.maps import draw_map

from ..colours import colours
from ..exports import BRANCH_COLUMNS, origins_of
from ..forms import Chosen, read_filters
from ..sections import section_tabs


@access(Permission.VIEW_METRICS)
def branches(request: HttpRequest) -> HttpResponseBase:
    """Every branch with its occupations counted by class."""
    chosen = read_filters(request, "territory", "year")
    every = () if chosen.year is None else queries.gap_by_occupation(chosen.territory.code, chosen.year)
    rows = [_counted(branch, every) for branch in Branch.objects.all()]
    if wanted_format(request):
        name = f"{_('Branches')} {chosen.territory.code} {chosen.year}"
        return send_table(request, name, BRANCH_COLUMNS, rows, origins=origins_of(every))
    context = {"chosen": chosen, "rows": rows, "tabs": section_tabs(request)}
    return render(request, "web/intelligence/branches.html", context)


def _counted(branch: Branch, every: tuple[GapRow, ...]) -> dict[str, Any]:
    rows = [row for row in every if row.branch == branch.code]
    known = [row for row in rows if row.klass is not None]
    worst = min(known, key=lambda row: row.score.value or 0, default=None)
    return {
        "branch": branch,
        "occupations": len(rows),
        "deficits": sum(1 for row in known if row.klass and row.klass.is_deficit),
        "surpluses": sum(1 for row in known if row.klass and row.klass.css.endswith("surplus")),
        "unknown": len(rows) - len(known),
        "lasting": sum(1 for row in known if row.lasting_years >= 3),
        "worst": worst if worst and worst.klass and worst.klass.is_deficit else None,
    }


@access(Permission.VIEW_METRICS)
def branch(request: HttpRequest, code: str) -> HttpResponse:
    """One branch in one territory: its gap taken apart by occupation and by powiat."""
    found = Branch.objects.filter(code=code[:3]).first()
    if found is None or found.code != code:
        raise Http404
    chosen = read_filters(request, "territory", "year", powiats=False)
    context: dict[str, Any] = {"branch": found, "chosen": chosen, "profile": None, "rows": ()}
    if chosen.year is not None:
        context |= _seen(found, chosen, chosen.year)
    return render(request, "web/intelligence/branch.html", context)


def _seen(branch: Branch, chosen: Chosen, year: int) -> dict[str, Any]:
    within = chosen.territory.code
    inside = queries.gap_by_territory(branch=branch.code, within=within, year=year)
    return {
        "profile": queries.branch_profile(branch.code, within, year),
        "rows": queries.gap_by_occupation(within, year, branch=branch.code),
        "inside": inside,
        "map": draw_map(colours(inside), within, compact=True),
        "cards": {card.id: card for card in queries.metric_cards()},
    }
