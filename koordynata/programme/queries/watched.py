"""What monitoring looks at: a version as of a period and a day, whole or one area; read once for a page."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from ..enums import LevelRole
from ..models import Element, Period, Programme, Version
from .board import Board, Line, board_of
from .reading import elements_of


@dataclass
class Watched:
    """`area` None: the whole programme. `at`: the period's place on the board, None before the first one."""

    version: Version
    period: Period | None
    area: Element | None
    today: date
    elements: list[Element]
    office: bool = False  # whether values that are not approved, and who did what, are for the reader

    @property
    def programme(self) -> Programme:
        """Whose version it is."""
        return self.version.programme

    @cached_property
    def board(self) -> Board:
        """All numbers of what is looked at; read when they are first asked for."""
        return board_of(self.version, self.shown)

    @cached_property
    def at(self) -> int | None:
        """The place of the period on the board."""
        return self.board.at(self.period) if self.period else None

    @property
    def tops(self) -> list[Element]:
        """The highest divisions, all of them: what may be chosen."""
        return [one for one in self.elements if one.parent_id is None]

    @property
    def roots(self) -> list[Element]:
        """The highest divisions that are looked at."""
        return [self.area] if self.area else self.tops

    @property
    def shown(self) -> list[Element]:
        """Elements of what is looked at, in their order."""
        return [one for one in self.elements if self.area is None or one.path.startswith(self.area.path)]

    @property
    def work(self) -> list[Element]:
        """Actions and sub-tasks of what is looked at."""
        return [one for one in self.shown if one.is_work]

    @property
    def actions(self) -> list[Element]:
        """Actions alone."""
        return [one for one in self.shown if one.role == LevelRole.ACTION]

    def lines(self) -> list[Line]:
        """The whole: lines of every area. One area: its own lines, and every promise below it."""
        if self.area is None:
            return [line for top in self.tops for line in self.board.of(top)]
        own = self.board.of(self.area)
        below = [one for one in self.shown if one.pk != self.area.pk]
        return own + [line for one in below for line in self.board.of(one) if line.indicator]


def watched(
    version: Version, period: Period | None, area: UUID | None, today: date, *, office: bool = False
) -> Watched:
    """Read the tree; an unknown area is the whole."""
    elements = elements_of(version)
    chosen = next((one for one in elements if one.parent_id is None and one.strand.uid == area), None)
    return Watched(version, period, chosen, today, elements, office)
