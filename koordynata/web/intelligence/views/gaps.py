"""Gaps on the map and, beside it, the same rows as a table."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.intelligence.queries import GapRow
from koordynata.web.access import access
from koordynata.web.downloads import send_table, wanted_format
from koordynata.web.maps import draw_map
from koordynata.web.paging import page_of

from ..colours import colours, names_of_voivodeships
from ..exports import GAP_COLUMNS, origins_of
from ..forms import Chosen, read_filters
from ..ordering import of_class, order_of, ordered
from ..partial import render_page
from ..sections import section_tabs

SUGGESTED = 6
PAGE_SIZE = 50  # more than the powiats of any voivodeship
FILTERS = ("territory", "year", "branch", "occupation", "school_type", "klass")


@access(Permission.VIEW_METRICS)
def gaps(request: HttpRequest) -> HttpResponseBase:
    """Where people lack: powiats of a region by the gap of one occupation, one branch, or all."""
    chosen = read_filters(request, *FILTERS, powiats=False)
    order = order_of(request.GET.get("sort", ""))
    every = _rows(chosen)
    rows = ordered(of_class(every, chosen.klass), order)
    if wanted_format(request):
        name = f"{_('Gaps')} {chosen.territory.code} {chosen.year}"
        return send_table(request, name, GAP_COLUMNS, rows, origins=origins_of(rows))
    return render_page(
        request,
        "gaps",
        {
            "chosen": chosen,
            "page": page_of(request, rows, PAGE_SIZE),
            "all_count": len(every),
            "deficits": sum(1 for row in every if row.klass and row.klass.is_deficit),
            "map": draw_map(colours(every), chosen.territory.code, names=names_of_voivodeships()),
            "sort": order,
            "suggested": _suggested(chosen),
            "tabs": section_tabs(request),
        },
    )


def _rows(chosen: Chosen) -> tuple[GapRow, ...]:
    if chosen.year is None:
        return ()
    return queries.gap_by_territory(
        chosen.occupation.code if chosen.occupation else None,
        chosen.branch.code if chosen.branch and not chosen.occupation else None,
        within=chosen.territory.code,
        year=chosen.year,
        school_type=chosen.school_type.code if chosen.school_type else None,
    )


def _suggested(chosen: Chosen) -> tuple[GapRow, ...]:
    """Deficits worth a look, while the map shows every occupation together."""
    if chosen.year is None or chosen.occupation or chosen.branch:
        return ()
    return queries.lasting_deficits(chosen.territory.code, chosen.year, SUGGESTED)
