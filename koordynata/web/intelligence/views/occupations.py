"""Occupations of a region by their gap, and one occupation taken apart."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.reference.models import Occupation, SchoolType
from koordynata.reference.queries import education_of
from koordynata.registry.queries.institutions import schools_open_to
from koordynata.web.access import access
from koordynata.web.charts.series import draw_series, series_data
from koordynata.web.downloads import send_table, wanted_format
from koordynata.web.maps import Marker, draw_map
from koordynata.web.paging import page_of

from ..colours import colours
from ..exports import GAP_COLUMNS, origins_of
from ..forms import Chosen, read_filters
from ..ordering import of_class, order_of, ordered
from ..partial import render_page
from ..sections import section_tabs
from ..waterfall import waterfall

PAGE_SIZE = 50


@access(Permission.VIEW_METRICS)
def occupations(request: HttpRequest) -> HttpResponseBase:
    """Every occupation with data in the territory, largest deficit first."""
    chosen = read_filters(request, "territory", "year", "branch", "school_type", "klass")
    order = order_of(request.GET.get("sort", ""))
    every = () if chosen.year is None else queries.gap_by_occupation(
        chosen.territory.code,
        chosen.year,
        branch=chosen.branch.code if chosen.branch else None,
        school_type=chosen.school_type.code if chosen.school_type else None,
    )  # fmt: skip
    rows = ordered(of_class(every, chosen.klass), order)
    if wanted_format(request):
        name = f"{_('Occupations')} {chosen.territory.code} {chosen.year}"
        return send_table(request, name, GAP_COLUMNS, rows, origins=origins_of(rows))
    return render_page(
        request,
        "occupations",
        {
            "chosen": chosen,
            "page": page_of(request, rows, PAGE_SIZE),
            "all_count": len(every),
            "sort": order,
            "tabs": section_tabs(request),
        },
    )


@access(Permission.VIEW_METRICS)
def occupation(request: HttpRequest, code: str) -> HttpResponse:
    """One occupation in one territory: why it is where it is, since when, where it is taught, what is near."""
    found = Occupation.objects.select_related("branch").filter(code=code[:6]).first()
    if found is None or found.code != code:
        raise Http404
    chosen = read_filters(request, "territory", "year")
    year = chosen.year
    context: dict[str, Any] = {
        "occupation": found,
        "school_types": SchoolType.objects.filter(code__in=found.school_type_codes),
        "education": education_of(found),
        "chosen": chosen,
        "parts": None,
    }
    if year is not None:
        context |= _seen(found, chosen, year)
        context["open_schools"] = _open_schools(request, context["taught"], context["reach"])
    return render(request, "web/intelligence/occupation.html", context)


def _seen(occupation: Occupation, chosen: Chosen, year: int) -> dict[str, Any]:
    territory = chosen.territory.code
    parts = queries.gap_parts(territory, occupation.code, year)
    series = queries.demand_supply_series(territory, occupation.code)
    taught = queries.where_taught(territory, occupation.code, year)
    inside = queries.gap_by_territory(occupation.code, within=territory, year=year)
    return {
        "parts": parts,
        "steps": waterfall(parts) if parts else None,
        "series": series,
        "has_outlook": any(point.is_outlook and point.supply.known for point in series.points),
        "wide": draw_series(series),
        "small": draw_series(series, 358, 300, sparse=True),
        "series_data": series_data(series),
        "taught": taught,
        "most_pupils": max((f.value or 0 for s in taught.schools for _g, f in s.pupils_by_grade), default=0),
        "map": draw_map(colours(inside), territory, markers=_markers(taught), map_id="schools", compact=True),
        "neighbours": queries.neighbours(occupation.code, territory, year),
        "reach": queries.reach(territory, occupation.code, year),
        "stay": queries.stay_in_region(territory, year, occupation=occupation.code),
    }


def _open_schools(request: HttpRequest, taught: queries.WhereTaught, reach: queries.Reach) -> set[int]:
    """Schools named on the page whose own pages let the reader in; the marts may be older than the registers."""
    named = {school.institution_id for school in taught.schools}
    named |= {row.institution_id for row in reach.rows if row.institution_id is not None}
    return set(schools_open_to(request.user).filter(pk__in=named).values_list("pk", flat=True))


def _markers(taught: queries.WhereTaught) -> list[Marker]:
    return [
        Marker(number, _("%(number)s: %(school)s") % {"number": number, "school": school.name},
               school.territory_code, school.lat, school.lon)
        for number, school in enumerate(taught.schools, start=1)
    ]  # fmt: skip
