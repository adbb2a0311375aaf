"""Suppression as it is written down, without thought for time: the fast one must hide the very same figures.

Keys are texts, every cost is summed anew, every move is carried out before it is looked at.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, product
from math import prod

Key = tuple[str, str, str]  # unit, occupation, layer: a cell; or territory, subject, node: a figure
PARTNERS = 4  # how many partners on an axis are tried for one cell
SEARCHED = 12  # ... out of how many of the largest
THROUGH = 1  # through how many cells of a figure moves are sought
COSTLY = 2_000.0  # weight of hidden figures from which a roundabout move is looked for
CLOSER_LOOK = 3  # how many of the cheapest moves are weighed against what is hidden already


@dataclass(frozen=True)
class Axes:
    """What each unit, occupation and layer counts into (itself included where it is published)."""

    territories: Mapping[str, frozenset[str]]
    subjects: Mapping[str, frozenset[str]]
    nodes: Mapping[str, frozenset[str]]
    # Voivodeship of a unit, branch of an occupation: partners among kin leave the larger totals alone.
    kin: Mapping[str, str] = field(default_factory=dict)

    def of(self, axis: int) -> Mapping[str, frozenset[str]]:
        """0 territories, 1 subjects, 2 nodes."""
        return (self.territories, self.subjects, self.nodes)[axis]


@dataclass(frozen=True)
class Cell:
    """People in one cell, and how many of them may be moved away."""

    value: int
    room: int


@dataclass(frozen=True)
class Factor:
    """One place (`b` is None) or the difference of two, on one axis: what it tells apart, what hiding that costs."""

    a: str
    b: str | None
    tells_apart: frozenset[str]
    cost: float


Move = tuple[Factor, Factor, Factor]


@dataclass
class Table:
    """One measure in one year."""

    cells: dict[Key, Cell]
    axes: Axes
    weights: Mapping[str, float] = field(default_factory=dict)  # cost of hiding a territory, subject or node

    def __post_init__(self) -> None:
        self.cells = {key: cell for key, cell in self.cells.items() if cell.value > 0}
        self.beside: tuple[dict[Hashable, list[str]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
        self.inside: dict[str, list[Key]] = defaultdict(list)
        for key in sorted(self.cells, key=lambda key: (-self.cells[key].room, key)):
            for axis in range(3):
                row = (*key[:axis], *key[axis + 1 :])
                self.beside[axis][row].append(key[axis])
                self.beside[axis][(*row, self.axes.kin.get(key[axis]))].append(key[axis])
            for territory in self.axes.territories[key[0]]:
                self.inside[territory].append(key)
        self._factors: dict[tuple[int, str, str | None], Factor] = {}

    def cells_of(self, figure: Key) -> Iterator[Key]:
        """Cells that a figure sums, those with most room first."""
        territory, subject, node = figure
        for key in self.inside[territory]:
            if subject in self.axes.subjects[key[1]] and node in self.axes.nodes[key[2]]:
                yield key

    def factor(self, axis: int, a: str, b: str | None = None) -> Factor:
        """The factor for going from `b` to `a`, made once."""
        if (found := self._factors.get((axis, a, b))) is None:
            counts_into = self.axes.of(axis)
            apart = counts_into[a] if b is None else counts_into[a] ^ counts_into[b]
            found = Factor(a, b, apart, sum(self.weights.get(name, 1.0) for name in apart))
            self._factors[axis, a, b] = found
        return found

    def factors(self, cell: Key, axis: int, without: str) -> list[Factor]:
        """Staying in place, and differences to the cheapest of the largest partners outside `without`."""
        counts_into = self.axes.of(axis)
        row = (*cell[:axis], *cell[axis + 1 :])
        found: dict[str, Factor] = {}
        for line in ((*row, self.axes.kin.get(cell[axis])), row):
            outside = (p for p in self.beside[axis].get(line, ()) if without not in counts_into[p])
            found |= {p: self.factor(axis, cell[axis], p) for p in islice(outside, SEARCHED)}
        near = sorted(found.values(), key=lambda factor: factor.cost)[:PARTNERS]
        return [self.factor(axis, cell[axis]), *near]

    def amplitude(self, moved: Iterable[tuple[Key, int]]) -> int:
        """How many people the move can carry one way or the other, every cell keeping at least one."""
        room = [10**9, 10**9]
        for key, sign in moved:
            cell = self.cells.get(key)
            if cell is None:
                return 0
            room[sign > 0] = min(room[sign > 0], cell.room)
        return max(room)

    def weight(self, figure: Key) -> float:
        """What hiding one figure costs."""
        return prod(self.weights.get(name, 1.0) for name in figure)


def corners(move: Move) -> Iterator[tuple[Key, int]]:
    """The cells a move touches, with +1 or −1."""
    one, two, three = move
    for unit, sign_1 in ((one.a, 1), (one.b, -1)):
        for occupation, sign_2 in ((two.a, 1), (two.b, -1)):
            for layer, sign_3 in ((three.a, 1), (three.b, -1)):
                if unit is not None and occupation is not None and layer is not None:
                    yield (unit, occupation, layer), sign_1 * sign_2 * sign_3


def changed_by(move: Move) -> Iterator[Key]:
    """Every figure that the move changes."""
    return product(*(factor.tells_apart for factor in move))  # type: ignore[return-value]


def moves_for(table: Table, figure: Key) -> list[Move]:
    """Moves through cells of a figure that change it: differences on up to three axes, the cheapest first."""
    found: list[Move] = []
    for cell in islice(table.cells_of(figure), THROUGH):
        found += product(*(table.factors(cell, axis, figure[axis]) for axis in range(3)))  # type: ignore[arg-type]
    return sorted(found, key=lambda move: move[0].cost * move[1].cost * move[2].cost)


@dataclass(frozen=True)
class Witness:
    """A move carried out: the cells it touches with +1 or −1, and every figure that reads otherwise afterwards."""

    corners: tuple[tuple[Key, int], ...]
    changed: frozenset[Key]


def transfers_for(table: Table, figure: Key) -> Iterator[Witness]:
    """Moves that leave the totals of a voivodeship alone where no rectangle does: a place that teaches only one thing.

    One more in (u, o), made up for by one fewer at a partner v of the same occupation, who has one more of another
    occupation p, which a kin of u has one fewer of. Without a partner, straight from a kin of u.
    """
    for cell in islice(table.cells_of(figure), THROUGH):
        unit, occupation, layer = cell
        for partner in (factor.b for factor in table.factors(cell, 0, figure[0])):
            start = ((cell, 1),) if partner is None else ((cell, 1), ((partner, occupation, layer), -1))
            of = unit if partner is None else partner
            for other in islice(table.beside[1][of, layer], SEARCHED):
                kin = table.beside[0].get((other, layer, table.axes.kin.get(unit)), ())
                for third in islice((k for k in kin if k != unit and other != occupation), PARTNERS):
                    middle = () if partner is None else (((partner, other, layer), 1),)
                    yield carried_out(table, (*start, *middle, ((third, other, layer), -1)))


def carried_out(table: Table, moved: tuple[tuple[Key, int], ...]) -> Witness:
    """What a move changes, summed figure by figure."""
    changes: dict[Key, int] = defaultdict(int)
    for (unit, occupation, layer), sign in moved:
        axes = table.axes
        for changed in product(axes.territories[unit], axes.subjects[occupation], axes.nodes[layer]):
            changes[changed] += sign
    return Witness(moved, frozenset(key for key, change in changes.items() if change))


def witness(table: Table, figure: Key, room: int, hidden: set[Key]) -> Witness:
    """A cheap move that changes a figure and can carry `room` people; a smaller one where that would cost totals."""

    def cost(found: Witness) -> float:
        return sum(table.weight(f) for f in found.changed if f not in hidden)

    moves = moves_for(table, figure)
    best: Witness | None = None
    # The move that stays in place on every axis is always possible: one person more, in every total.
    for least in (room, 1):
        enough = islice((move for move in moves if table.amplitude(corners(move)) >= least), CLOSER_LOOK)
        found = [Witness(tuple(corners(move)), frozenset(changed_by(move))) for move in enough]
        best = min([*found, best] if best else found, key=cost)
        if cost(best) < COSTLY:
            return best
    others = [t for t in transfers_for(table, figure) if figure in t.changed and table.amplitude(t.corners) >= 1]
    assert best is not None
    return min([best, *others], key=cost)


def hide(table: Table, small: Iterable[Key], room: int = 3) -> tuple[set[Key], list[Witness]]:
    """Figures to hide, among them all `small` ones, and the moves that witness it. Widest figures go first."""
    hidden: set[Key] = set()
    witnesses: list[Witness] = []
    for figure in sorted(small, key=lambda figure: (-table.weight(figure), figure)):
        if figure not in hidden:
            found = witness(table, figure, room, hidden)
            witnesses.append(found)
            hidden.update(found.changed)
    return hidden, witnesses
