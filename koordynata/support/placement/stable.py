"""The stable rule: nobody stays behind for somebody with less right (no justified envy).

Pupils ask for their options in the order of their wishes; a full place keeps those with the best priority and lets the
last one go on asking (deferred acceptance, Gale & Shapley 1962). Of all placements without justified envy this one is
the best for every pupil at once, and no pupil gains by wishing otherwise than he does. Where two pupils have the same
priority, the one with the smaller number goes first: who numbers them draws the lots.
"""

import numpy as np

from .compiled import compiled
from .network import NOWHERE, Network, Small, Whole


def place_stable(network: Network) -> Whole:
    """An option for each pupil, or NOWHERE."""
    chosen = np.full(network.pupils, NOWHERE, np.int64)
    _ask(network, chosen)
    return chosen


@compiled
def _ask(network: Network, chosen: Whole) -> None:
    """Each pupil in turn; whoever is let go asks on before the next one begins."""
    seat = np.zeros(len(network.capacity) + 1, np.int64)
    seat[1:] = np.cumsum(network.capacity)
    held, taken = np.empty(seat[-1], np.int32), np.zeros(len(network.capacity), np.int32)
    wish = network.first[:-1].copy()
    for newcomer in range(len(chosen)):
        pupil = newcomer
        while pupil != NOWHERE and wish[pupil] < network.first[pupil + 1]:
            option = wish[pupil]
            wish[pupil] += 1
            chosen[pupil] = option
            at = network.place[option]
            if taken[at] < network.capacity[at]:
                held[seat[at] + taken[at]] = pupil
                taken[at] += 1
                _up(held, seat[at], taken[at] - 1, network, chosen)
                pupil = NOWHERE
            elif network.capacity[at] == 0 or not _after(held[seat[at]], pupil, network, chosen):
                chosen[pupil] = NOWHERE
            else:
                last, held[seat[at]] = held[seat[at]], pupil
                _down(held, seat[at], taken[at], network, chosen)
                chosen[last] = NOWHERE
                pupil = last


@compiled
def _after(one: int, other: int, network: Network, chosen: Whole) -> bool:
    """Whether the first has less right than the second to the place that both chose."""
    mine, his = network.priority[chosen[one]], network.priority[chosen[other]]
    return mine > his or (mine == his and one > other)


@compiled
def _up(held: Small, seat: int, at: int, network: Network, chosen: Whole) -> None:
    """The heap of a place: on top the one who would go first."""
    while at > 0 and _after(held[seat + at], held[seat + (at - 1) // 2], network, chosen):
        above = (at - 1) // 2
        held[seat + at], held[seat + above] = held[seat + above], held[seat + at]
        at = above


@compiled
def _down(held: Small, seat: int, taken: int, network: Network, chosen: Whole) -> None:
    at = 0
    while 2 * at + 1 < taken:
        below = 2 * at + 1
        if below + 1 < taken and _after(held[seat + below + 1], held[seat + below], network, chosen):
            below += 1
        if not _after(held[seat + below], held[seat + at], network, chosen):
            return
        held[seat + at], held[seat + below] = held[seat + below], held[seat + at]
        at = below
