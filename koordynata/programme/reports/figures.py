"""Indicators of a report: every line at every element, with its way, its parts and its light."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from koordynata.foundation.working_days import WARSAW

from ..enums import ActualState, MeasureSource
from ..lights import light_for
from ..models import Actual, Element, Measure
from ..queries.board import Line
from .counted import counted_parts
from .ground import Ground, day, exact, share

Parts = dict[tuple[int, int], list[dict[str, Any]]]  # by element and measure


def figures_of(ground: Ground) -> dict[int, list[dict[str, Any]]]:
    """The rows of each covered element, by its id."""
    at = ground.board.at(ground.period)
    own = _own_values(ground)
    counted = counted_parts(ground)
    return {one.pk: [_row(ground, line, at, own, counted) for line in ground.board.of(one)] for one in ground.covered}


def _row(ground: Ground, line: Line, at: int, own: dict[int, Actual], counted: Parts) -> dict[str, Any]:
    amount, gone = line.values[at], line.progress(at)
    light = light_for(gone, ground.period.ends)
    actual = own.get(line.indicator.pk) if line.indicator else None
    ratio = amount is not None and amount.of is not None
    parts = counted.get((line.element.pk, line.measure.pk)) or (_parts(actual) if actual else [])
    return {
        "element": line.element.code, "measure": line.measure.code, "own": line.indicator is not None,
        "value": exact(line.value(at)), "numerator": exact(amount.number) if amount and ratio else None,
        "denominator": exact(amount.of) if amount and ratio else None,
        "target": exact(line.target(at)), "final": exact(line.final_target), "baseline": exact(line.baseline),
        "baseline_year": line.baseline_year, "progress": share(gone), "light": light.id if light else None,
        "reported": line.reported[at], "expected": line.expected, "parts": parts,
        "in_period": _in_period(actual) if actual else None, "note": actual.note if actual else "",
        "approved_on": day(localdate(actual.state_at, WARSAW)) if actual and actual.state_at else None,
        "series": _series(ground, line, at),
    }  # fmt: skip


def _series(ground: Ground, line: Line, at: int) -> list[dict[str, Any]]:
    """Values up to the report's period, targets of all periods."""
    return [
        {"period": period.name, "value": exact(line.value(place)) if place <= at else None,
         "target": exact(line.target(place))}
        for place, period in enumerate(ground.board.periods)
    ]  # fmt: skip


def _own_values(ground: Ground) -> dict[int, Actual]:
    """Approved values of the period, by indicator."""
    rows = Actual.objects.filter(period=ground.period, state=ActualState.APPROVED).order_by("pk")
    return {one.indicator_id: one for one in rows.prefetch_related("parts")}


def _parts(actual: Actual) -> list[dict[str, Any]]:
    found = sorted(actual.parts.all(), key=lambda one: (one.dimension, one.category))
    return [{"dimension": one.dimension, "category": one.category, "value": exact(one.value)} for one in found]


def _in_period(actual: Actual) -> str | None:
    return exact(actual.shown)


def cards_of(ground: Ground, rows: dict[int, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """The cards of the indicators that stand in the report, by code."""
    used = {row["measure"] for some in rows.values() for row in some}
    measures = Measure.objects.filter(programme=ground.version.programme, code__in=used).order_by("code")
    return {one.code: _card(one) for one in measures}


def _card(measure: Measure) -> dict[str, Any]:
    return {
        "name": {"pl": measure.name, "en": measure.name_en or measure.name}, "unit": measure.unit,
        "over_time": measure.over_time, "over_elements": measure.over_elements, "direction": measure.direction,
        "source": measure.source, "common": measure.common, "definition": measure.definition,
        "method": measure.method, "keeper": measure.keeper, "dimensions": list(measure.dimensions),
        "facts": measure.rule.get("facts", []) if measure.source == MeasureSource.COUNTED else [],
    }  # fmt: skip


def lights_counted(rows: list[dict[str, Any]]) -> dict[str, int]:
    """How many rows have each light; `none` where nothing can be said."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        found[row["light"] or "none"] += 1
    return dict(sorted(found.items()))


def shown_rows(area: Element, rows: dict[int, list[dict[str, Any]]], below: list[Element]) -> list[dict[str, Any]]:
    """What an area's table shows: its own lines, and those below that are put together nowhere above."""
    top = rows.get(area.pk, [])
    known = {row["measure"] for row in top}
    rest = [row for one in below if one.pk != area.pk for row in rows[one.pk] if row["own"]]
    return [*top, *(row for row in rest if row["measure"] not in known)]


def total(values: list[str | None]) -> Decimal:
    """Amounts added up."""
    return sum((Decimal(one) for one in values if one is not None), Decimal(0))
