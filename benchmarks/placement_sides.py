"""One side of `benchmarks/placement.py`, in a process of its own: it prints seconds, cost and its largest memory.

python benchmarks/placement_sides.py SIDE NETWORK.npz
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from koordynata.support.placement.network import NOWHERE, Network, Whole

Told = dict[str, Any]


def loaded(file: str) -> Network:
    """As the benchmark wrote it."""
    with np.load(file) as columns:
        return Network(*(columns[name] for name in Network._fields))


def timed(job: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = job()
    return time.perf_counter() - begun, found


def cheapest(network: Network) -> Told:
    """Ours, with its proof."""
    from koordynata.support.placement.cheapest import place_cheapest
    from koordynata.support.placement.proof import is_cheapest

    place_cheapest(_small())  # compiled before, as in a running house
    seconds, placed = timed(lambda: place_cheapest(network))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    proved = is_cheapest(network, placed.chosen, placed.price)
    return {"seconds": seconds, "cost": network.total(placed.chosen), "proved": proved, "peak_kb": peak}


def again(network: Network) -> Told:
    """Ours once more, after the fullest offer fell away."""
    from koordynata.support.placement.again import place_again
    from koordynata.support.placement.cheapest import place_cheapest

    before = place_cheapest(network)
    where = network.places_of(before.chosen)
    seats = network.capacity.copy()
    seats[network.taken(before.chosen).argmax()] = 0
    changed = network._replace(capacity=seats)
    place_again(changed, where, before.price)
    seconds, after = timed(lambda: place_again(changed, where, before.price))
    anew = changed.total(place_cheapest(changed).chosen)
    return {"seconds": seconds, "cost": changed.total(after.chosen), "proved": changed.total(after.chosen) == anew}


def stable(network: Network) -> Told:
    """The stable rule, its check, and the check's own control: one seat taken from who has it."""
    from koordynata.support.placement.proof import envies
    from koordynata.support.placement.stable import place_stable

    place_stable(_small())
    seconds, chosen = timed(lambda: place_stable(network))
    spoilt = chosen.copy()
    spoilt[np.flatnonzero(chosen != NOWHERE)[0]] = NOWHERE
    envy, planted = sum(1 for _ in envies(network, chosen)), sum(1 for _ in envies(network, spoilt))
    return {"seconds": seconds, "cost": network.total(chosen), "envy": envy, "planted": planted}


def scan(network: Network) -> Told:
    """The floor: every option read once, with its priority and its place's seats; the best one of each pupil."""
    from koordynata.support.placement.compiled import compiled

    @compiled
    def read(network: Network) -> Whole:
        best = np.full(len(network.alone), NOWHERE, np.int64)
        for pupil in range(len(best)):
            least = np.int64(1) << 60
            for option in range(network.first[pupil], network.first[pupil + 1]):
                worth = network.priority[option] + network.cost[option]
                if network.capacity[network.place[option]] > 0 and worth < least:
                    least, best[pupil] = worth, option
        return best

    read(_small())
    seconds, _best = timed(lambda: read(network))
    return {"seconds": seconds, "cost": None}


def ortools(network: Network) -> Told:
    """Google's min-cost flow, called bare: arcs, supplies, solve."""
    from ortools.graph.python import min_cost_flow

    def solve() -> int:
        n, m = network.pupils, network.places
        flow = min_cost_flow.SimpleMinCostFlow()
        sink, pupils = n + m, np.arange(n, dtype=np.int32)
        add = flow.add_arcs_with_capacity_and_unit_cost
        add(
            _whose(network),
            network.place + np.int32(n),
            np.ones(len(network.place), np.int64),
            network.cost.astype(np.int64),
        )
        add(pupils, np.full(n, sink, np.int32), np.ones(n, np.int64), network.alone.astype(np.int64))
        add(
            np.arange(n, sink, dtype=np.int32),
            np.full(m, sink, np.int32),
            network.capacity.astype(np.int64),
            np.zeros(m, np.int64),
        )
        flow.set_nodes_supplies(np.append(pupils, np.int32(sink)), np.append(np.ones(n, np.int64), -n))
        assert flow.solve() == flow.OPTIMAL
        return int(flow.optimal_cost())

    seconds, cost = timed(solve)
    return {"seconds": seconds, "cost": cost}


def highs(network: Network) -> Told:
    """HiGHS through SciPy: the linear program, whose corners are whole numbers."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_matrix

    def solve() -> int:
        n, options = network.pupils, len(network.place)
        whose, column = _whose(network), np.arange(options + n)
        one = coo_matrix((np.ones(options + n), (np.append(whose, np.arange(n)), column)))
        seats = coo_matrix((np.ones(options), (network.place, column[:options])), shape=(network.places, options + n))
        costs = np.append(network.cost, network.alone)
        found = linprog(
            costs, A_ub=seats.tocsr(), b_ub=network.capacity, A_eq=one.tocsr(), b_eq=np.ones(n), method="highs"
        )
        return round(float(found.fun))

    seconds, cost = timed(solve)
    return {"seconds": seconds, "cost": cost}


def scipy(network: Network) -> Told:
    """SciPy's matching of sparse bipartite graphs: a column for each seat, one for each pupil who stays."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    def solve() -> int:
        n, seat = network.pupils, np.concatenate([[0], np.cumsum(network.capacity)])
        times = network.capacity[network.place]
        rows, costs = np.repeat(_whose(network), times), np.repeat(network.cost, times)
        within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        columns = np.repeat(seat[network.place], times) + within
        rows, columns = np.append(rows, np.arange(n)), np.append(columns, seat[-1] + np.arange(n))
        weights = np.append(costs, network.alone).astype(float) + 1  # a weight of 0 would be no edge
        graph = csr_matrix((weights, (rows, columns)), shape=(n, seat[-1] + n))
        mine, theirs = min_weight_full_bipartite_matching(graph)
        return round(float(graph[mine, theirs].sum()) - n)

    seconds, cost = timed(solve)
    return {"seconds": seconds, "cost": cost}


def pulp(network: Network) -> Told:
    """PuLP with CBC, as an analyst would write it."""
    import pulp as library

    def solve() -> int:
        problem = library.LpProblem("placement", library.LpMinimize)
        taken = [problem.add_variable(f"x{option}", 0, 1) for option in range(len(network.place))]
        left = [problem.add_variable(f"a{pupil}", 0, 1) for pupil in range(network.pupils)]
        problem += library.lpSum(map(_times, network.cost, taken)) + library.lpSum(map(_times, network.alone, left))
        at: list[list[Any]] = [[] for _ in range(network.places)]
        for pupil in range(network.pupils):
            own = range(network.first[pupil], network.first[pupil + 1])
            problem += library.lpSum([*(taken[option] for option in own), left[pupil]]) == 1
            for option in own:
                at[network.place[option]].append(taken[option])
        for place, seats in enumerate(network.capacity):
            problem += library.lpSum(at[place]) <= int(seats)
        problem.solve(library.PULP_CBC_CMD(msg=False))
        return round(float(library.value(problem.objective)))

    seconds, cost = timed(solve)
    return {"seconds": seconds, "cost": cost}


def _times(number: Any, variable: Any) -> Any:
    return int(number) * variable


def _whose(network: Network) -> Any:
    return np.repeat(np.arange(network.pupils, dtype=np.int32), np.diff(network.first))


def _small() -> Network:
    from benchmarks.placement_instance import region

    return region(60)


SIDES = {side.__name__: side for side in (cheapest, again, stable, scan, ortools, highs, scipy, pulp)}

if __name__ == "__main__":
    told = SIDES[sys.argv[1]](loaded(sys.argv[2]))
    print(json.dumps({"peak_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss} | told))
