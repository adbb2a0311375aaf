"""Three axes along which people are counted, with what hiding a figure costs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .numbering import Names, named


@dataclass(frozen=True, slots=True)
class Factor:
    """One place or the difference of two, on one axis: what it tells apart, what hiding that costs."""

    ends: tuple[tuple[int, int], ...]  # the places, with +1 or −1
    tells_apart: frozenset[int]
    cost: float


@dataclass(eq=False)
class Axes:
    """What each unit, occupation and layer counts into (itself included where it is published).

    Places are named in the arguments and numbered everywhere else: see `numbering`.
    """

    territories: Mapping[str, frozenset[str]]
    subjects: Mapping[str, frozenset[str]]
    nodes: Mapping[str, frozenset[str]]
    # Voivodeship of a unit, branch of an occupation: partners among kin leave the larger totals alone.
    kin: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)  # cost of hiding a territory, subject or node

    def __post_init__(self) -> None:
        self._rests: dict[int, frozenset[int]] = {}
        self._steps: tuple[dict[int, Steps], ...] = ({}, {}, {})

    @property
    def _all(self) -> tuple[Mapping[str, frozenset[str]], ...]:
        return self.territories, self.subjects, self.nodes

    @cached_property
    def cells(self) -> Names:
        """Numbers of cells."""
        return named(self._all)

    @cached_property
    def figures(self) -> Names:
        """Numbers of figures."""
        return named(set().union(*wider.values()) for wider in self._all)

    @cached_property
    def into(self) -> tuple[dict[int, frozenset[int]], ...]:
        """Part of a cell's number → parts of the numbers of the figures into which it counts, by axis."""
        return tuple(
            {own[name]: frozenset(map(parts.__getitem__, wider)) for name, wider in counts_into.items()}
            for counts_into, own, parts in zip(self._all, self.cells.parts, self.figures.parts, strict=True)
        )

    @cached_property
    def kin_of(self) -> tuple[dict[int, str | None], ...]:
        """Part of a cell's number → its kin, by axis."""
        return tuple({part: self.kin.get(name) for name, part in parts.items()} for parts in self.cells.parts)

    @cached_property
    def prices(self) -> "Prices":
        """What hiding each figure costs, by its number."""
        return Prices(self)

    @cached_property
    def costs(self) -> tuple[dict[int, float], ...]:
        """What hiding each name costs, by axis and part of a figure's number."""
        return tuple(
            {part: self.weights.get(name, 1.0) for name, part in parts.items()} for parts in self.figures.parts
        )

    def rests_of(self, subject: int, node: int) -> frozenset[int]:
        """Numbers of cells, less the part of the unit, that count into a subject and a node."""
        if (known := self._rests.get(subject + node)) is None:
            _, subjects, nodes = self.into
            layers = [layer for layer, wider in nodes.items() if node in wider]
            jobs = [occupation for occupation, wider in subjects.items() if subject in wider]
            known = self._rests[subject + node] = frozenset(job + layer for job in jobs for layer in layers)
        return known

    def steps_from(self, axis: int, place: int) -> "Steps":
        """Factors for staying in a place and for going there from others; the same for all measures and years."""
        known = self._steps[axis]
        if place not in known:
            known[place] = Steps(self, axis, place)
        return known[place]


class Steps(dict[int | None, Factor]):
    """Factors of one place by the other place (None: none); made as they are asked for."""

    def __init__(self, axes: Axes, axis: int, place: int) -> None:
        super().__init__()
        self._into, self._costs, self._place = axes.into[axis], axes.costs[axis], place

    def __missing__(self, other: int | None) -> Factor:
        into = self._into[self._place]
        apart = into if other is None else into ^ self._into[other]
        ends = ((self._place, 1),) if other is None else ((self._place, 1), (other, -1))
        self[other] = Factor(ends, apart, sum(self._costs[part] for part in apart))
        return self[other]


class Prices(dict[int, float]):
    """Filled as figures are asked for: of most of them nobody asks."""

    def __init__(self, axes: Axes) -> None:
        super().__init__()
        self.axes = axes

    def __missing__(self, figure: int) -> float:
        one, two, three = (
            costs[part] for costs, part in zip(self.axes.costs, self.axes.figures.split(figure), strict=True)
        )
        self[figure] = one * two * three
        return self[figure]
