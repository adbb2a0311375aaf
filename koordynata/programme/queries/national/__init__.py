"""Sixteen regional programmes beside each other by the common indicators."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date

from ...common_indicators import common_indicators
from ...models import Measure, RegionalComment
from ...totals import progress
from .comparing import judge, rank, same_beginning, scale
from .facts import count_facts
from .ground import Ground, Place, by_measure, read_ground
from .heads import Heads, heads_of
from .regions import chosen_span, periods_by_programme, regions_on, spans_of
from .rollup import whole_of
from .shapes import Cell, Comparison, Region, Span

__all__ = ["Cell", "Comparison", "Region", "Span", "comparison"]


def comparison(today: date, key: str = "", *, heads: Callable[[str, int], Heads] = heads_of) -> Comparison:
    """The comparison over the span that `key` names (`2025-01-01..2025-06-30`), else the latest that has ended.

    The same number of queries for one region and for sixteen. `heads` gives pupils or inhabitants by region.
    """
    periods = periods_by_programme()
    spans = spans_of((one for own in periods.values() for one in own), today)
    span = chosen_span(spans, key)
    regions = regions_on(span, periods, today)
    found = Comparison(span, spans, regions, common_indicators(span.ends if span else today), {})
    if span is not None:
        _fill(found, span, heads)
    else:
        found.cells = {(one.territory.code, row.id): Cell(one, row) for one in regions for row in found.indicators}
        for cell in found.cells.values():
            judge(cell, [], None)
    return found


def _fill(found: Comparison, span: Span, heads: Callable[[str, int], Heads]) -> None:
    ground = read_ground(found.regions, span)
    versions = {one.version.pk: one.version for one in found.regions if one.version}
    ground.counted = count_facts(versions, ground.measures, ground.places, span)
    cards, places = _cards(ground), by_measure(ground.places)
    for region in found.regions:
        for wanted in found.indicators:
            cell = Cell(region, wanted)
            version = region.version.pk if region.version else 0
            _enter(cell, cards.get((version, wanted.id), []), places, ground, version)
            found.cells[region.territory.code, wanted.id] = cell
    _compare(found, span, heads)
    _put_comments(found)


def _cards(ground: Ground) -> dict[tuple[int, str], list[Measure]]:
    """The measures with a common code that a version has anywhere, by version and code."""
    found: dict[tuple[int, str], list[Measure]] = defaultdict(list)
    for version, measure in sorted(by_measure(ground.places)):
        card = ground.measures[measure]
        found[version, card.common].append(card)
    return found


def _enter(
    cell: Cell, cards: list[Measure], places: Mapping[tuple[int, int], list[Place]], ground: Ground, version: int
) -> None:
    whole = whole_of(places[version, cards[0].pk], cards[0], ground) if len(cards) == 1 else None
    if cell.region.period is not None and whole is not None:
        cell.measure, cell.reported, cell.expected = cards[0], whole.reported, whole.expected
        cell.value = whole.value.shown if whole.value else None
        cell.target = whole.target.shown if whole.target else None
        cell.baseline = whole.baseline
        if whole.reported:
            cell.progress = progress(whole.baseline, cell.value, cell.target, cards[0].direction)
    judge(cell, cards, whole)


def _compare(found: Comparison, span: Span, heads: Callable[[str, int], Heads]) -> None:
    for per in sorted({one.per for one in found.indicators if one.per}):
        known = heads(per, span.ends.year)
        found.vintages[per] = known.vintage
        scale((cell for cell in found.cells.values() if cell.wanted.per == per), known.numbers)
    for indicator in found.indicators:
        row = found.row(indicator)
        same_beginning(row)
        rank(row)


def _put_comments(found: Comparison) -> None:
    periods = {one.period.pk: one.territory.code for one in found.regions if one.period}
    for comment in RegionalComment.objects.filter(period__in=periods).order_by("pk"):
        cell = found.cells.get((periods[comment.period_id], comment.common))
        if cell is not None:
            cell.comment = comment
