"""The season's list, with the map beside it; a school head sees the own school's."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.foundation.alphabet import polish_key
from koordynata.foundation.periods import SchoolYear
from koordynata.foundation.tables import Column, Kind
from koordynata.intelligence import queries
from koordynata.opinions.enums import RequestState
from koordynata.opinions.kinds import kinds
from koordynata.opinions.law import procedure_on
from koordynata.opinions.models import OpinionRequest
from koordynata.opinions.queries.lists import counts_by_state, list_requests, runs_under_way
from koordynata.opinions.queries.windows import visible_windows
from koordynata.reference.models import Occupation, Territory
from koordynata.registry.scopes import scope_of

from ..access import access
from ..downloads import send_table, wanted_format
from ..intelligence.colours import colours, names_of_voivodeships
from ..limits import SEARCHES, within_limit
from ..maps import Marker, draw_map
from ..regions import region_of
from ..requests import person_of
from .forms import BulkForm
from .reading import read_filter
from .way import days_left

PER_PAGE = 50
COLUMNS: list[Column[OpinionRequest]] = [
    Column(gettext_lazy("Number"), Kind.TEXT, gettext_lazy("Number and year of it"), lambda r: r.signature),
    Column(gettext_lazy("State"), Kind.TEXT, gettext_lazy("Where it stands"), lambda r: r.get_state_display()),
    Column(gettext_lazy("Occupation"), Kind.TEXT, gettext_lazy("Occupation applied for"), lambda r: r.occupation.name),
    Column(gettext_lazy("Code"), Kind.TEXT, gettext_lazy("Code of the occupation"), lambda r: r.occupation.code),
    Column(gettext_lazy("School"), Kind.TEXT, gettext_lazy("School that applies"), lambda r: r.school.name),
    Column(gettext_lazy("Territory"), Kind.TEXT, gettext_lazy("Powiat"), lambda r: r.school.territory.title),
    Column(gettext_lazy("Places"), Kind.INTEGER, gettext_lazy("Places in the first grade"), lambda r: r.places),
    Column(gettext_lazy("First school year"), Kind.TEXT, gettext_lazy("When teaching begins"), lambda r: str(r.start)),
    Column(gettext_lazy("Opinion due"), Kind.DATE, gettext_lazy("Deadline in working days"), lambda r: r.due),
    Column(gettext_lazy("Speaks for"), Kind.INTEGER, gettext_lazy("Answers of the evidence sheet that speak for it"),
           lambda r: getattr(r, "speaks_for", None)),
    Column(gettext_lazy("Speaks against"), Kind.INTEGER,
           gettext_lazy("Answers of the evidence sheet that speak against it"),
           lambda r: getattr(r, "speaks_against", None)),
    Column(gettext_lazy("Proposed"), Kind.TEXT, gettext_lazy("Kind of opinion that the office proposes"),
           lambda r: proposed_words(r)),
    Column(gettext_lazy("Opinion"), Kind.TEXT, gettext_lazy("Kind of opinion given"),
           lambda r: r.opinion.kind_info.name if hasattr(r, "opinion") else ""),
]  # fmt: skip


@access(Permission.VIEW_OPINIONS)
def requests(request: HttpRequest) -> HttpResponseBase:
    """Applications that the reader may see; with `format` in the address a file of the same rows."""
    user, asked = person_of(request), read_filter(request.GET)
    if asked.q and not within_limit(request, SEARCHES):
        return render(request, "web/too_many.html", status=429)
    rows = list_requests(user, asked)
    if wanted_format(request):
        return send_table(request, _("Applications for an opinion"), COLUMNS, rows.iterator(chunk_size=2_000))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    office, applies = (scope_of(user, p) for p in (Permission.HANDLE_OPINIONS, Permission.APPLY_FOR_OPINIONS))
    context = {
        "asked": asked, "page": page, "sort": asked.sort, "counts": counts_by_state(user),
        "choices": _choices(user),
        "rows": [(row, days_left(row), proposed_words(row)) for row in page],
        "map": _map(request, page.object_list, page.start_index()),
        "may_start": applies.country or bool(applies.paths), "office": office.country or bool(office.paths),
        "procedure": procedure_on(timezone.localdate()),
    }  # fmt: skip
    if context["office"]:
        context |= {"bulk_form": BulkForm(user=user, auto_id="bulk_%s"), "runs": runs_under_way(user)}
    return render(request, "opinions/requests.html", context)


def _choices(user: User) -> dict[str, Any]:
    """What the filters offer: only what occurs."""
    rows = OpinionRequest.objects.visible_to(user).order_by()
    occupations = Occupation.objects.filter(pk__in=rows.values("occupation")).select_related("branch").order_by("code")
    places = Territory.objects.filter(pk__in=rows.values("school__territory")).order_by("code")
    years = rows.values_list("start_year", flat=True).distinct().order_by("start_year")
    return {
        "occupations": sorted({(one.code, one.name) for one in occupations}, key=lambda pair: polish_key(pair[1])),
        "territories": sorted({(one.code, one.title) for one in places}, key=lambda pair: polish_key(pair[1])),
        "seasons": [(str(year), str(SchoolYear(year))) for year in years],
        "windows": [(str(one.pk), f"{_day(one.opens)} – {_day(one.closes)}") for one in visible_windows(user)[:20]],
        "states": [("open", _("all open ones")), *((s.value, s.label) for s in RequestState)],
    }


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def proposed_words(row: OpinionRequest) -> str:
    """The kind of opinion that the office proposes."""
    kind = kinds().get(getattr(row, "proposed", None) or "")
    return kind.name if kind else ""


def _map(request: HttpRequest, rows: Any, first: int) -> Any:
    """Schools of the page by their number in the table; background: the gap of the occupation, or of all."""
    region, years = region_of(request), queries.available_years()
    if region is None or not years:
        return None
    codes = {row.occupation.code for row in rows}
    gaps = queries.gap_by_territory(codes.pop() if len(codes) == 1 else None, within=region.code, year=years[0])
    markers = [
        Marker(number, f"{row.occupation.name}, {row.school.name}", row.school.territory.code)
        for number, row in enumerate(rows, first or 1)
    ]
    return draw_map(colours(gaps), region.code, markers=markers, names=names_of_voivodeships())
