"""What is to be reported in a period, by whom, and how far it is."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..enums import ActualState, MeasureSource, OverElements
from ..models import Actual, Commitment, Element, Indicator, Involvement, Period, Programme, Version
from .people import institutions_of, runs_programme


@dataclass(frozen=True)
class Due:
    """An indicator of an element that is to be reported: its target and, where there is one, its value."""

    indicator: Indicator
    element: Element
    actual: Actual | None

    @property
    def state(self) -> str:
        """The value's state; empty: nothing reported."""
        return self.actual.state if self.actual else ""


@dataclass(frozen=True)
class PeriodState:
    """A period with its values by state; `missing`: expected and not there."""

    period: Period
    states: dict[str, int]
    missing: int

    @property
    def ready(self) -> bool:
        """Whether it can be closed."""
        return not any(count for state, count in self.states.items() if state != ActualState.APPROVED)


def version_for(programme: Programme, period: Period) -> Version | None:
    """The version of which a period speaks: the one in force on its last day."""
    return programme.versions.in_force_on(period.ends).first()


def due_in(programme: Programme, period: Period, user: Any) -> list[Due]:
    """What is reported by hand in a period, of what the person may report: for the office everything."""
    return due_of(programme, period, None if runs_programme(user, programme) else institutions_of(user))


def due_of(programme: Programme, period: Period, institutions: set[int] | None) -> list[Due]:
    """What these institutions report by hand in a period; None: everybody."""
    version = version_for(programme, period)
    if version is None:
        return []
    elements = {one.strand_id: one for one in version.elements.select_related("strand")}
    indicators = reported_by_hand(version, elements)
    if institutions is not None:
        mine = Involvement.objects.filter(element__version=version, institution__in=institutions)
        own = set(mine.order_by().values_list("element__strand", flat=True))
        indicators = [one for one in indicators if one.strand_id in own]
    actuals = {one.indicator_id: one for one in Actual.objects.filter(period=period, indicator__in=indicators)}
    found = [Due(one, elements[one.strand_id], actuals.get(one.pk)) for one in indicators]
    return sorted(found, key=lambda due: (due.element.path, due.indicator.measure.code))


def reported_by_hand(version: Version, elements: dict[int, Element]) -> list[Indicator]:
    """What people type in; a promise above others of its measure is put together from them."""
    rows = Commitment.objects.filter(version=version, indicator__measure__source=MeasureSource.TYPED)
    promised = [one.indicator for one in rows.select_related("indicator__measure", "indicator__strand")]
    paths = [
        (one.measure_id, elements[one.strand_id].path) for one in promised
        if one.measure.over_elements != OverElements.NONE
    ]  # fmt: skip
    return [
        one for one in promised
        if not any(measure == one.measure_id and path != elements[one.strand_id].path
                   and path.startswith(elements[one.strand_id].path) for measure, path in paths)
    ]  # fmt: skip


def periods_of(programme: Programme, today: date) -> list[PeriodState]:
    """Periods that have begun, the newest first; two queries, and two for each adopted version."""
    periods = list(programme.periods.filter(starts__lte=today).order_by("-starts"))
    counts: Counter[tuple[int, str]] = Counter()
    for pk, state in Actual.objects.filter(period__in=periods).order_by().values_list("period", "state"):
        counts[pk, state] += 1
    adopted = list(programme.versions.adopted())
    expected = {one.pk: _expected(one) for one in adopted}
    found = []
    for period in periods:
        version = next((one for one in adopted if one.in_force_from and one.in_force_from <= period.ends), None)
        states = {state: counts[period.pk, state] for state in ActualState.values if counts[period.pk, state]}
        asked = expected[version.pk] if version else 0
        found.append(PeriodState(period, states, max(asked - sum(states.values()), 0)))
    return found


def _expected(version: Version) -> int:
    return len(reported_by_hand(version, {one.strand_id: one for one in version.elements.all()}))


def institutions_due(period: Period) -> set[int]:
    """Ids of the institutions of the actions for which something is reported by hand in a period."""
    strands = {one.element.strand_id for one in due_of(period.programme, period, None)}
    version = version_for(period.programme, period)
    rows = Involvement.objects.filter(element__version=version, element__strand__in=strands).order_by()
    return set(rows.values_list("institution", flat=True))
