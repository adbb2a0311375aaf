"""Graduates at work, and out of work, a year after school."""

import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import Ground
from . import units
from .card import Card, Metric
from .tracking import shares

CARD = Card(
    id="graduates_work",
    title=_("Graduates at work a year after school"),
    why=_("An occupation is worth teaching when its graduates find work."),
    unit=units.PERCENT,
    grain=_("powiat of the school × occupation × year of graduation"),
    direction=_("more is better"),
    method=_(
        "Graduates who work twelve months later, divided by those of whom this is known. Hidden below 10 of them, and "
        "where a hidden share would follow from it."
    ),
    rollup=_("Recomputed from summed counts."),
    inputs=("outcome",),
)


def expression(ground: Ground) -> ir.Table:
    """graduates_work and graduates_unemployed in percent, each with `_hidden`."""
    return shares(ground, graduates_work="working", graduates_unemployed="unemployed")


METRIC = Metric(CARD, "graduates_work", expression, hidden="graduates_work_hidden")
