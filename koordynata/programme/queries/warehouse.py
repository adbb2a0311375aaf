"""Indicators whose values a metric of the warehouse gives: the figure of a year, or why there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from koordynata.intelligence.queries import Answer, NotAvailable, metric_value

from ..enums import MeasureSource
from ..models import Indicator, Measure, Period, Programme
from ..totals import Amount

Series = list[Amount | None]


@dataclass(frozen=True)
class Reading:
    """What the warehouse says for the year in which a period ends. `answer`: with sources, vintage and method."""

    year: int
    value: Decimal | None
    reason: str  # why there is no value
    answer: Answer | None


def readings(measure: Measure, programme: Programme, years: Sequence[int]) -> dict[int, Reading]:
    """By year. A figure that speaks of another year is none: nothing is carried over, nothing guessed."""
    return {year: _reading(measure, programme, year) for year in sorted(set(years))}


def metric_series(
    programme: Programme, periods: Sequence[Period], own: Mapping[int, Indicator]
) -> tuple[dict[int, Series], dict[int, list[bool]]]:
    """By indicator: the value as of each period, and whether it is there. The warehouse is asked once for a year."""
    measures = {one.measure_id: one.measure for one in own.values() if one.measure.source == MeasureSource.METRIC}
    years = [one.ends.year for one in periods]
    told = {pk: readings(measure, programme, years) for pk, measure in measures.items()}
    values: dict[int, Series] = {}
    for pk, indicator in own.items():
        if indicator.measure_id in told:
            found = [told[indicator.measure_id][year].value for year in years]
            values[pk] = [None if one is None else Amount(one) for one in found]
    return values, {pk: [one is not None for one in series] for pk, series in values.items()}


def _reading(measure: Measure, programme: Programme, year: int) -> Reading:
    rule = measure.rule
    territory = rule.get("territory") or programme.territory.code
    try:
        answer = metric_value(rule["metric"], territory=territory, year=year, subject=rule.get("subject"))
    except NotAvailable as refused:
        return Reading(year, None, str(refused), None)
    figure = answer.figure
    if figure.value is None:
        return Reading(year, None, figure.silence.reason if figure.silence else "", answer)
    if figure.year != year:
        return Reading(year, None, _("The newest figure speaks of the year %s.") % figure.year, answer)
    return Reading(year, Decimal(str(round(figure.value, 2))), "", answer)
