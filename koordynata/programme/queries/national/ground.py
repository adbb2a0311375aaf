"""What the comparison reads, for all regions at once: a constant number of queries, sums made by the database."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from ...enums import ActualState, OverTime
from ...models import Actual, Commitment, Measure, Target
from ...totals import Amount
from .shapes import Region, Span


@dataclass(frozen=True)
class Place:
    """An indicator where a version has it."""

    indicator: int
    version: int
    measure: int
    path: str


@dataclass
class Ground:
    """What was read, by the ids of indicators: amounts as of the end of the span, approved alone."""

    places: list[Place]
    measures: dict[int, Measure]
    ever: set[int] = field(default_factory=set)  # with an approved value of any period
    there: set[int] = field(default_factory=set)  # with one of the span itself
    values: dict[int, Amount] = field(default_factory=dict)
    promised: dict[tuple[int, int], tuple[Decimal | None, Amount | None]] = field(default_factory=dict)
    counted: dict[tuple[int, int], Amount] = field(default_factory=dict)  # by version and measure


def read_ground(regions: Iterable[Region], span: Span) -> Ground:
    """Promised indicators that carry a common code, their values, their promises; ten queries."""
    regions = [one for one in regions if one.version]
    versions = [one.version.pk for one in regions if one.version]
    programmes = [one.programme.pk for one in regions if one.programme]
    periods = [one.period.pk for one in regions if one.period]
    measures = {one.pk: one for one in Measure.objects.filter(programme__in=programmes).exclude(common="")}
    rows = Commitment.objects.filter(
        version__in=versions, indicator__measure__in=measures, indicator__strand__elements__version=F("version")
    ).order_by()
    names = ("indicator", "version", "indicator__measure", "indicator__strand__elements__path")
    ground = Ground([Place(*row) for row in rows.values_list(*names)], measures)
    _read_values(ground, programmes, periods, span)
    _read_promises(ground, versions, periods, span)
    return ground


def _read_values(ground: Ground, programmes: list[int], periods: list[int], span: Span) -> None:
    rows = Actual.objects.filter(period__programme__in=programmes, state=ActualState.APPROVED)
    rows = rows.filter(indicator__measure__in=ground.measures)
    over_time = {one.indicator: ground.measures[one.measure].over_time for one in ground.places}
    sums = _sums(rows, "indicator", span, ("value", "numerator", "denominator"))
    names = ("indicator", "value", "numerator", "denominator")
    standing = rows.exclude(indicator__measure__over_time=OverTime.ADDED)
    current = standing.filter(period__in=periods).order_by().values_list(*names)
    now = {key: _amount(*rest) for key, *rest in current}
    ground.ever = {key for key, *_rest in sums}
    ground.there = {key for key, _count, own, *_rest in sums if own}
    late = {key for key, kind in over_time.items() if kind != OverTime.ADDED and key in ground.ever and key not in now}
    earlier = rows.filter(indicator__in=late, period__ends__lte=span.ends).order_by("period__starts")
    before = {key: _amount(*rest) for key, *rest in earlier.values_list(*names)}
    for key, count, _own, *totals in sums:
        if over_time.get(key) != OverTime.ADDED:
            found = now.get(key) or before.get(key)
        else:
            found = _amount(*totals) if count else None
        if found is not None:
            ground.values[key] = found


def _read_promises(ground: Ground, versions: list[int], periods: list[int], span: Span) -> None:
    commitments = Commitment.objects.filter(version__in=versions, indicator__measure__in=ground.measures).order_by()
    known = {row[0]: row[1:] for row in commitments.values_list("pk", "version", "indicator", "baseline")}
    measure_of = {one.indicator: one.measure for one in ground.places}
    rows = Target.objects.filter(commitment__version__in=versions, commitment__indicator__measure__in=ground.measures)
    standing = rows.exclude(commitment__indicator__measure__over_time=OverTime.ADDED)
    added = rows.filter(commitment__indicator__measure__over_time=OverTime.ADDED)
    sums = {key: total for key, count, _own, total in _sums(added, "commitment", span, ("value",)) if count}
    now = dict(standing.filter(period__in=periods).order_by().values_list("commitment", "value"))
    late = {key for key, (_version, indicator, _base) in known.items()
            if key not in now and _over_time(ground, measure_of, indicator) != OverTime.ADDED}  # fmt: skip
    earlier = standing.filter(commitment__in=late, period__ends__lte=span.ends).order_by("period__starts")
    before = dict(earlier.values_list("commitment", "value"))
    for key, (version, indicator, baseline) in known.items():
        value = sums.get(key, now.get(key, before.get(key)))
        ground.promised[version, indicator] = (baseline, None if value is None else Amount(value))


def _over_time(ground: Ground, measure_of: dict[int, int], indicator: int) -> str:
    measure = ground.measures.get(measure_of.get(indicator, 0))
    return measure.over_time if measure else ""


def _sums(rows: QuerySet[Any], key: str, span: Span, what: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """By indicator or commitment: how many rows until the end of the span, how many of its own days, their sums."""
    until = Q(period__ends__lte=span.ends)
    own = Q(period__starts=span.starts, period__ends=span.ends)
    sums = {f"sum_{name}": Sum(name, filter=until) for name in what}
    found = rows.order_by().values(key).annotate(count=Count("pk", filter=until), own=Count("pk", filter=own), **sums)
    return list(found.values_list(key, "count", "own", *sums))


def _amount(value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None) -> Amount:
    return Amount(value) if value is not None else Amount(numerator or Decimal(0), denominator)


def by_measure(places: Iterable[Place]) -> dict[tuple[int, int], list[Place]]:
    """The places of each measure in each version, in the order of the tree."""
    found: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for one in sorted(places, key=lambda place: place.path):
        found[one.version, one.measure].append(one)
    return found
