"""Graduates: the supply that schools give the labour market in a year."""

import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import Ground
from . import units
from .card import Card, Metric

CARD = Card(
    id="graduates",
    title=_("Graduates"),
    why=_("Graduates are the supply: who may take up work in the occupation this year."),
    unit=units.PEOPLE,
    grain=_("territory × occupation × calendar year in which school ended"),
    direction=_("neither"),
    method=_(
        "Graduates of the school year that ended in this year: 2026 stands for the school year 2025/2026. "
        "Figures on fewer than 10 people are hidden."
    ),
    rollup=_("Sum over schools by their powiat; functional areas by the school's gmina."),
    inputs=("offer_graduates",),
)


def expression(ground: Ground) -> ir.Table:
    """graduates, graduates_hidden."""
    return ground.measure("graduates").rename(graduates="value", graduates_hidden="hidden")


METRIC = Metric(CARD, "graduates", expression, hidden="graduates_hidden")
