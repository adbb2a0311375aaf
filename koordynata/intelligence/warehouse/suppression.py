"""Hiding small counts so that no total gives them away (docs/adr/0011-suppression.md).

Each hidden figure gets a *witness*: a move of people between cells after which every published figure reads the same
and the hidden one does not. A move is a product of up to three factors (one per axis), each either one place or the
difference of two; it changes exactly the figures that each factor tells apart, and those are hidden. Whoever holds all
published figures, and any quantity computed from them, therefore cannot tell the truth from its witness.
"""

from collections.abc import Iterable, Mapping

from .axes import Axes
from .board import Board
from .moves import Found


def hide(people: Mapping[int, int], axes: Axes, small: Iterable[int], room: int = 3) -> tuple[set[int], list[Found]]:
    """Figures to hide, among them all `small` ones, and the moves that witness it. Widest figures go first.

    `people` are the cells of one measure in one year in which there is anybody, each with how many of them may be moved
    away. Cells and figures are numbers, see `numbering`.
    """
    board = Board(people, axes)
    witnesses: list[Found] = []
    for figure in sorted(small, key=lambda number: (-axes.prices[number], number)):
        if figure not in board.hidden:
            found = board.witness(figure, room)
            witnesses.append(found)
            board.hidden.update(found.changed)
    return board.hidden, witnesses
