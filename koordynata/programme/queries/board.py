"""The board of a version: every indicator at every element it concerns, over all periods; computed anew each time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ..enums import ActualState, MeasureSource, OverElements
from ..models import Actual, Commitment, Element, Indicator, Measure, Period, Target, Version
from ..totals import Amount, baseline_of, by_period, progress, together
from .counting import counted_series
from .warehouse import metric_series

Series = Sequence[Amount | None]
_NOT_PUT_TOGETHER = (OverElements.NONE, OverElements.RATIO, OverElements.DISTINCT)


@dataclass(frozen=True)
class Line:
    """One measure at one element. Series have one entry for each period of the board, as of its end.

    `reported` of `expected`: how many of the indicators below had a value in each period.
    """

    element: Element
    measure: Measure
    indicator: Indicator | None  # the element's own; None: put together from below
    baseline: Decimal | None
    baseline_year: int | None
    values: Series
    targets: Series
    reported: Sequence[int]
    expected: int

    def value(self, at: int) -> Decimal | None:
        """The value as of the end of a period."""
        amount = self.values[at]
        return amount.shown if amount else None

    def target(self, at: int) -> Decimal | None:
        """What was to be reached by the end of a period."""
        amount = self.targets[at]
        return amount.shown if amount else None

    def progress(self, at: int) -> Decimal | None:
        """The share of the way that was to be gone by then; None while nobody has reported for the period."""
        if not self.reported[at]:
            return None
        return progress(self.baseline, self.value(at), self.target(at), self.measure.direction)

    @property
    def final_target(self) -> Decimal | None:
        """The target of the last period."""
        return self.target(len(self.targets) - 1) if self.targets else None


@dataclass
class Board:
    """All lines of a version by element and measure."""

    version: Version
    periods: list[Period]
    elements: list[Element]
    lines: dict[int, dict[int, Line]] = field(default_factory=dict)  # by element, by measure

    def of(self, element: Element) -> list[Line]:
        """The lines of one element by the measures' codes."""
        return sorted(self.lines.get(element.pk, {}).values(), key=lambda line: line.measure.code)

    def at(self, period: Period) -> int:
        """The place of a period in every series. Raises ValueError."""
        return [one.pk for one in self.periods].index(period.pk)


@dataclass
class _Ground:
    """What was read for a board."""

    periods: list[Period]
    children: dict[int | None, list[Element]]
    indicators: dict[int, dict[int, Indicator]]  # by strand and measure
    values: dict[int, Series]  # by indicator
    there: dict[int, list[bool]]  # whether a period has a value, by indicator
    promised: dict[int, tuple[Commitment, Series]]  # by indicator
    counted: dict[tuple[int, int], Series]  # by element and measure


def board_of(version: Version, elements: Sequence[Element] | None = None, *, approved: bool = True) -> Board:
    """Read and put together, for these whole branches of the tree (all: None). `approved`: only such values count."""
    periods = list(version.programme.periods.order_by("starts"))
    if elements is None:
        elements = list(version.elements.select_related("strand").order_by("path"))
    for element in elements:
        element.version = version
    board = Board(version, periods, list(elements))
    ground = _read(version, periods, elements, approved=approved)
    there = {one.pk for one in elements}
    for root in (one for one in elements if one.parent_id not in there):
        _put_together(root, ground, board)
    return board


def _read(version: Version, periods: list[Period], elements: Sequence[Element], *, approved: bool) -> _Ground:
    children: dict[int | None, list[Element]] = defaultdict(list)
    for element in elements:
        children[element.parent_id].append(element)
    # What a version promises: an indicator that it has left out counts in earlier versions alone.
    found = Indicator.objects.filter(commitments__version=version, strand__in=[one.strand_id for one in elements])
    indicators: dict[int, dict[int, Indicator]] = defaultdict(dict)
    for indicator in found.select_related("measure").order_by("pk"):
        indicators[indicator.strand_id][indicator.measure_id] = indicator
    own = {one.pk: one for by_measure in indicators.values() for one in by_measure.values()}
    values, there = _actuals(periods, own, approved=approved)
    metric_values, metric_there = metric_series(version.programme, periods, own)
    values, there = {**values, **metric_values}, {**there, **metric_there}
    counted = counted_series(version, periods, elements, indicators)
    return _Ground(periods, children, indicators, values, there, _promised(version, periods, own), counted)


def _actuals(
    periods: list[Period], own: dict[int, Indicator], *, approved: bool
) -> tuple[dict[int, Series], dict[int, list[bool]]]:
    place = {period.pk: number for number, period in enumerate(periods)}
    raw: dict[int, list[Amount | None]] = {}
    rows = Actual.objects.filter(indicator__in=own)
    rows = rows.filter(state=ActualState.APPROVED) if approved else rows
    wanted = ("indicator_id", "period_id", "value", "numerator", "denominator")
    for indicator, period, value, numerator, denominator in rows.order_by().values_list(*wanted):
        series = raw.setdefault(indicator, [None] * len(periods))
        series[place[period]] = Amount(value) if value is not None else Amount(numerator, denominator)
    there = {pk: [one is not None for one in series] for pk, series in raw.items()}
    return {pk: by_period(series, own[pk].measure.over_time) for pk, series in raw.items()}, there


def _promised(
    version: Version, periods: list[Period], own: dict[int, Indicator]
) -> dict[int, tuple[Commitment, Series]]:
    place = {period.pk: number for number, period in enumerate(periods)}
    commitments = {one.pk: one for one in version.commitments.filter(indicator__in=own).order_by("pk")}
    raw: dict[int, list[Amount | None]] = {pk: [None] * len(periods) for pk in commitments}
    rows = Target.objects.filter(commitment__in=commitments).order_by()
    for commitment, period, value in rows.values_list("commitment_id", "period_id", "value"):
        raw[commitment][place[period]] = Amount(value)
    return {
        one.indicator_id: (one, by_period(raw[pk], own[one.indicator_id].measure.over_time))
        for pk, one in commitments.items()
    }


def _put_together(element: Element, ground: _Ground, board: Board) -> dict[int, Line]:
    """The lines of an element, from its own indicators and from what stands below it."""
    below: dict[int, list[Line]] = defaultdict(list)
    for child in ground.children.get(element.pk, []):
        for measure, line in _put_together(child, ground, board).items():
            below[measure].append(line)
    own = ground.indicators.get(element.strand_id, {})
    found = {one: _line(element, own.get(one), below.get(one, []), ground) for one in sorted({*own, *below})}
    lines = {measure: line for measure, line in found.items() if line is not None}
    board.lines[element.pk] = lines
    return lines


def _line(element: Element, own: Indicator | None, below: list[Line], ground: _Ground) -> Line | None:
    measure = own.measure if own else below[0].measure
    if own is None and (measure.over_elements == OverElements.NONE or measure.source == MeasureSource.METRIC):
        return None
    none: Series = [None] * len(ground.periods)
    commitment, targets = ground.promised.get(own.pk, (None, none)) if own else (None, none)
    if commitment is None and (len(below) == 1 or measure.over_elements not in _NOT_PUT_TOGETHER) and below:
        targets = together([line.targets for line in below])
    baseline, year = (commitment.baseline, commitment.baseline_year) if commitment else _baseline(measure, below)
    values, reported, expected = _values(element, own, below, measure, ground)
    return Line(element, measure, own, baseline, year, values, targets, reported, expected)


def _values(
    element: Element, own: Indicator | None, below: list[Line], measure: Measure, ground: _Ground
) -> tuple[Series, Sequence[int], int]:
    """What an element says itself goes before what is put together, so that nothing counts twice."""
    if measure.source == MeasureSource.COUNTED:
        return ground.counted[element.pk, measure.pk], [1] * len(ground.periods), 1
    if own and (own.pk in ground.values or not below or measure.over_elements == OverElements.NONE):
        there = ground.there.get(own.pk, [False] * len(ground.periods))
        return ground.values.get(own.pk, [None] * len(ground.periods)), [int(one) for one in there], 1
    reported = [sum(counts) for counts in zip(*(line.reported for line in below), strict=True)]
    return together([line.values for line in below]), reported, sum(line.expected for line in below)


def _baseline(measure: Measure, below: list[Line]) -> tuple[Decimal | None, int | None]:
    """Of one element below its own with the year; of several their sum, where values add up."""
    if len(below) == 1:
        return below[0].baseline, below[0].baseline_year
    if measure.over_elements != OverElements.SUM:
        return None, None
    return baseline_of([line.baseline for line in below], measure.direction), None
