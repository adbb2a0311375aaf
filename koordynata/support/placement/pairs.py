"""Pairs who must sit together or must not: the least total cost among the answers that keep them.

Each step takes the answer with the least cost so far and looks for a pair that it breaks. One of two things must hold
in any answer that keeps the pair, so both are tried as further answers: the one does not go there, or (together) the
other goes there as well, or (apart) the other does not. The first answer that breaks no pair is the cheapest of all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

import numpy as np

from .cheapest import Placed, place_cheapest
from .network import NEVER, NOWHERE, Network, Small

MOST_STEPS = 3000

Pair = tuple[int, int]


class Pairs(NamedTuple):
    """Pairs of pupils, by their numbers in the network."""

    together: Sequence[Pair]
    apart: Sequence[Pair]

    def broken(self, where: Small) -> tuple[str, Pair] | None:
        """The first pair that is not kept; both without a place are together, and not at one place."""
        for one, other in self.together:
            if where[one] != where[other]:
                return "together", (one, other)
        for one, other in self.apart:
            if where[one] == where[other] != NOWHERE:
                return "apart", (one, other)
        return None


class NoneKeepsPairs(Exception):
    """No answer was found that keeps all pairs within the steps allowed."""


class Bounds(NamedTuple):
    """What further answers may not do: take some options, leave some pupils without a place."""

    without: frozenset[int] = frozenset()
    placed: frozenset[int] = frozenset()

    def tighter(self, other: "Bounds") -> "Bounds":
        """Both at once."""
        return Bounds(self.without | other.without, self.placed | other.placed)

    def upon(self, network: Network) -> Network:
        """The network in which what they forbid costs more than any answer."""
        cost, alone = network.cost.copy(), network.alone.copy()
        cost[list(self.without)], alone[list(self.placed)] = np.iinfo(np.int32).max, NEVER
        return network._replace(cost=cost, alone=alone)


@dataclass(frozen=True, order=True)
class _Step:
    total: int
    number: int
    placed: Placed = field(compare=False)
    bounds: Bounds = field(compare=False)


def place_in_pairs(network: Network, pairs: Pairs) -> Placed:
    """The least total cost with all pairs kept. Raises NoneKeepsPairs."""
    numbers = count()
    steps: list[_Step] = []
    _open(network, Bounds(), steps, numbers)
    while steps and next(numbers) < MOST_STEPS:
        best = heappop(steps)
        where = network.places_of(best.placed.chosen)
        if (found := pairs.broken(where)) is None:
            return best.placed
        for less in _branches(network, where, *found):
            _open(network, best.bounds.tighter(less), steps, numbers)
    raise NoneKeepsPairs


def _open(network: Network, bounds: Bounds, steps: list[_Step], numbers: Iterator[int]) -> None:
    placed = place_cheapest(bounds.upon(network), 1)
    if (placed.chosen[list(bounds.placed)] != NOWHERE).all():
        heappush(steps, _Step(network.total(placed.chosen), next(numbers), placed, bounds))


def _branches(network: Network, where: Small, kind: str, pair: Pair) -> Iterator[Bounds]:
    """The two that together hold every answer in which the pair is kept."""
    one, other = pair if where[pair[0]] != NOWHERE else pair[::-1]
    there = _options(network, other, int(where[one]))
    yield Bounds(without=_options(network, one, int(where[one])))
    if kind == "apart":
        yield Bounds(without=there)
    elif there:
        everything = frozenset(range(network.first[other], network.first[other + 1]))
        yield Bounds(without=everything - there, placed=frozenset({other}))


def _options(network: Network, pupil: int, at: int) -> frozenset[int]:
    return frozenset(
        option for option in range(network.first[pupil], network.first[pupil + 1]) if network.place[option] == at
    )
