"""Pupils: how many learn an occupation on 30 September."""

import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import Ground
from . import units
from .card import Card, Metric

CARD = Card(
    id="pupils",
    title=_("Pupils"),
    why=_("Today's pupils are the graduates of the coming years."),
    unit=units.PEOPLE,
    grain=_("territory × occupation × school year (30 September)"),
    direction=_("neither"),
    method=_("Pupils of all grades, as schools report them. Figures on fewer than 10 people are hidden."),
    rollup=_("Sum over schools by their powiat; functional areas by the school's gmina."),
    inputs=("offer_pupils",),
)


def expression(ground: Ground) -> ir.Table:
    """pupils, pupils_hidden."""
    return ground.measure("pupils").rename(pupils="value", pupils_hidden="hidden")


METRIC = Metric(CARD, "pupils", expression, hidden="pupils_hidden")
