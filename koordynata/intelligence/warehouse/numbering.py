"""Cells and figures as whole numbers: a sum of three, one from each axis, instead of three texts.

Numbers follow the alphabet, so that what is sorted by number is sorted by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

Key = tuple[str, str, str]  # unit, occupation, layer: a cell; or territory, subject, node: a figure


@dataclass(frozen=True)
class Names:
    """Names of three axes; each combination has a number of its own, the sum of its three parts."""

    axes: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]

    @cached_property
    def steps(self) -> tuple[int, int, int]:
        """How far apart the numbers of two neighbouring names lie, by axis."""
        _, second, third = (max(len(names), 1) for names in self.axes)
        return second * third, third, 1

    @cached_property
    def parts(self) -> tuple[dict[str, int], ...]:
        """Name → its part of the number, by axis."""
        return tuple(
            {name: place * step for place, name in enumerate(names)}
            for names, step in zip(self.axes, self.steps, strict=True)
        )

    def number(self, key: Key) -> int:
        """The number of a combination."""
        one, two, three = self.parts
        return one[key[0]] + two[key[1]] + three[key[2]]

    def split(self, number: int) -> tuple[int, int, int]:
        """The parts of a number."""
        first, second, _ = self.steps
        rest = number % first
        last = rest % second
        return number - rest, rest - last, last

    def name(self, number: int) -> Key:
        """The combination with this number."""
        (one, two, three), (first, second, _) = self.axes, self.steps
        rest = number % first
        return one[number // first], two[rest // second], three[rest % second]

    def columns(self, numbers: Iterable[int]) -> list[pa.Array]:
        """The names of many combinations, axis by axis."""
        rest, columns = pa.array(numbers, pa.int64()), []
        for names, step in zip(self.axes, self.steps, strict=True):
            places = pc.divide(rest, step)
            columns.append(pa.array(names, pa.string()).take(places))
            rest = pc.subtract(rest, pc.multiply(places, step))
        return columns


def named(axes: Iterable[Iterable[str]]) -> Names:
    """Names in the order of the alphabet."""
    one, two, three = (tuple(sorted(names)) for names in axes)
    return Names((one, two, three))
