"""Territories of a region, and one of them in figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.web.access import access
from koordynata.web.downloads import send_table, wanted_format
from koordynata.web.maps import draw_map

from ..colours import colours
from ..exports import PLACE_COLUMNS, origins_of
from ..forms import read_filters
from ..places import metrics_scope, territories_in_reach, territory_or_404
from ..sections import section_tabs


@access(Permission.VIEW_METRICS)
def territories(request: HttpRequest) -> HttpResponseBase:
    """Every territory that the reader may open, by kind, with its gap over all occupations."""
    chosen = read_filters(request, "year")
    region = chosen.territory
    rows = () if chosen.year is None else queries.gap_by_territory(within=region.code, year=chosen.year)
    gaps = {row.territory_code: row for row in rows}
    places = [(place, gaps.get(place.code)) for place in territories_in_reach(request) if _belongs(place, region)]
    if wanted_format(request):
        name = f"{_('Territories')} {region.code} {chosen.year}"
        return send_table(request, name, PLACE_COLUMNS, places, origins=origins_of(rows))
    context = {"chosen": chosen, "places": places, "tabs": section_tabs(request)}
    return render(request, "web/intelligence/territories.html", context)


def _belongs(place: Territory, region: Territory) -> bool:
    """In the region; for the whole country the voivodeships and the areas only."""
    if region.kind == TerritoryKind.COUNTRY:
        return place.kind in {TerritoryKind.VOIVODESHIP, TerritoryKind.FUNCTIONAL_AREA}
    if place.kind == TerritoryKind.FUNCTIONAL_AREA:
        return any(member.member.path.startswith(region.path) for member in place.members.all())
    return place.path.startswith(region.path)


@access(Permission.VIEW_METRICS)
def territory(request: HttpRequest, code: str) -> HttpResponse:
    """One territory: figures, classes, strongest deficits and surpluses, its powiats on a map."""
    place = territory_or_404(request, code)
    chosen = read_filters(request, "year")
    context: dict[str, Any] = {"place": place, "chosen": chosen, "profile": None}
    if chosen.year is not None:
        context |= _seen(place, chosen.year, _around(request, place))
    return render(request, "web/intelligence/territory.html", context)


def _around(request: HttpRequest, place: Territory) -> str:
    """What the map shows: a powiat among the others of its voivodeship, for whoever may see those."""
    region = place.voivodeship_code
    wider = place.kind == TerritoryKind.POWIAT and metrics_scope(request).covers(f"{region}/")
    return region if wider else place.code


def _seen(place: Territory, year: int, within: str) -> dict[str, Any]:
    profile = queries.territory_profile(place.code, year)
    around = queries.gap_by_territory(within=within, year=year)
    return {
        "profile": profile,
        "around": around,
        "map": draw_map(colours(around), within, picked=place.code, compact=True),
        "cards": {card.id: card for card in queries.metric_cards()},
    }
