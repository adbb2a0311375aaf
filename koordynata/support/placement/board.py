"""Where things stand while pupils are being placed."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled
from .network import NOWHERE, Network, Small, Whole

FAR = np.int64(1) << 60


class Board(NamedTuple):
    """Seats and prices of all places; parts that share no place may write to one board at once."""

    seat: Whole  # (places + 1) the first seat of each place
    holder: Small  # (seats) the pupil in each seat; the taken ones of a place come first
    taken: Small  # (places)
    chosen: Whole  # (pupils) the option, or NOWHERE
    sits: Whole  # (pupils) his seat
    price: Whole  # (places) what a place costs beside its cost: 0 while a seat is free
    reach: Whole  # (places) scratch of a search
    by_option: Whole  # (places) scratch: the option by which a place was reached …
    by_pupil: Small  # (places) … and whose it is
    settled: NDArray[np.bool_]  # (places) scratch


def empty_board(network: Network) -> Board:
    """Nobody sits anywhere."""
    places, pupils = network.places, network.pupils
    seat = np.zeros(places + 1, np.int64)
    np.cumsum(network.capacity, out=seat[1:])
    return Board(
        seat=seat, holder=np.full(int(seat[-1]), NOWHERE, np.int32), taken=np.zeros(places, np.int32),
        chosen=np.full(pupils, NOWHERE, np.int64), sits=np.full(pupils, NOWHERE, np.int64),
        price=np.zeros(places, np.int64), reach=np.full(places, FAR), by_option=np.full(places, NOWHERE, np.int64),
        by_pupil=np.full(places, NOWHERE, np.int32),
        settled=np.zeros(places, np.bool_),
    )  # fmt: skip


@compiled
def sit(board: Board, pupil: int, option: int, seat: int) -> None:
    """Put a pupil into a seat by one of his options."""
    board.chosen[pupil] = option
    board.sits[pupil] = seat
    board.holder[seat] = pupil
