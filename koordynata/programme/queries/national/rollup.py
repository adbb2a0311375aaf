"""From elements to the whole programme, for one measure: the same arithmetic as the board's, at one day."""

from dataclasses import dataclass, field
from decimal import Decimal

from ...enums import MeasureSource, OverElements
from ...models import Measure
from ...totals import Amount, baseline_of, together
from .ground import Ground, Place

_NOT_PUT_TOGETHER = (OverElements.NONE, OverElements.RATIO, OverElements.DISTINCT)


@dataclass(frozen=True)
class Whole:
    """A measure at an element, or at the whole programme."""

    value: Amount | None = None
    target: Amount | None = None
    baseline: Decimal | None = None
    reported: int = 0
    expected: int = 0


@dataclass
class _Node:
    place: Place
    below: list["_Node"] = field(default_factory=list)


def whole_of(places: list[Place], measure: Measure, ground: Ground) -> Whole | None:
    """Put together from the places in the order of their paths; None where the measure is not put together."""
    tops = [_resolved(node, measure, ground) for node in _trees(places)]
    if len(tops) > 1 and measure.over_elements == OverElements.NONE:
        return None
    whole = tops[0] if len(tops) == 1 else _put_together(tops, measure)
    if measure.source == MeasureSource.COUNTED:
        value = ground.counted.get((places[0].version, measure.pk))
        return Whole(value, whole.target, whole.baseline, 1, 1)
    return whole


def _trees(places: list[Place]) -> list[_Node]:
    """The places as trees: each under the nearest one whose path begins its own."""
    tops: list[_Node] = []
    above: list[_Node] = []
    for place in places:
        node = _Node(place)
        while above and not place.path.startswith(above[-1].place.path):
            above.pop()
        (above[-1].below if above else tops).append(node)
        above.append(node)
    return tops


def _resolved(node: _Node, measure: Measure, ground: Ground) -> Whole:
    """What an element says itself goes before what stands below it."""
    key = node.place.indicator
    below = [_resolved(one, measure, ground) for one in node.below]
    summed = _put_together(below, measure) if len(below) != 1 else below[0]
    baseline, target = ground.promised[node.place.version, key]
    if key in ground.ever or not below or measure.over_elements == OverElements.NONE:
        return Whole(ground.values.get(key), target, baseline, int(key in ground.there), 1)
    return Whole(summed.value, target, baseline, summed.reported, summed.expected)


def _put_together(these: list[Whole], measure: Measure) -> Whole:
    if not these:
        return Whole()
    (value,) = together([[one.value] for one in these])
    (target,) = together([[one.target] for one in these])
    adds = measure.over_elements == OverElements.SUM
    return Whole(
        value, None if measure.over_elements in _NOT_PUT_TOGETHER else target,
        baseline_of([one.baseline for one in these], measure.direction) if adds else None,
        sum(one.reported for one in these), sum(one.expected for one in these),
    )  # fmt: skip
