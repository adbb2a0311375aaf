"""Graduates' wages against those of the powiat."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import KEYS, Ground
from . import units
from .card import Card, Metric
from .tracking import base

CARD = Card(
    id="wage",
    title=_("Graduates' wage relative to the powiat"),
    why=_("A wage far below the powiat's mean says that an occupation is not wanted, whatever the offers say."),
    unit=units.RATIO,
    grain=_("powiat of the school × occupation × year of graduation"),
    direction=_("more is better"),
    method=_(
        "Mean wage of graduates divided by the mean wage of the powiat; 1.0 is the powiat's mean. Hidden where fewer "
        "than 10 graduates stand behind it, and where a hidden ratio would follow from it."
    ),
    rollup=_("Mean weighted by the graduates whose wage is known."),
    inputs=("outcome",),
)


def expression(ground: Ground) -> ir.Table:
    """Wage, wage_hidden."""
    outcomes = ground.by_powiat("outcome").filter(ibis._.wage_ratio.notnull() & (ibis._.graduates > 0))
    rows = ground.spread(outcomes)
    summed = rows.group_by(*KEYS).aggregate(weighted=(rows.wage_ratio * rows.graduates).sum())
    joined = summed.join(base(ground, "wage_ratio"), list(KEYS))
    return joined.select(*KEYS, wage=joined.weighted / joined.people, wage_hidden=joined.hidden)


METRIC = Metric(CARD, "wage", expression, hidden="wage_hidden")
