"""Placing again after a change, from where the last answer stood: what nothing bears on stays as it was.

The old prices are kept. Whoever sat at the least price for him goes on sitting; a seat that was worth something and
stands empty is kept for whoever comes. Then those who lost their seat look for one, and each seat that is still kept
calls the nearest who would gain by it, or loses its price. Both are searches from the change outwards: one offer that
falls away touches its neighbours, not the country.
"""

import numpy as np

from .board import Board, empty_board, sit
from .cheapest import Placed, from_the_cheapest, named, place_groups
from .compiled import compiled
from .filling import fill
from .network import NOWHERE, Network, Small, Whole

LOOKING = -2  # in the place of a seat, until one is found


def place_again(network: Network, where: Small, price: Whole) -> Placed:
    """The least total cost of a changed network.

    `where` is each pupil's place in the last answer (NOWHERE for one who is new or had none), `price` that of each
    place (0 for a new one). Numbers of pupils and places are those of the network; all else may differ.
    """
    ordered, by_cost = from_the_cheapest(network)
    board = empty_board(network)
    board.price[:] = np.where(network.capacity > 0, price, 0)
    _stay(ordered, where, board)
    looking = np.flatnonzero(board.sits == LOOKING).astype(np.int32)
    _keep_empty(ordered, board)
    place_groups(ordered, [looking], board, 1)
    if (kept := _kept_seats(board)).size:
        fill(ordered, board, kept)
    return Placed(named(board.chosen, by_cost), board.price)


def _kept_seats(board: Board) -> Whole:
    """Seats that nobody took: none lies beyond the taken ones of its place that ever was kept."""
    place_of = np.repeat(np.arange(len(board.taken)), np.diff(board.seat))
    within = np.arange(len(board.holder)) < (board.seat[:-1] + board.taken)[place_of]
    return np.flatnonzero(within & (board.holder == NOWHERE))


@compiled
def _stay(network: Network, where: Small, board: Board) -> None:
    """Who sat at the least price for him sits; who would be better off with a place than without one looks for it."""
    for pupil in range(len(network.alone)):
        least, own = np.int64(network.alone[pupil]), NOWHERE
        for option in range(network.first[pupil], network.first[pupil + 1]):
            at = network.place[option]
            if network.capacity[at] == 0:
                continue
            least = min(least, network.cost[option] + board.price[at])
            if at == where[pupil] and board.taken[at] < network.capacity[at]:
                own = option
        if own != NOWHERE and network.cost[own] + board.price[network.place[own]] == least:
            at = network.place[own]
            sit(board, pupil, own, board.seat[at] + board.taken[at])
            board.taken[at] += 1
        elif least < network.alone[pupil]:
            board.sits[pupil] = LOOKING


@compiled
def _keep_empty(network: Network, board: Board) -> None:
    """A seat that was worth something is not given up before it was asked who wants it."""
    for at in range(len(network.capacity)):
        if board.price[at] > 0:
            board.taken[at] = network.capacity[at]
