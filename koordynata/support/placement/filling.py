"""Seats that became free at a place where a seat is worth something: who would gain most by moving there?

The search of `cheapest`, walked from its end: from the free seat to those who might come, to the places that they would
leave, to those who might come there. It ends with somebody who had no place, at a seat that nobody misses, or where
giving the seat up costs no more than that; prices fall by what the way was short.
"""

from heapq import heappop, heappush

import numpy as np

from .board import FAR, Board, sit
from .compiled import compiled, whole
from .network import NOWHERE, Network, Small, Whole


def fill(network: Network, board: Board, kept: Whole) -> None:
    """Fill each of the kept seats, or give it up."""
    by_place = np.argsort(network.place, kind="stable")
    start = np.searchsorted(network.place[by_place], np.arange(network.places + 1))
    pupil_of = np.repeat(np.arange(network.pupils, dtype=np.int32), np.diff(network.first))
    place_of = np.repeat(np.arange(network.places), np.diff(board.seat))
    for seat in kept:
        _fill(
            int(seat), int(place_of[seat]), start, by_place, pupil_of, network.place, network.cost, network.alone, board
        )


@compiled
def _fill(
    seat: int,
    at: int,
    start: Whole,
    by_place: Whole,
    pupil_of: Small,
    place: Small,
    cost: Small,
    alone: Small,
    board: Board,
) -> None:
    touched = [at]
    length, last, newcomer = _call(at, start, by_place, pupil_of, place, cost, alone, board, touched)
    for passed in touched:
        if board.settled[passed]:
            board.price[passed] -= length - board.reach[passed]
    _move_in(seat, at, last, newcomer, pupil_of, place, board)
    for passed in touched:
        board.reach[passed] = FAR
        board.settled[passed] = False


@compiled
def _call(
    wanted: int, start: Whole, by_place: Whole, pupil_of: Small, place: Small, cost: Small, alone: Small, board: Board,
    touched: list[int],
) -> tuple[int, int, int]:  # fmt: skip
    """The cheapest row of moves into the place: (its length, the place that is left in the end, the option of somebody
    who had none and takes a seat there, or NOWHERE: then that seat stays empty)."""
    board.reach[wanted] = 0
    heap = [(0, wanted)]
    end = (whole(board.price[wanted]), wanted, NOWHERE)
    while heap:
        length, at = heappop(heap)
        if length >= end[0]:
            break
        if board.settled[at]:
            continue
        board.settled[at] = True
        for one in range(start[at], start[at + 1]):
            option = whole(by_place[one])
            pupil = pupil_of[option]
            own = board.chosen[pupil]
            loses = alone[pupil] if own == NOWHERE else cost[own] + board.price[place[own]]
            further = whole(length + cost[option] + board.price[at] - loses)
            if own == option or further >= end[0]:
                continue
            if own == NOWHERE:
                end = (further, at, option)
                continue
            left = whole(place[own])
            if further < board.reach[left]:
                if board.reach[left] == FAR:
                    touched.append(left)
                board.reach[left], board.by_option[left], board.by_pupil[left] = further, option, pupil
                heappush(heap, (further, left))
                if further + board.price[left] < end[0]:
                    end = (whole(further + board.price[left]), left, NOWHERE)
    return end


@compiled
def _move_in(seat: int, wanted: int, last: int, newcomer: int, pupil_of: Small, place: Small, board: Board) -> None:
    """Each takes the seat that is free, from the wanted one backwards; the last one that is left is given up."""
    row = [0 for _ in range(0)]
    at = last
    while at != wanted:
        row.append(whole(board.by_option[at]))
        at = whole(place[board.by_option[at]])
    for option in row[::-1]:
        freed = board.sits[pupil_of[option]]
        sit(board, pupil_of[option], option, seat)
        seat = freed
    if newcomer != NOWHERE:
        sit(board, pupil_of[newcomer], newcomer, seat)
        return
    final = board.seat[last] + board.taken[last] - 1
    board.taken[last] -= 1
    mover = board.holder[final]
    board.holder[final] = NOWHERE
    if final != seat:
        board.holder[seat] = mover
        if mover != NOWHERE:
            board.sits[mover] = seat
