"""Reach: how far the nearest school teaching the occupation is."""

import ibis
import ibis.expr.types as ir
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.distances import EARTH_KM

from ..warehouse.ground import Ground
from ..warehouse.nodes import powiat_of
from . import units
from .card import Card, Metric

CARD = Card(
    id="reach",
    title=_("Distance to the nearest school"),
    why=_("What is taught too far away is not on offer."),
    unit=units.KM,
    grain=_("powiat × occupation × school year"),
    direction=_("less is better"),
    method=_(
        "Great-circle distance from the powiat's seat to the nearest school teaching the occupation, in any region. "
        "A school without coordinates stands at its powiat's seat."
    ),
    rollup=_("For larger territories the powiat that is furthest away."),
    inputs=("offer_taught",),
)


def distance_km(lat1: ir.Value, lon1: ir.Value, lat2: ir.Value, lon2: ir.Value) -> ir.FloatingColumn:
    """Great-circle distance (haversine)."""
    half_lat, half_lon = (lat2 - lat1).radians() / 2, (lon2 - lon1).radians() / 2
    a = half_lat.sin() * half_lat.sin() + lat1.radians().cos() * lat2.radians().cos() * half_lon.sin() * half_lon.sin()
    return ibis.least(a, 1.0).sqrt().asin() * (2 * EARTH_KM)


def nearest(ground: Ground) -> ir.Table:
    """(unit, subject, year, km, school): the nearest school for each powiat and occupation taught anywhere."""
    t = ground.staged["territory"]
    seats = t.filter((t.kind == "powiat") & t.lat.notnull() & t.withdrawn_run.isnull())
    powiats = seats.select(unit="code", lat="lat", lon="lon")
    places = _places(ground, powiats)
    pairs = powiats.cross_join(places.select("place_lat", "place_lon").distinct())
    near = pairs.select("unit", "place_lat", "place_lon", km=distance_km(
        pairs.lat, pairs.lon, pairs.place_lat, pairs.place_lon))  # fmt: skip
    rows = near.join(places, ["place_lat", "place_lon"])
    return rows.group_by("unit", "year", subject=rows.occupation).aggregate(
        km=rows.km.min(), school=rows.school.argmin(rows.km)
    )


def _places(ground: Ground, powiats: ir.Table) -> ir.Table:
    """Where each occupation is taught: one school per point, occupation and year."""
    s = ground.staged["school"]
    seats = powiats.select(powiat="unit", seat_lat="lat", seat_lon="lon")
    schools = s.mutate(powiat=powiat_of(s.place)).left_join(seats, "powiat")
    points = schools.select(
        school=schools.id,
        place_lat=schools.lat.fill_null(schools.seat_lat).round(3),
        place_lon=schools.lon.fill_null(schools.seat_lon).round(3),
    ).filter(ibis._.place_lat.notnull() & ibis._.place_lon.notnull())
    offers = ground.staged["offer"].select("school", "occupation", year="school_year").distinct()
    rows = offers.join(points, "school")
    return rows.group_by("place_lat", "place_lon", "occupation", "year").aggregate(school=rows.school.min())


def expression(ground: Ground) -> ir.Table:
    """Reach in km: of a powiat, or of the furthest powiat inside a larger territory."""
    near = ground.staged["nearest"]
    rows = near.join(ground.powiats, "unit")
    return rows.group_by("territory", "subject", "year").aggregate(reach=rows.km.max())


METRIC = Metric(CARD, "reach", expression)
