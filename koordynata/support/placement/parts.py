"""Independent parts: pupils who share no place, not even through others, can be placed without one another."""

import numpy as np

from .compiled import compiled
from .network import Network, Small, Whole


def parts(network: Network) -> list[Small]:
    """The pupils of each part, the largest part first; whoever has no option is in none."""
    part = _parts(network.first, network.place, network.places)
    order = np.argsort(part, kind="stable").astype(np.int32)
    order = order[int((part < 0).sum()) :]
    cuts = np.flatnonzero(np.diff(part[order])) + 1
    return sorted(np.split(order, cuts), key=len, reverse=True) if len(order) else []


@compiled
def _parts(first: Whole, place: Small, places: int) -> Small:
    """For each pupil the place that stands for his part; −1 without options."""
    parent = np.arange(places).astype(np.int32)
    found = np.full(len(first) - 1, -1, np.int32)
    for pupil in range(len(found)):
        for option in range(first[pupil], first[pupil + 1]):
            root = _root(parent, place[option])
            if found[pupil] >= 0:
                parent[_root(parent, found[pupil])] = root
            found[pupil] = root
    for pupil in range(len(found)):
        if found[pupil] >= 0:
            found[pupil] = _root(parent, found[pupil])
    return found


@compiled
def _root(parent: Small, place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place
