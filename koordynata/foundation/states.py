"""Legal moves between the states of one aggregate, kept beside its enum."""

from collections.abc import Mapping, Set
from dataclasses import dataclass


class IllegalMove(Exception):
    """A move that the transition table does not allow."""

    def __init__(self, now: str, wanted: str) -> None:
        super().__init__(f"{now} -> {wanted}")
        self.now, self.wanted = now, wanted


@dataclass(frozen=True)
class TransitionTable:
    """Which states may follow which."""

    moves: Mapping[str, Set[str]]

    def allows(self, now: str, wanted: str) -> bool:
        """Whether `wanted` may follow `now`."""
        return wanted in self.moves.get(now, frozenset())

    def check(self, now: str, wanted: str) -> None:
        """Raise IllegalMove unless `wanted` may follow `now`."""
        if not self.allows(now, wanted):
            raise IllegalMove(now, wanted)
