"""The minister's forecast of demand, as points."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from ..method import forecast_levels
from ..warehouse.ground import KEYS, Ground
from ..warehouse.nodes import COUNTRY
from . import units
from .card import Card, Metric

CARD = Card(
    id="forecast_level",
    title=_("Forecast of demand for VET occupations"),
    why=_("The forecast decides on money for schools and names the occupations that the state will need."),
    unit=units.POINTS,
    grain=_("voivodeship × occupation × year; a list for the country holds in every voivodeship"),
    direction=_("−100 special demand, 0 not on the list"),
    method=_("Levels have ranks and points in a versioned list. The stronger of the two lists counts."),
    rollup=_(
        "Powiats and functional areas have their voivodeship's level; branches the mean of their occupations that "
        "admit pupils in the year."
    ),
    inputs=("forecast",),
)


def expression(ground: Ground) -> ir.Table:
    """forecast_points (−100…0) and forecast_listed (occupations of the subject on a list)."""
    points = _by_voivodeship(ground)
    places = ground.territories.filter(ground.territories.kind != "gmina")
    region = ibis.ifelse(places.voivodeship == "", COUNTRY, places.voivodeship)
    inherited = places.select(territory=places.code, region=region).join(points, "region")
    rows = inherited.join(ground.subjects, "occupation")
    return rows.group_by(*KEYS).aggregate(
        forecast_points=rows.points.sum() / rows.count(), forecast_listed=(rows.points < 0).sum()
    )


def _by_voivodeship(ground: Ground) -> ir.Table:
    """(region, occupation, year, points) for every occupation open in a year of which a list is in the house."""
    rows = ground.staged["forecast"]
    value = rows.level.cases(*((level, points) for level, (_rank, points) in forecast_levels().items()), else_=0.0)
    listed = rows.mutate(region=ibis.ifelse(rows.place.startswith("PL"), COUNTRY, rows.place[:2]), points=value)
    regions = ground.territories.filter(ibis._.kind.isin(["voivodeship", "country"])).select(region="code")
    national = listed.filter(listed.region == COUNTRY)
    everywhere = national.drop("region").cross_join(regions)
    wide = ibis.union(
        listed.select("region", "occupation", "year", "points"),
        everywhere.select("region", "occupation", "year", "points"),
    )
    strongest = wide.group_by("region", "occupation", "year").aggregate(points=wide.points.min())
    known = wide.select("region", "year").distinct()
    o = ground.staged["occupation"]
    every = known.cross_join(o.select("opened", "closed", "withdrawn_run", occupation="code"))
    joined = every.left_join(strongest, ["region", "occupation", "year"])
    # Who admits nobody in that year has no place on a list, and none off it; unless a list names it all the same.
    admits = (joined.opened.fill_null(0) <= joined.year) & (joined.closed.fill_null(9999) >= joined.year)
    rows = joined.filter((admits & joined.withdrawn_run.isnull()) | joined.points.notnull())
    return rows.select("region", "occupation", "year", points=rows.points.fill_null(0.0))


METRIC = Metric(CARD, "forecast_points", expression)
