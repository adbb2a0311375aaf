"""Staying in the region."""

import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import Ground
from . import units
from .card import Card, Metric
from .tracking import shares

CARD = Card(
    id="stay_in_region",
    title=_("Graduates who stay in the region"),
    why=_("What a region teaches is lost to it when graduates leave."),
    unit=units.PERCENT,
    grain=_("powiat of the school × occupation × year of graduation"),
    direction=_("more is better"),
    method=_(
        "Graduates who work in the voivodeship of their school twelve months later, divided by those of whom this is "
        "known. Hidden below 10 of them, and where a hidden share would follow from it."
    ),
    rollup=_("Recomputed from summed counts."),
    inputs=("outcome",),
)


def expression(ground: Ground) -> ir.Table:
    """stay_in_region in percent, stay_in_region_hidden."""
    return shares(ground, stay_in_region="staying")


METRIC = Metric(CARD, "stay_in_region", expression, hidden="stay_in_region_hidden")
