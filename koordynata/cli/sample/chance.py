"""Repeatable draws: the same seed and the same name give the same value, in whatever order they are asked for."""

import hashlib
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Chance:
    """Draws by name: `chance.share("barometer", "1607", 2026)`. Adding a region changes no draw of another."""

    seed: int

    def share(self, *name: object) -> float:
        """A number from 0 up to, not including, 1."""
        return int.from_bytes(self._digest(8, name), "big") / 2**64

    def between(self, low: float, high: float, *name: object) -> float:
        """A number between two others."""
        return low + (high - low) * self.share(*name)

    def whole(self, low: int, high: int, *name: object) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.share(*name) * (high - low + 1))

    def happens(self, probability: float, *name: object) -> bool:
        """True in that share of cases."""
        return self.share(*name) < probability

    def bell(self, *name: object) -> float:
        """A number around 0 with a spread of about 1, never beyond ±3.5."""
        parts: tuple[int, ...] = struct.unpack(">4I", self._digest(16, name))
        return (sum(parts) / 2**32 - 2) * math.sqrt(3)

    def people(self, expected: float, *name: object) -> int:
        """A count of people with this expected value; the part after the comma becomes a chance."""
        return int(max(expected, 0) + self.share(*name))

    def pick(self, items: Sequence[T], *name: object) -> T:
        """One of the items."""
        return items[int(self.share(*name) * len(items))]

    def draw(self, items: Sequence[T], weights: Sequence[float], count: int, *name: object) -> list[T]:
        """`count` different items; a heavier one comes sooner (Efraimidis and Spirakis)."""
        keys = [
            (math.log(1 - self.share(*name, place)) / weight, place) for place, weight in enumerate(weights) if weight
        ]
        return [items[place] for _, place in sorted(keys, reverse=True)[:count]]

    def _digest(self, size: int, name: tuple[object, ...]) -> bytes:
        text = "|".join(map(str, (self.seed, *name)))
        return hashlib.blake2b(text.encode(), digest_size=size).digest()
