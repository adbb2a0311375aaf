"""Seats that became free at a place where a seat is worth something: who would gain most by moving there?

The search of `cheapest`, walked from its end: from the free seat to those who might come, to the places that they would
leave, to those who might come there. It ends with somebody who had no place, at a seat that nobody misses, or where
giving the seat up costs no more than that; prices fall by what the way was short.
"""

from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from .board import FAR, Board, sit
from .compiled import compiled, whole
from .network import NOWHERE, Network, Small, Whole


class Comers(NamedTuple):
    """Who might come to each place: its options are those at start[place] … start[place + 1] − 1."""

    start: Whole
    option: Whole
    pupil: Small  # (options of the network) whose each is


def fill(network: Network, board: Board, kept: Whole) -> None:
    """Fill each of the kept seats, or give it up."""
    comers, place_of = _comers(network), np.repeat(np.arange(network.places), np.diff(board.seat))
    for seat in kept:
        _fill(int(seat), int(place_of[seat]), network, comers, board)


def _comers(network: Network) -> Comers:
    option = np.argsort(network.place, kind="stable")
    start = np.searchsorted(network.place[option], np.arange(network.places + 1))
    return Comers(start, option, np.repeat(np.arange(network.pupils, dtype=np.int32), np.diff(network.first)))


@compiled
def _fill(seat: int, at: int, network: Network, comers: Comers, board: Board) -> None:
    touched = [at]
    length, last, newcomer = _call(at, network, comers, board, touched)
    for passed in touched:
        if board.settled[passed]:
            board.price[passed] -= length - board.reach[passed]
    row = _row(at, last, network, board)
    _move_in(seat, row, last, newcomer, comers, board)
    for passed in touched:
        board.reach[passed] = FAR
        board.settled[passed] = False


@compiled
def _call(wanted: int, network: Network, comers: Comers, board: Board, touched: list[int]) -> tuple[int, int, int]:
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
        for one in range(comers.start[at], comers.start[at + 1]):
            end = _ask(whole(comers.option[one]), length, end, network, comers, board, heap, touched)
    return end


@compiled
def _ask(
    option: int, length: int, end: tuple[int, int, int], network: Network, comers: Comers, board: Board,
    heap: list[tuple[int, int]], touched: list[int],
) -> tuple[int, int, int]:  # fmt: skip
    """Whether the row may go on with the pupil whose option this is."""
    pupil, at = comers.pupil[option], whole(network.place[option])
    own = board.chosen[pupil]
    loses = network.alone[pupil] if own == NOWHERE else network.cost[own] + board.price[network.place[own]]
    further = whole(length + network.cost[option] + board.price[at] - loses)
    if own == option or further >= end[0]:
        return end
    if own == NOWHERE:
        return further, at, option
    left = whole(network.place[own])
    if further < board.reach[left]:
        if board.reach[left] == FAR:
            touched.append(left)
        board.reach[left], board.by_option[left] = further, option
        heappush(heap, (further, left))
        if further + board.price[left] < end[0]:
            return whole(further + board.price[left]), left, NOWHERE
    return end


@compiled
def _row(wanted: int, last: int, network: Network, board: Board) -> list[int]:
    """The options that are taken in turn, the one of the wanted place first."""
    row = [0 for _ in range(0)]
    while last != wanted:
        row.append(whole(board.by_option[last]))
        last = whole(network.place[board.by_option[last]])
    return row[::-1]


@compiled
def _move_in(seat: int, row: list[int], last: int, newcomer: int, comers: Comers, board: Board) -> None:
    """Each takes the seat that is free; the one that is left in the end goes to the newcomer or is given up."""
    for option in row:
        mover = comers.pupil[option]
        freed = board.sits[mover]
        sit(board, mover, option, seat)
        seat = freed
    if newcomer != NOWHERE:
        sit(board, comers.pupil[newcomer], newcomer, seat)
    else:
        _give_up(seat, last, board)


@compiled
def _give_up(seat: int, at: int, board: Board) -> None:
    """The taken seats of a place come first: the last of them moves into the gap."""
    board.taken[at] -= 1
    final = board.seat[at] + board.taken[at]
    mover = board.holder[final]
    board.holder[final] = NOWHERE
    if final != seat:
        board.holder[seat] = mover
        if mover != NOWHERE:
            board.sits[mover] = seat
