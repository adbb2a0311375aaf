"""Concentration: on how few schools an occupation rests."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..warehouse.ground import KEYS, Ground
from ..warehouse.nodes import school_unit
from . import units
from .card import Card, Metric

CARD = Card(
    id="concentration",
    title=_("Share of the biggest school"),
    why=_("An occupation that rests on one school is gone when the school goes."),
    unit=units.PERCENT,
    grain=_("territory × occupation × school year"),
    direction=_("less is better"),
    method=_(
        "Pupils of the biggest school divided by all pupils of the occupation, computed from published figures only: "
        "hidden where the number of any of the schools is hidden. Beside it the Herfindahl–Hirschman index (0–1)."
    ),
    rollup=_("Recomputed from the schools of each territory."),
    inputs=("offer_pupils",),
)


def expression(ground: Ground) -> ir.Table:
    """Schools teaching the subject; concentration in percent, hhi 0–1, concentration_hidden."""
    offer = ground.staged["offer"]
    taught = offer.select("occupation", unit=school_unit(offer.school), year="school_year").distinct()
    places = ground.staged["school_node"].filter(~ibis._.territory.startswith("s"))
    counted = taught.join(places, "unit").join(ground.subjects, "occupation")
    schools = counted.group_by(*KEYS).aggregate(schools=counted.unit.nunique())
    return schools.left_join(_shares(ground, places), list(KEYS)).select(
        *KEYS, "schools", "concentration", "hhi", "concentration_hidden"
    )


def _shares(ground: Ground, places: ir.Table) -> ir.Table:
    f = ground.figures
    of_schools = f.filter((f.measure == "pupils") & (f.layer == "all") & f.territory.startswith("s"))
    rows = of_schools.rename(unit="territory").join(places, "unit")
    total = rows.value.sum().nullif(0)
    summed = rows.group_by(*KEYS).aggregate(
        biggest=rows.value.max() / total * 100.0,
        hhi=(rows.value * rows.value).sum() / (total * total),
        concentration_hidden=rows.hidden.any(),
    )
    known = ~summed.concentration_hidden
    return summed.select(
        *KEYS, "concentration_hidden",
        concentration=ibis.ifelse(known, summed.biggest, ibis.null("float64")),
        hhi=ibis.ifelse(known, summed.hhi, ibis.null("float64")),
    )  # fmt: skip


METRIC = Metric(CARD, "concentration", expression, hidden="concentration_hidden")
