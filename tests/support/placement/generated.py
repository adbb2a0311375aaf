"""Small networks of every kind, and what to compare an answer with."""

from itertools import product
from typing import Any

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from koordynata.support.placement.network import NOWHERE, Network, Option, Whole, network_of


@st.composite
def networks(draw: st.DrawFn, pupils: int = 12, places: int = 6, most: int = 30) -> Network:
    """Pupils with and without options, places with and without seats, equal costs and priorities."""
    n, m = draw(st.integers(1, pupils)), draw(st.integers(1, places))
    option = st.builds(Option, st.integers(0, m - 1), st.integers(0, most), st.integers(0, 3))
    one = st.lists(option, max_size=m, unique_by=lambda option: option.place)
    of_all = draw(st.lists(one, min_size=n, max_size=n))
    seats = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    return network_of(of_all, seats, draw(st.lists(st.integers(0, most + 10), min_size=n, max_size=n)))


def least_total(network: Network) -> int:
    """The least total cost as SciPy finds it, with a column for each seat and one for each pupil who stays."""
    place_of_seat = np.repeat(np.arange(network.places), network.capacity)
    never = 10**7
    costs = np.full((network.pupils, len(place_of_seat) + network.pupils), never)
    for pupil in range(network.pupils):
        for option in range(network.first[pupil], network.first[pupil + 1]):
            costs[pupil, : -network.pupils][place_of_seat == network.place[option]] = network.cost[option]
        costs[pupil, len(place_of_seat) + pupil] = network.alone[pupil]
    return int(costs[linear_sum_assignment(costs)].sum())


def every_answer(network: Network) -> list[Whole]:
    """Whatever could be answered at all."""
    own: list[Any] = [[NOWHERE, *range(network.first[i], network.first[i + 1])] for i in range(network.pupils)]
    return [np.array(answer, np.int64) for answer in product(*own)]
