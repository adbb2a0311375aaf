"""The rule of least total cost, exactly.

Pupils come one after another. Each takes the shortest way to a free seat, on which those who sit there may have to move
on; a price at each full place keeps the account of what a seat there is worth (successive shortest paths with reduced
costs: Edmonds & Karp 1972, Tomizawa 1971). A search stays where it begins: it ends at the first free seat, and options
are read from the cheapest on, until one cannot help any more. The prices are the proof of the optimum (`proof`).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from heapq import heappop, heappush
from os import cpu_count

import numpy as np

from .board import FAR, Board, empty_board, sit
from .compiled import compiled, whole
from .network import NOWHERE, Network, Small, Whole
from .parts import parts

# How a row of moves ends: (its length, the place with a free seat or NOWHERE, who is left without a place or NOWHERE).
End = tuple[int, int, int]


@dataclass(frozen=True)
class Placed:
    """An option for each pupil (or NOWHERE), and the price of each place."""

    chosen: Whole
    price: Whole


def place_cheapest(network: Network, threads: int = 0) -> Placed:
    """The least total cost. Independent parts are placed side by side (`threads`; 0: as many as the machine has)."""
    ordered, by_cost = from_the_cheapest(network)
    board = empty_board(network)
    place_groups(ordered, parts(network), board, threads)
    return Placed(named(board.chosen, by_cost), board.price)


def from_the_cheapest(network: Network) -> tuple[Network, Whole]:
    """Each pupil's options by their cost (of equal ones, by his wishes), and which each of them was."""
    order = np.arange(len(network.cost))
    _sort_by_cost(network.first, network.cost, order)
    return network._replace(place=network.place[order], cost=network.cost[order]), order


def named(chosen: Whole, order: Whole) -> Whole:
    """Options by the numbers that the network gave them."""
    return np.where(chosen == NOWHERE, NOWHERE, order[chosen] if len(order) else NOWHERE)


def place_groups(network: Network, groups: Sequence[Small], board: Board, threads: int = 0) -> None:
    """Place the pupils of all groups, which share no place between them. Options must go from the cheapest on."""
    with ThreadPoolExecutor(threads or cpu_count() or 1) as pool:
        list(pool.map(lambda group: _place_group(group, network, board), groups))


@compiled
def _place_group(group: Small, network: Network, board: Board) -> None:
    """Every pupil of a part, one after another."""
    for pupil in group:
        touched = [0 for _ in range(0)]
        end = _search(pupil, network, board, touched)
        _raise_prices(board, touched, end[0])
        _move_on(pupil, end, network, board)
        _forget(board, touched)


@compiled
def _search(pupil: int, network: Network, board: Board, touched: list[int]) -> End:
    """The cheapest end of a row of moves that begins with this pupil."""
    heap = [(0, 0) for _ in range(0)]
    end = (whole(network.alone[pupil]), NOWHERE, NOWHERE)
    end = _reach(pupil, 0, end, network, board, heap, touched)
    while heap:
        length, at = heappop(heap)
        if length >= end[0]:
            break
        if board.settled[at]:
            continue
        board.settled[at] = True
        for seat in range(board.seat[at], board.seat[at] + board.taken[at]):
            other = board.holder[seat]
            if other == NOWHERE:  # kept empty for whoever comes, see `again`
                return length, at, NOWHERE
            base = whole(length - network.cost[board.chosen[other]] - board.price[at])
            if base + network.alone[other] < end[0]:
                end = (whole(base + network.alone[other]), NOWHERE, whole(other))
            end = _reach(other, base, end, network, board, heap, touched)
    return end


@compiled
def _reach(
    pupil: int, base: int, end: End, network: Network, board: Board, heap: list[tuple[int, int]], touched: list[int]
) -> End:
    """Look at what this pupil could take, from the cheapest on, as long as it may end sooner than what was found."""
    for option in range(network.first[pupil], network.first[pupil + 1]):
        if base + network.cost[option] >= end[0]:
            break
        at = whole(network.place[option])
        length = whole(base + network.cost[option] + board.price[at])
        if length >= board.reach[at] or length >= end[0] or network.capacity[at] == 0:
            continue
        if board.reach[at] == FAR:
            touched.append(at)
        board.reach[at], board.by_option[at], board.by_pupil[at] = length, option, pupil
        if board.taken[at] < network.capacity[at]:
            end = (length, at, NOWHERE)
        else:
            heappush(heap, (length, at))
    return end


@compiled
def _raise_prices(board: Board, touched: list[int], length: int) -> None:
    """What was passed on the way is worth as much more as the way went on behind it."""
    for at in touched:
        if board.settled[at]:
            board.price[at] += length - board.reach[at]


@compiled
def _move_on(pupil: int, end: End, network: Network, board: Board) -> None:
    """From the end of the row to its beginning: each takes the seat that the one after him left."""
    _length, at, left = end
    if at == NOWHERE and left == NOWHERE:
        return
    if left == NOWHERE:
        seat = _free_seat(board, at)
    else:
        at, seat = network.place[board.chosen[left]], board.sits[left]
        board.chosen[left] = board.sits[left] = NOWHERE
    while True:
        mover, option = board.by_pupil[at], board.by_option[at]
        before, freed = board.chosen[mover], board.sits[mover]
        sit(board, mover, option, seat)
        if mover == pupil:
            return
        at, seat = network.place[before], freed


@compiled
def _free_seat(board: Board, at: int) -> int:
    """One that was kept empty, or the next one."""
    for seat in range(board.seat[at], board.seat[at] + board.taken[at]):
        if board.holder[seat] == NOWHERE:
            return seat
    board.taken[at] += 1
    return whole(board.seat[at] + board.taken[at] - 1)


@compiled
def _forget(board: Board, touched: list[int]) -> None:
    for at in touched:
        board.reach[at] = FAR
        board.settled[at] = False


@compiled
def _sort_by_cost(first: Whole, cost: Small, order: Whole) -> None:
    for pupil in range(len(first) - 1):
        for at in range(first[pupil] + 1, first[pupil + 1]):
            moved, before = order[at], at - 1
            while before >= first[pupil] and cost[order[before]] > cost[moved]:
                order[before + 1] = order[before]
                before -= 1
            order[before + 1] = moved
