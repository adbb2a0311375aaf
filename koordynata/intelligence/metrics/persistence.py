"""Persistence and growth: deficits that last, and those that grow."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..method import limits
from ..warehouse.ground import KEYS
from . import units
from .card import Card

LASTING = Card(
    id="persistence",
    title=_("Years in deficit in a row"),
    why=_("A deficit that lasts is not an accident of one year."),
    unit=units.YEARS,
    grain=_("territory × occupation × year"),
    direction=_("less is better"),
    method=_("Years up to this one, one after the other, whose class was D or D+. A year without data ends the row."),
    rollup=_("Computed anew from the gaps of each territory."),
    inputs=("rating", "flow", "offer_graduates", "forecast"),
)
GROWTH = Card(
    id="growth",
    title=_("Growth of the gap"),
    why=_("A deficit that grows needs an answer before one that shrinks by itself."),
    unit=units.POINTS_A_YEAR,
    grain=_("territory × occupation × year"),
    direction=_("below 0 the deficit grows"),
    method=_("Slope of the gap score over five years by least squares; at least three years must be known."),
    rollup=_("Computed anew from the gaps of each territory."),
    inputs=("rating", "flow", "offer_graduates", "forecast"),
)


def lasting(gaps: ir.Table) -> ir.Table:
    """Keys and lasting_years for cells in deficit: an island of consecutive years keeps year − row number."""
    deficits = gaps.filter(gaps.klass.isin(["D", "D+"])).select(*KEYS)
    ordered = ibis.window(group_by=["territory", "subject"], order_by="year")
    numbered = deficits.mutate(number=ibis.row_number().over(ordered))
    islands = numbered.mutate(island=numbered.year - numbered.number)
    within = ibis.window(group_by=["territory", "subject", "island"], order_by="year")
    counted = islands.mutate(place=ibis.row_number().over(within))
    return counted.select(*KEYS, lasting_years=counted.place + 1)


def growth(gaps: ir.Table) -> ir.Table:
    """Keys and growth: the slope of the score over the last years, in points per year."""
    known = gaps.filter(gaps.gap.notnull()).select(*KEYS, "gap")
    years = int(limits()["growth_years"])
    window = ibis.range_window(preceding=years - 1, following=0, group_by=["territory", "subject"], order_by="year")
    x, y = (known.year - 2000).cast("float64"), known.gap  # small numbers keep the sums exact
    sums = known.mutate(
        n=known.count().over(window),
        sx=x.sum().over(window),
        sy=y.sum().over(window),
        sxy=(x * y).sum().over(window),
        sxx=(x * x).sum().over(window),
    )
    slope = (sums.n * sums.sxy - sums.sx * sums.sy) / (sums.n * sums.sxx - sums.sx * sums.sx).nullif(0.0)
    return sums.select(*KEYS, growth=ibis.ifelse(sums.n >= 3, slope, ibis.null("float64")))
