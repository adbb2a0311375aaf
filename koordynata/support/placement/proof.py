"""Checks of an answer that do not trust the search: whoever has the network and the answer can repeat them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from .network import NOWHERE, Network, Small, Whole


class Envy(NamedTuple):
    """A pupil who would rather go where a seat is free (`instead` = NOWHERE) or where somebody with less right sits."""

    pupil: int
    option: int
    instead: int


def is_possible(network: Network, chosen: Whole) -> bool:
    """Everybody has one of his own options or none, and no place has more pupils than seats."""
    sits = chosen != NOWHERE
    own = (chosen >= network.first[:-1]) & (chosen < network.first[1:])
    return bool((own | ~sits).all() and (network.taken(chosen) <= network.capacity).all())


def is_cheapest(network: Network, chosen: Whole, price: Whole) -> bool:
    """Whether prices prove that no placement costs less (linear programming duality, Kantorovich 1942).

    No price is below 0, a place with a free seat costs nothing, and at these prices nobody could be placed cheaper
    than he is. Then the answer costs exactly the bound that the prices set for every placement.
    """
    if not is_possible(network, chosen):
        return False
    sits = chosen != NOWHERE
    priced = network.cost + price[network.place]
    paid = np.where(sits, priced[chosen] if len(priced) else 0, network.alone)
    useful = network.capacity[network.place] > 0
    could = np.where(useful, priced, np.iinfo(np.int64).max)
    tight = could >= np.repeat(paid, np.diff(network.first))
    free = (network.taken(chosen) < network.capacity) & (price > 0)
    return bool((price >= 0).all() and not free.any() and tight.all() and (paid <= network.alone).all())


def envies(network: Network, chosen: Whole) -> Iterator[Envy]:
    """All justified envy, by pupil and wish; none: the answer is stable."""
    where = network.places_of(chosen)
    last, worst = _last_of(network, chosen, where)
    pupil_of = np.repeat(np.arange(network.pupils), np.diff(network.first))
    own = np.where(chosen == NOWHERE, network.first[1:], chosen)[pupil_of]
    at, option = network.place, np.arange(len(network.place))
    wished = (option < own) & (network.capacity[at] > 0)
    free = network.taken(chosen)[at] < network.capacity[at]
    right = (network.priority < worst[at]) | ((network.priority == worst[at]) & (pupil_of < last[at]))
    for one in np.flatnonzero(wished & (free | right)):
        yield Envy(int(pupil_of[one]), int(one), NOWHERE if free[one] else int(last[at[one]]))


def _last_of(network: Network, chosen: Whole, where: Small) -> tuple[Whole, Whole]:
    """For each place the pupil with the least right there, and his priority."""
    pupils = np.flatnonzero(where != NOWHERE)
    order = pupils[np.lexsort((pupils, network.priority[chosen[pupils]]))]  # the last one written stays
    last, worst = np.full(network.places, NOWHERE, np.int64), np.full(network.places, NOWHERE, np.int64)
    last[where[order]], worst[where[order]] = order, network.priority[chosen[order]]
    return last, worst
