"""The registered unemployment rate of a territory, as Statistics Poland publishes it."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import Ground
from . import units
from .card import Card, Metric

CARD = Card(
    id="unemployment_rate",
    title=_("Registered unemployment rate"),
    why=_("Where few are out of work, every missing graduate is felt."),
    unit=units.PERCENT,
    grain=_("territory × year, the same for all occupations"),
    direction=_("less is better"),
    method=_("As published for the territory; where months are given, the mean of the year's months."),
    rollup=_("Never computed: each territory has its own published value; functional areas have none."),
    inputs=("observation",),
)


def expression(ground: Ground) -> ir.Table:
    """unemployment_rate by (territory, year), without a subject."""
    rows = ground.staged["role_observation"]
    rates = rows.filter(rows.role == "unemployment_rate")
    return rates.group_by("territory", "year").aggregate(
        # The value for the whole year, where there is one; else the mean of its months.
        unemployment_rate=ibis.coalesce(
            rates.value.mean(where=rates.period == ""), rates.value.mean(where=rates.period != "")
        )
    )


METRIC = Metric(CARD, "unemployment_rate", expression)
