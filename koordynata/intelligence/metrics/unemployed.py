"""Registered unemployed by occupation."""

import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import Ground
from . import units
from .card import Card, Metric

CARD = Card(
    id="unemployed",
    title=_("Registered unemployed"),
    why=_("Unemployed people of an occupation are a supply that is already there."),
    unit=units.PEOPLE,
    grain=_("territory × occupation × calendar year"),
    direction=_("less is better"),
    method=_("Registered unemployed of the occupation. Figures on fewer than 10 people are hidden."),
    rollup=_("Sum over powiats; functional areas by powiats that lie wholly inside."),
    inputs=("flow",),
)


def expression(ground: Ground) -> ir.Table:
    """unemployed, unemployed_hidden."""
    return ground.measure("unemployed").rename(unemployed="value", unemployed_hidden="hidden")


METRIC = Metric(CARD, "unemployed", expression, hidden="unemployed_hidden")
