"""Demand × supply, the bubble as large as the pupils; the table twin under it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.web.access import access
from koordynata.web.charts.quadrant import SMALL, draw_quadrant
from koordynata.web.downloads import send_table, wanted_format

from ..exports import QUADRANT_COLUMNS, origins
from ..forms import read_filters
from ..partial import render_page
from ..sections import section_tabs


@access(Permission.VIEW_METRICS)
def quadrant(request: HttpRequest) -> HttpResponseBase:
    """Occupations of a territory in four fields: needed and taught little, needed and taught much, and so on."""
    chosen = read_filters(request, "territory", "year", "branch")
    seen = None if chosen.year is None else queries.quadrant(
        chosen.territory.code, chosen.year, branch=chosen.branch.code if chosen.branch else None
    )  # fmt: skip
    drawing = draw_quadrant(seen) if seen else None
    if wanted_format(request):
        points = seen.points if seen else ()
        figures = (figure for point in points for figure in (point.demand, point.supply, point.pupils, point.score))
        name = f"{_('Quadrant')} {chosen.territory.code} {chosen.year}"
        return send_table(request, name, QUADRANT_COLUMNS, points, origins=origins(figures))
    return render_page(
        request,
        "quadrant",
        {
            "chosen": chosen,
            "seen": seen,
            "drawing": drawing,
            "small": draw_quadrant(seen, SMALL) if seen else None,
            "tabs": section_tabs(request),
        },
    )
