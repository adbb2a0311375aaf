"""A region's internships, drawn from a seed: pupils, employers with seats, about thirty options each."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from koordynata.support.placement.network import Network

OPTIONS, EMPLOYERS_PER_PUPIL, OCCUPATIONS = 30, 0.3, 40
MINUTES_PER_KM, MOST_WISH = 2, 60
ALONE = 1000  # points, as a cost: a place at the far end of the region is better than none
TOWN_KM, EMPLOYERS_KM = 6.0, 4.0


def region(pupils: int, seed: int = 1, seats_per_pupil: float = 1.05) -> Network:
    """Towns of very different sizes, forty occupations of very different popularity; a pupil's options are the nearest
    employers of his occupation, at the cost of the way and of a wish drawn at random."""
    draw = np.random.default_rng(seed)
    employers = int(pupils * EMPLOYERS_PER_PUPIL)
    centres, shares = _towns(draw, pupils)
    homes, sites = (
        _around(draw, centres, shares, pupils, TOWN_KM),
        _around(draw, centres, shares, employers, EMPLOYERS_KM),
    )
    popular = 1 / np.arange(1, OCCUPATIONS + 1) ** 0.7
    popular /= popular.sum()
    taught, needed = draw.choice(OCCUPATIONS, pupils, p=popular), draw.choice(OCCUPATIONS, employers, p=popular)
    mean = seats_per_pupil * pupils / employers
    seats = np.maximum(1, draw.gamma(1.2, mean / 1.2, employers).round()).astype(np.int32)
    places, costs = _options(draw, homes, sites, taught, needed)
    first = np.concatenate([[0], np.cumsum([len(one) for one in places])]).astype(np.int64)
    place, cost = np.concatenate(places).astype(np.int32), np.concatenate(costs).astype(np.int32)
    priority = draw.integers(0, 1000, len(place)).astype(np.int32)
    return Network(first, place, cost, priority, seats, np.full(pupils, ALONE, np.int32))


def _towns(draw: np.random.Generator, pupils: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    number = max(3, pupils // 800)
    size = draw.pareto(1.2, number) + 0.3
    return draw.uniform(0, 60 * np.sqrt(pupils / 5000), (number, 2)), size / size.sum()


def _around(
    draw: np.random.Generator, centres: NDArray[np.float64], shares: NDArray[np.float64], number: int, km: float
) -> NDArray[np.float64]:
    found: NDArray[np.float64] = centres[draw.choice(len(centres), number, p=shares)] + draw.normal(0, km, (number, 2))
    return found


def _options(
    draw: np.random.Generator, homes: NDArray[np.float64], sites: NDArray[np.float64], taught: NDArray[np.int64],
    needed: NDArray[np.int64],
) -> tuple[list[NDArray[np.int64]], list[NDArray[np.int64]]]:  # fmt: skip
    """Places and costs by pupil, in the order of his wishes."""
    nobody = np.empty(0, np.int64)
    places, costs = [nobody] * len(homes), [nobody] * len(homes)
    for occupation in range(OCCUPATIONS):
        who, where = np.flatnonzero(taught == occupation), np.flatnonzero(needed == occupation)
        near = min(OPTIONS, len(where))
        if not near:
            continue
        km, at = (found.reshape(len(who), near) for found in cKDTree(sites[where]).query(homes[who], k=near))
        cost = (km * MINUTES_PER_KM).astype(np.int64) + draw.integers(0, MOST_WISH, km.shape)
        order = np.argsort(cost, axis=1, kind="stable")
        for row, pupil in enumerate(who):
            places[pupil], costs[pupil] = where[at[row, order[row]]], cost[row, order[row]]
    return places, costs
