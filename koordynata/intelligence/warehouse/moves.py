"""Moves of people between cells, and the figures that they change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from .axes import Factor

CLOSER_LOOK = 3  # how many of the cheapest moves are weighed against what is hidden already
ENDLESS = 10**9

Corner = tuple[int, int]  # a cell, with +1 or −1
Move = tuple[Factor, Factor, Factor]


@dataclass(frozen=True, slots=True)
class Found:
    """A move carried out: the cells that it touches, the figures that read otherwise afterwards."""

    corners: tuple[Corner, ...]
    changed: frozenset[int]


class Moves:
    """Products of factors, the cheapest first. What each can carry is worked out as far as somebody asks."""

    def __init__(self, factors: list[list[Factor]], room: Mapping[int, int]) -> None:
        self._moves: list[Move] = list(product(*factors))  # type: ignore[arg-type]
        one, two, three = ([factor.cost for factor in axis] for axis in factors)
        costs = [x * y * z for x in one for y in two for z in three]
        self._order = sorted(range(len(costs)), key=costs.__getitem__)
        self._room = room
        self._amplitudes: list[int] = []

    def able(self, least: int) -> Iterator[Found]:
        """The first moves that can carry so many people."""
        looked_at = 0
        for place, number in enumerate(self._order):
            move = self._moves[number]
            if place == len(self._amplitudes):
                self._amplitudes.append(amplitude(corners(move), self._room))
            if self._amplitudes[place] >= least:
                yield Found(tuple(corners(move)), _changed(move))
                looked_at += 1
                if looked_at == CLOSER_LOOK:
                    return


def corners(move: Move) -> Iterator[Corner]:
    """The cells that a move touches."""
    one, two, three = move
    for x, i in one.ends:
        for y, j in two.ends:
            for z, k in three.ends:
                yield x + y + z, i * j * k


def _changed(move: Move) -> frozenset[int]:
    one, two, three = (factor.tells_apart for factor in move)
    return frozenset([x + y + z for x in one for y in two for z in three])


def amplitude(touched: Iterable[Corner], room: Mapping[int, int]) -> int:
    """How many people a move can carry one way or the other, every cell keeping at least one; 0 without a cell."""
    up = down = ENDLESS
    for cell, sign in touched:
        mine = room.get(cell, -1)
        if mine < 0:
            return 0
        # Written out: this runs for hundreds of thousands of moves.
        if sign > 0:
            up = mine if mine < up else up
        else:
            down = mine if mine < down else down
    return max(up, down)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One more in one cell, one fewer in another: which figures gain by it and which lose."""

    gain: frozenset[int]
    loss: frozenset[int]

    @classmethod
    def between(cls, more: frozenset[int], fewer: frozenset[int]) -> "Exchange":
        """Of two cells, given what they count into."""
        return cls(more - fewer, fewer - more)

    def and_then(self, more: frozenset[int], fewer: frozenset[int]) -> frozenset[int]:
        """What reads otherwise after a second exchange: all that does not lose there what it gained here."""
        gain, loss = more - fewer, fewer - more
        evened = (self.gain & loss) | (self.loss & gain)
        return (self.gain | self.loss | gain | loss) - evened
