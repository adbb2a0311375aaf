"""What becomes of a school: a tab of the school's page in the registers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.intelligence.metrics.units import PEOPLE
from koordynata.intelligence.queries import Figure, OccupationOutlook, SchoolOutlook, Silence
from koordynata.registry.queries.institutions import schools_open_to
from koordynata.registry.rules import may_read
from koordynata.web.access import access
from koordynata.web.charts.outlook import draw_outlook


@access(Permission.VIEW_METRICS)
def outlook(request: HttpRequest, school_id: int) -> HttpResponse:
    """Pupils of a school year by year and five years on, for the school and for each of its occupations."""
    school = schools_open_to(request.user).select_related("territory").filter(pk=school_id).first()
    if school is None:
        raise Http404
    seen = queries.school_outlook(school.pk)
    context = {
        "school": school,
        "reads_registers": may_read(request.user, school),
        "outlook": seen,
        "rows": _rows(seen) if seen else [],
        "drawing": draw_outlook(seen.years) if seen else None,
        "small": draw_outlook(seen.years, 358, 240, sparse=True) if seen else None,
    }
    return render(request, "web/intelligence/school_outlook.html", context)


def _rows(seen: SchoolOutlook) -> list[tuple[OccupationOutlook, list[Figure]]]:
    """Each occupation with one figure for every year of the school; a year of which nothing is said is silent."""
    return [(part, [_in_year(part, year.year) for year in seen.years]) for part in seen.occupations]


def _in_year(part: OccupationOutlook, year: int) -> Figure:
    found = next((one.pupils for one in part.years if one.year == year), None)
    return found or Figure(None, Silence.MISSING, PEOPLE, "pupils", year)
