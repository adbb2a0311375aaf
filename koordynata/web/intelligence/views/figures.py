"""Where a number comes from: the drawer, and the same as a page of its own."""

from django.http import Http404, HttpRequest, HttpResponse

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.intelligence.queries.cells import subject_code
from koordynata.reference.models import Branch, Occupation, SchoolType
from koordynata.web.access import access

from ..drawer import compare_regions, find_figure
from ..partial import render_page
from ..places import region_or_404, territory_or_404


@access(Permission.VIEW_METRICS)
def figure(request: HttpRequest, metric: str) -> HttpResponse:
    """The value in words, how it is counted, its sources with vintage, how sure it is."""
    asked = request.GET
    if any("\0" in code for code in asked.values()):
        raise Http404  # no database is asked for what none can hold
    place = territory_or_404(request, asked.get("territory") or region_or_404(request).code)
    subject, about = _subject(asked.get("occupation", ""), asked.get("branch", ""))
    if asked.get("school_type") and not asked.get("occupation"):
        subject, about = _narrowed(subject, about, asked["school_type"])
    found = find_figure(metric, place, _year(asked.get("year", "")), subject, about)
    if found is None:
        raise Http404
    regions = compare_regions(metric, found, subject, place.voivodeship_code)
    context = {"found": found, "place": place, "card": queries.metric_card(found.card_id), "compared": regions}
    return render_page(request, "figure", context)


def _subject(occupation: str, branch: str) -> tuple[str, str]:
    """Code and name of what the figure is about; both empty for everything, an unknown code does not exist."""
    if not occupation and not branch:
        return "", ""
    found: Occupation | Branch | None
    if occupation:
        found = Occupation.objects.filter(code=occupation[:6]).first() if len(occupation) == 6 else None
    else:
        found = Branch.objects.filter(code=branch[:3]).first() if len(branch) == 3 else None
    if found is None:
        raise Http404
    return found.code, found.name


def _narrowed(branch: str, about: str, school_type: str) -> tuple[str, str]:
    """The same for one type of school: its occupations only."""
    kind = SchoolType.objects.filter(code=school_type[:20]).first()
    if kind is None or kind.code != school_type:
        raise Http404
    return subject_code(None, branch, kind.code), f"{about}, {kind.name}" if about else kind.name


def _year(text: str) -> int:
    """A year of the warehouse, the newest when none is named; anything else does not exist."""
    for year in queries.available_years():
        if str(year) == text or not text:
            return year
    raise Http404
