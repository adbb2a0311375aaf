"""Vacancies: job offers that labour offices had in a year."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import KEYS, Ground
from . import units
from .card import Card, Metric

CARD = Card(
    id="vacancies",
    title=_("Job offers"),
    why=_("Offers show what employers look for now."),
    unit=units.OFFERS,
    grain=_("territory × occupation × calendar year"),
    direction=_("neither"),
    method=_("Job offers reported to labour offices in the year. Offers are not people, so none are hidden."),
    rollup=_("Sum over powiats; functional areas by powiats that lie wholly inside."),
    inputs=("flow",),
)


def expression(ground: Ground) -> ir.Table:
    """Vacancies."""
    offers = ground.by_powiat("flow").filter(ibis._.vacancies.notnull())
    # Summed once before they are repeated for each territory and subject.
    summed = ground.grid.name(ground.grid.sums(offers, "vacancies"))
    return ground.spread(summed).group_by(*KEYS).aggregate(vacancies=ibis._.vacancies.sum().cast("int64"))


METRIC = Metric(CARD, "vacancies", expression)
