"""What a number of an objective or area is put together from: elements, down to values and their evidence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from ..enums import ActualState, OverElements
from ..models import Actual, Element, Evidence, Measure, Period
from ..totals import Amount
from .board import Board, Line


@dataclass(frozen=True)
class Piece:
    """One element below (or the element itself) that has the measure.

    `own`: it says its value itself, by `values`. `counts`: that value is part of the number; it is not where an
    element above says its own value.
    """

    element: Element
    line: Line
    own: bool
    counts: bool
    values: list[Actual]

    def amount(self, at: int) -> Amount | None:
        """Its part of the number."""
        return self.line.values[at]


def pieces_of(board: Board, element: Element, measure: Measure, periods: Iterable[Period]) -> list[Piece]:
    """All of them in their order, with approved values of these periods and their evidence; two queries."""
    lines = [
        (one, board.lines[one.pk][measure.pk])
        for one in board.elements
        if one.path.startswith(element.path) and measure.pk in board.lines.get(one.pk, {})
    ]
    indicators = [line.indicator.pk for _one, line in lines if line.indicator]
    values, speaks = _approved(indicators, {one.pk for one in periods})
    found: list[Piece] = []
    speaking: list[str] = []  # paths of elements that say their own value
    for one, line in lines:
        above = any(one.path.startswith(path) for path in speaking)
        alone = line.measure.over_elements == OverElements.NONE or _is_last(one, lines)
        own = line.indicator is not None and (line.indicator.pk in speaks or alone)
        if own:
            speaking.append(one.path)
        key = line.indicator.pk if line.indicator else 0
        found.append(Piece(one, line, own, own and not above, values[key] if own else []))
    return found


def total_of(pieces: Iterable[Piece], at: int) -> Decimal | None:
    """The pieces that count, put together: what the board says, arrived at from below."""
    amounts = [amount for one in pieces if one.counts and (amount := one.amount(at)) is not None]
    return sum(amounts[1:], amounts[0]).shown if amounts else None


def _is_last(element: Element, lines: list[tuple[Element, Line]]) -> bool:
    """Whether nothing below it has the measure: then it is for it to say."""
    return not any(one.pk != element.pk and one.path.startswith(element.path) for one, _line in lines)


def _approved(indicators: list[int], periods: set[int]) -> tuple[dict[int, list[Actual]], set[int]]:
    """Values of these periods by indicator, and which indicators have any value at all."""
    files = Prefetch("evidence", Evidence.objects.order_by("added_at", "pk"))
    rows = Actual.objects.filter(indicator__in=indicators, state=ActualState.APPROVED).select_related("period")
    found: dict[int, list[Actual]] = defaultdict(list)
    speaks = set()
    for one in rows.prefetch_related(files).order_by("period__starts", "pk"):
        speaks.add(one.indicator_id)
        if one.period_id in periods:
            found[one.indicator_id].append(one)
    return found, speaks
