"""Intake: pupils of first grades, and their change against the year before."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import Ground
from . import units
from .card import Card, Metric

CARD = Card(
    id="intake_change",
    title=_("Change of intake"),
    why=_("First grades show early where supply is going."),
    unit=units.PERCENT,
    grain=_("territory × occupation × school year (30 September)"),
    direction=_("neither"),
    method=_("Pupils of first grades against the year before, in percent. Hidden where either number is hidden."),
    rollup=_("Recomputed from the summed pupils of both years."),
    inputs=("offer_pupils",),
)


def expression(ground: Ground) -> ir.Table:
    """intake_change in percent, intake_change_hidden."""
    now = ground.measure("pupils", "in")
    before = now.select("territory", "subject", year=now.year + 1, value_before=now.value, hidden_before=now.hidden)
    both = now.join(before, ["territory", "subject", "year"])
    change = (both.value - both.value_before) / both.value_before.nullif(0) * 100.0
    hidden = both.hidden | both.hidden_before
    return both.select(
        "territory", "subject", "year",
        intake_change=ibis.ifelse(hidden, ibis.null("float64"), change), intake_change_hidden=hidden,
    )  # fmt: skip


METRIC = Metric(CARD, "intake_change", expression, hidden="intake_change_hidden")
