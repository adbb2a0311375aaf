"""Distances on the globe."""

from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0  # the mean radius


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along the great circle (haversine), between two positions given as (latitude, longitude) in degrees."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    arc = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(arc)))
