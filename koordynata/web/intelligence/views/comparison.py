"""Two occupations in one territory, or two territories, beside each other."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from koordynata.accounts.roles import Permission
from koordynata.intelligence import queries
from koordynata.intelligence.queries import Comparison, Figure, GapRow, Item
from koordynata.reference.models import Occupation, Territory
from koordynata.web.access import access
from koordynata.web.downloads import send_table, wanted_format
from koordynata.web.figures import signed

from ..exports import comparison_columns, origins
from ..places import territories_in_reach
from ..sections import section_tabs
from ..sourced import digits_of


@dataclass(frozen=True)
class Side:
    """What stands on one side; without an occupation: every occupation together."""

    territory: Territory | None
    occupation: Occupation | None


@access(Permission.VIEW_METRICS)
def comparison(request: HttpRequest) -> HttpResponseBase:
    """Metric by metric, the difference at the end of the row."""
    places = {place.code: place for place in territories_in_reach(request)}
    occupations = {occupation.code: occupation for occupation in Occupation.objects.all()}
    sides = [_side(request, which, places, occupations) for which in ("a", "b")]
    years = queries.available_years()
    asked = request.GET.get("year", "")
    year = next((year for year in years if str(year) == asked), next(iter(years), None))
    seen = _compare(sides, year)
    rows = _rows(seen) if seen else []
    if seen and wanted_format(request):
        figures = (figure for _metric, pair in seen.rows for figure in pair)
        titles = tuple(_name(item) for item in seen.items)
        return send_table(
            request, f"{_('Comparison')} {year}", comparison_columns(titles), rows, origins=origins(figures)
        )
    context = {
        "places": places.values(),
        "occupations": occupations.values(),
        "sides": list(zip(("a", "b"), sides, strict=True)),
        "years": years,
        "year": year,
        "seen": seen,
        "rows": rows,
        "tabs": section_tabs(request),
    }
    return render(request, "web/intelligence/comparison.html", context)


def _side(request: HttpRequest, which: str, places: dict[str, Territory], occupations: dict[str, Occupation]) -> Side:
    """Unknown codes choose nothing: a foreign territory is one of them."""
    code = request.GET.get(f"{which}_territory", "")
    return Side(places.get(code), occupations.get(request.GET.get(f"{which}_occupation", "")))


def _compare(sides: list[Side], year: int | None) -> Comparison | None:
    items = tuple(
        Item(side.territory.code, side.occupation.code if side.occupation else None)
        for side in sides
        if side.territory is not None
    )
    return queries.compare(items, year) if year is not None and len(items) == len(sides) else None


def _name(item: GapRow) -> str:
    """What one side is about."""
    return f"{item.occupation_name or item.branch_name or _('all occupations')}, {item.territory_name}"


def _rows(seen: Comparison) -> list[dict[str, Any]]:
    """Metric by metric; the gap itself stands on top, with its bar."""
    titles = {card.id: card.title for card in queries.metric_cards()}
    rows = [
        {
            "metric": metric,
            "title": titles.get(metric, metric),
            "cells": list(zip(figures, seen.items, strict=True)),
            "difference": _difference(figures),
        }
        for metric, figures in seen.rows
    ]
    return sorted(rows, key=lambda row: row["metric"] != "gap")


def _difference(figures: tuple[Figure, ...]) -> str:
    """The second less the first, in words; empty when either is silent."""
    first, second = figures[0].value, figures[1].value
    if first is None or second is None:
        return ""
    return signed(second - first, digits_of(figures[0].unit, second - first))
