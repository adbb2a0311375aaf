"""The people of one measure in one year, laid out so that cheap moves are found fast."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from math import inf
from operator import attrgetter

from .axes import Axes, Factor
from .moves import Exchange, Found, Moves, amplitude

PARTNERS = 4  # how many partners on an axis are tried for one cell
SEARCHED = 12  # ... out of how many of the largest
COSTLY = 2_000.0  # weight of hidden figures from which a roundabout move is looked for

COST = attrgetter("cost")
Parts = tuple[int, int, int]


class Board:
    """Cells with the people who may be moved away from them, and what is hidden so far."""

    def __init__(self, room: Mapping[int, int], axes: Axes) -> None:
        self.room, self.axes, self.hidden = room, axes, set[int]()
        self._counted: dict[int, frozenset[int]] = {}
        self._unit_step, self._layers, _ = axes.cells.steps
        self._lay_out()

    def _lay_out(self) -> None:
        """Cells by the territories they lie in, by unit, and units by what is counted there: most room first."""
        self._inside: dict[int, list[int]] = defaultdict(list)
        self._of_unit: dict[int, list[int]] = defaultdict(list)
        self._units: dict[int, list[int]] = defaultdict(list)
        self._kin_units: dict[tuple[int, str | None], list[int]] = defaultdict(list)
        into, kin = self.axes.into[0], self.axes.kin_of[0]
        for _, number in sorted([(-room, number) for number, room in self.room.items()]):
            rest = number % self._unit_step
            unit = number - rest
            self._of_unit[unit].append(rest)
            self._units[rest].append(unit)
            self._kin_units[rest, kin[unit]].append(unit)
            for territory in into[unit]:
                self._inside[territory].append(number)

    def witness(self, figure: int, room: int) -> Found:
        """A cheap move that changes a figure and can carry `room` people; a smaller one where that costs totals."""
        cell = self._largest_in(figure)
        near = [self._near(cell, axis, part) for axis, part in enumerate(self.axes.figures.split(figure))]
        moves = Moves(near, self.room)
        best, price = self._cheapest(moves.able(room))
        if price >= COSTLY:
            smaller, lower = self._cheapest(moves.able(1))
            best, price = (smaller, lower) if lower <= price else (best, price)
        if price >= COSTLY:
            best = self._cheaper_transfer(cell, figure, near[0], best, price)
        assert best is not None  # one person more, in every total, is always possible
        return best

    def _cheapest(self, moves: Iterable[Found], price: float = inf) -> tuple[Found | None, float]:
        """The first of the cheapest below `price`, and what it costs beyond what is hidden already."""
        best, prices = None, self.axes.prices.__getitem__
        for found in moves:
            cost = sum(map(prices, found.changed - self.hidden))
            if cost < price:
                best, price = found, cost
        return best, price

    def _largest_in(self, figure: int) -> Parts:
        """The cell with most room among those that a figure sums."""
        territory, subject, node = self.axes.figures.split(figure)
        rests = self.axes.rests_of(subject, node)
        return self.axes.cells.split(next(n for n in self._inside[territory] if n % self._unit_step in rests))

    def _beside(self, cell: Parts, axis: int) -> tuple[list[int], list[int]]:
        """Other places on an axis where there are people: those among kin, and all of them."""
        unit, occupation, layer = cell
        if axis == 0:
            rest = occupation + layer
            return self._kin_units[rest, self.axes.kin_of[0][unit]], self._units[rest]
        every = self._taught(unit, layer) if axis == 1 else self._layers_of(unit, occupation)
        kin = self.axes.kin_of[axis]
        own = kin[cell[axis]]
        return [part for part in every if kin[part] == own], every

    def _taught(self, unit: int, layer: int) -> list[int]:
        return [rest - layer for rest in self._of_unit[unit] if rest % self._layers == layer]

    def _layers_of(self, unit: int, occupation: int) -> list[int]:
        after = occupation + self._layers
        return [rest - occupation for rest in self._of_unit[unit] if occupation <= rest < after]

    def _near(self, cell: Parts, axis: int, without: int) -> list[Factor]:
        """Staying in place, and differences to the cheapest of the largest partners outside `without`."""
        into, steps = self.axes.into[axis], self.axes.steps_from(axis, cell[axis])
        found: dict[int, Factor] = {}
        for line in self._beside(cell, axis):
            for other in islice((other for other in line if without not in into[other]), SEARCHED):
                found[other] = steps[other]
        return [steps[None], *sorted(found.values(), key=COST)[:PARTNERS]]

    def _cheaper_transfer(
        self, cell: Parts, figure: int, partners: Iterable[Factor], best: Found | None, price: float
    ) -> Found | None:
        """A move below `price` that leaves the totals of a voivodeship alone where no rectangle does, else `best`.

        For a place that teaches one thing: one more in (u, o), made up for by one fewer at a partner v of the same
        occupation, who has one more of another occupation p, which a kin of u has one fewer of. Without a partner,
        straight from a kin of u.
        """
        for _, *partner in (factor.ends for factor in partners):
            of = partner[0][0] if partner else cell[0]
            start = self._start(cell, of)
            surely = self._by_subject((start.gain | start.loss) if partner else self._counts_into(sum(cell)))
            for other in islice(self._taught(of, cell[2]), SEARCHED):
                apart = (cost for subject, cost in surely.items() if subject not in self.axes.into[1][other])
                if other != cell[1] and sum(apart) < price:
                    transfers = (found for found in self._through(cell, of, other, start) if figure in found.changed)
                    cheaper, price = self._cheapest(transfers, price)
                    best = cheaper or best
        return best

    def _start(self, cell: Parts, of: int) -> Exchange:
        """One more in the cell, one fewer at a partner."""
        return Exchange.between(self._counts_into(sum(cell)), self._counts_into(of + cell[1] + cell[2]))

    def _by_subject(self, changed: frozenset[int]) -> dict[int, float]:
        """What hiding the figures costs that are not hidden yet, by their subjects."""
        costs: dict[int, float] = defaultdict(float)
        for figure in changed - self.hidden:
            costs[self.axes.figures.split(figure)[1]] += self.axes.prices[figure]
        return costs

    def _through(self, cell: Parts, of: int, other: int, start: Exchange) -> Iterator[Found]:
        """Transfers by way of one other occupation."""
        unit, occupation, layer = cell
        around = () if of == unit else ((of + occupation + layer, -1), (of + other + layer, 1))
        more = self._counts_into(of + other + layer if around else sum(cell))
        for third in self._thirds(unit, other + layer):
            touched = ((sum(cell), 1), *around, (third + other + layer, -1))
            if amplitude(touched, self.room) >= 1:
                yield Found(touched, start.and_then(more, self._counts_into(touched[-1][0])))

    def _thirds(self, unit: int, row: int) -> Iterator[int]:
        """Kin of a unit with people in some row, the first few."""
        return islice((kin for kin in self._kin_units[row, self.axes.kin_of[0][unit]] if kin != unit), PARTNERS)

    def _counts_into(self, cell: int) -> frozenset[int]:
        """The figures that sum a cell."""
        if (known := self._counted.get(cell)) is None:
            sets = (self.axes.into[axis][part] for axis, part in enumerate(self.axes.cells.split(cell)))
            known = self._counted[cell] = frozenset(map(sum, product(*sets)))
        return known
