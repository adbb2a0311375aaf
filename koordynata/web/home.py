"""The region's desk: what lasts and grows, the map, the programme, the last imports, how fresh figures are, history."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.intelligence.queries import GapRow, Item
from koordynata.programme.queries.glance import glance_for
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.queries.events import visible_events
from koordynata.registry.queries.runs import visible_runs
from koordynata.registry.scopes import scope_of

from .access import SIGNED_IN, access
from .charts.multiples import Multiple, draw_multiples
from .imports.loading import title_of
from .intelligence.colours import colours, names_of_voivodeships
from .intelligence.ordering import ordered
from .intelligence.sourced import figures_of, sources_of
from .maps import draw_map
from .office.queue import summary_of
from .regions import region_of
from .wording import verb_label

LASTING = 8
MULTIPLES = 5
RUNS = 5
EVENTS = 8
WORK = 5


@dataclass(frozen=True)
class Event:
    """One line of the history."""

    at: Any
    text: str


@access(SIGNED_IN)
def desk(request: HttpRequest) -> HttpResponse:
    """First page after sign-in."""
    region = region_of(request)
    context: dict[str, Any] = {"state": queries.warehouse_state(), "year": None}
    if region is not None:
        year = next(iter(queries.available_years()), None)
        context |= {"year": year} | (_seen(region, year) if year is not None else {})
    context |= _runs(request) | _history(request) | {"work": summary_of(request, WORK), "glance": None}
    if region is not None:
        context["glance"] = glance_for(request.user, region.pk, timezone.localdate())
    return render(request, "web/desk.html", context)


def _seen(region: Territory, year: int) -> dict[str, Any]:
    lasting = queries.lasting_deficits(region.code, year, LASTING)
    shown = next(iter(lasting), None)
    rows = queries.gap_by_territory(shown.occupation_code if shown else None, within=region.code, year=year)
    return {
        "shown": shown,
        "sources": sources_of(figures_of((*lasting, *rows))),
        "rows": ordered(_beside_the_map(region, rows, shown, year), "gap"),
        "lasting": lasting,
        "growing": sum(1 for row in lasting if row.growing),
        "multiples": _multiples(region, lasting[:MULTIPLES]),
        "map": draw_map(colours(rows), region.code, names=names_of_voivodeships()),
    }


def _beside_the_map(region: Territory, rows: tuple[GapRow, ...], shown: GapRow | None, year: int) -> tuple[GapRow, ...]:
    """The powiats of a region; for the whole country its voivodeships, comparable line by line."""
    if region.kind != TerritoryKind.COUNTRY:
        return rows
    found = Territory.objects.of_kind(TerritoryKind.VOIVODESHIP).filter(withdrawn_run=None)
    occupation = shown.occupation_code if shown else None
    return queries.compare(tuple(Item(place.code, occupation) for place in found), year).items


def _multiples(region: Territory, rows: tuple[GapRow, ...]) -> tuple[Multiple, ...]:
    return draw_multiples([(row, queries.demand_supply_series(region.code, row.occupation_code)) for row in rows])


def _runs(request: HttpRequest) -> dict[str, Any]:
    """The last imports, for whoever may load files."""
    scope = scope_of(request.user, Permission.IMPORT_DATA)
    if not (scope.country or scope.paths):
        return {"runs": None}
    return {"runs": [(run, title_of(run)) for run in visible_runs(request.user).order_by("-id")[:RUNS]]}


def _history(request: HttpRequest) -> dict[str, Any]:
    """What happened in the region, for whoever may read the audit log."""
    events = visible_events(request.user).order_by("-id")[:EVENTS]
    return {"events": [Event(event.at, f"{verb_label(event.verb)}: {event.object_label}") for event in events]}
