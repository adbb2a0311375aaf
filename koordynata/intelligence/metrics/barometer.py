"""The Occupational Barometer: two answers of powiat panels as indices from 1 to 5."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import KEYS, Ground
from . import units
from .card import Card, Metric

CARD = Card(
    id="barometer",
    title=_("Occupational Barometer: supply against demand"),
    why=_("In each powiat a panel of people who know the market says where workers will be missing."),
    unit=units.STEPS,
    grain=_("territory × occupation × edition"),
    direction=_("1 large deficit, 3 balance, 5 large surplus"),
    method=_(
        "The Barometer rates groups of occupations; a rating reaches the school occupations of its group through the "
        "crosswalk, and a rating of the occupation itself goes before it."
    ),
    rollup=_("Sum of the ratings divided by their number: each powiat and occupation counts once."),
    inputs=("rating",),
)


def ratings(ground: Ground) -> ir.Table:
    """One row per powiat × occupation × year: the occupation's own rating, else the mean of its groups'."""
    rated = ground.by_powiat("rating")
    steps = ground.staged["crosswalk"]
    steps = steps.filter((steps.from_scheme == "KZSB") & (steps.to_scheme == "BAROMETER"))
    groups = steps.select(code=steps.from_code, group=steps.to_code).distinct()
    by_group = rated.filter(rated.occupation.isnull()).drop("occupation").join(groups, "group")
    own = rated.filter(rated.occupation.notnull())
    both = ibis.union(
        own.select("unit", "year", "relation", "demand_change", occupation="occupation", own=ibis.literal(1)),
        by_group.select("unit", "year", "relation", "demand_change", occupation="code", own=ibis.literal(0)),
    )
    nearest = both.mutate(best=both.own.max().over(ibis.window(group_by=["unit", "year", "occupation"])))
    kept = nearest.filter(nearest.own == nearest.best)
    return kept.group_by("unit", "year", "occupation").aggregate(
        relation=kept.relation.mean(), demand_change=kept.demand_change.mean()
    )


def expression(ground: Ground) -> ir.Table:
    """barometer_relation, barometer_demand (1–5), panels that rated, and those among them that see a deficit."""
    rows = ground.spread(ratings(ground))
    return rows.group_by(*KEYS).aggregate(
        barometer_relation=rows.relation.sum() / rows.count(),
        barometer_demand=rows.demand_change.sum() / rows.count(),
        barometer_panels=rows.count(),
        barometer_deficits=(rows.relation < 2.5).sum(),
    )


METRIC = Metric(CARD, "barometer_relation", expression)
