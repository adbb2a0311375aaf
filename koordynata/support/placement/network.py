"""Who may go where, and what it costs."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Small = NDArray[np.int32]
NOWHERE = -1
NEVER = 1_000_000_000  # a cost above all that a placement could save elsewhere


class Option(NamedTuple):
    """A place that a pupil may get. Cost and priority: smaller is better."""

    place: int
    cost: int
    priority: int = 0


class Network(NamedTuple):
    """Pupils 0 … n − 1, places 0 … m − 1, and the options of each pupil: those of pupil i at first[i] … first[i+1] − 1.

    The order of a pupil's options is that of his wishes. Costs are whole numbers, none below 0; `alone` is what it
    costs to leave the pupil without a place. Priority orders the pupils at a place (smaller first).
    """

    first: Whole  # (n + 1)
    place: Small  # (options)
    cost: Small  # (options)
    priority: Small  # (options)
    capacity: Small  # (m)
    alone: Small  # (n)

    @property
    def pupils(self) -> int:
        """How many."""
        return len(self.alone)

    @property
    def places(self) -> int:
        """How many, with and without seats."""
        return len(self.capacity)

    def total(self, chosen: Whole) -> int:
        """What an answer costs: `chosen` holds an option for each pupil, or NOWHERE."""
        costs = np.where(chosen == NOWHERE, self.alone, self.cost[chosen] if len(self.cost) else 0)
        return int(costs.sum(dtype=np.int64))

    def taken(self, chosen: Whole) -> Whole:
        """How many pupils each place has."""
        return np.bincount(self.place[chosen[chosen != NOWHERE]], minlength=self.places)

    def places_of(self, chosen: Whole) -> Small:
        """The place of each pupil, or NOWHERE."""
        where: Small = np.where(chosen == NOWHERE, NOWHERE, self.place[chosen] if len(self.place) else NOWHERE)
        return where


def network_of(options: Sequence[Sequence[Option]], capacity: Sequence[int], alone: Sequence[int]) -> Network:
    """From lists, a pupil's options in the order of his wishes."""
    rows = np.array([option for of_one in options for option in of_one], np.int32).reshape(-1, 3)
    first = np.zeros(len(options) + 1, np.int64)
    np.cumsum([len(of_one) for of_one in options], out=first[1:])
    place, cost, priority = (np.ascontiguousarray(column) for column in rows.T)
    return Network(first, place, cost, priority, np.array(capacity, np.int32), np.array(alone, np.int32))
