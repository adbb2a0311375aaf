"""The plane of all maps: km east of 19.2° E and km south of 52° N (sinusoidal)."""

import math


def to_plane(lat: float, lon: float) -> tuple[float, float]:
    """Degrees → km."""
    return (lon - 19.2) * math.cos(math.radians(lat)) * 111.32, (52.0 - lat) * 111.2
