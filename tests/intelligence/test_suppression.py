"""Small counts are hidden, and whoever adds, subtracts and solves still does not find them."""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import product
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koordynata.intelligence.warehouse import board
from koordynata.intelligence.warehouse.axes import Axes
from koordynata.intelligence.warehouse.numbering import Key
from koordynata.intelligence.warehouse.suppression import hide as hide_numbered

from . import plain_suppression as plain

THRESHOLD = 10


class Witness(NamedTuple):
    """A move under the names of its cells and figures."""

    corners: tuple[tuple[Key, int], ...]
    changed: frozenset[Key]


def hide(room: dict[Key, int], axes: Axes, small: list[Key], least: int = 3) -> tuple[set[Key], list[Witness]]:
    """`suppression.hide` under names."""
    people = {axes.cells.number(key): found for key, found in room.items()}
    hidden, moves = hide_numbered(people, axes, map(axes.figures.number, small), least)
    name, cell = axes.figures.name, axes.cells.name
    return set(map(name, hidden)), [
        Witness(tuple((cell(c), sign) for c, sign in move.corners), frozenset(map(name, move.changed)))
        for move in moves
    ]


def geography(schools: int) -> dict[str, frozenset[str]]:
    """Schools in powiats in voivodeships in the country; a functional area lies across three powiats."""
    places = {}
    for n in range(schools):
        powiat = f"{16 + 4 * (n % 2)}{n % 4:02}"
        area = {"AREA"} if n % 3 == 0 else set()
        places[f"s{n}"] = frozenset({f"s{n}", powiat, powiat[:2], "PL", *area})
    return places


OCCUPATIONS = {
    code: frozenset({code, branch, "ALL"}) for code, branch in [("a", "X"), ("b", "X"), ("c", "Y"), ("d", "Y")]
}
LAYERS = {
    "1": frozenset({"all", "r1"}),
    "2": frozenset({"all", "r2"}),
    "2i": frozenset({"all", "r2", "in", "i2"}),
}


def published_sums(cells: dict[Key, int], axes: Axes) -> dict[Key, dict[Key, int]]:
    """Every figure that could be published, as the set of cells that it sums."""
    figures: dict[Key, dict[Key, int]] = defaultdict(dict)
    for key in cells:
        for figure in product(axes.territories[key[0]], axes.subjects[key[1]], axes.nodes[key[2]]):
            figures[figure][key] = 1
    return figures


class Attacker:
    """Knows every published figure and which cells are empty; solves for what is hidden."""

    def __init__(self, cells: dict[Key, int], figures: dict[Key, dict[Key, int]], hidden: set[Key]) -> None:
        self.order = {key: n for n, key in enumerate(cells)}
        shown = [figure for figure in figures if figure not in hidden]
        self.equations = np.array([self.row(figures[f]) for f in shown]) if shown else np.zeros((1, len(cells)))
        self.totals = self.equations @ np.array([cells[key] for key in self.order], dtype=float)
        _, sizes, directions = np.linalg.svd(self.equations)
        self.free = directions[int((sizes > 1e-9).sum()) :]  # what may move without changing a published figure
        self.low, self.high = self.bounds()
        self.figures = figures

    def row(self, members: dict[Key, int]) -> np.ndarray:
        row = np.zeros(len(self.order))
        for key in members:
            row[self.order[key]] = 1.0
        return row

    def pins(self, figure: Key) -> bool:
        """Whether the linear system leaves one value only, or positive whole numbers do (interval propagation)."""
        target = self.row(self.figures[figure])
        if np.abs(self.free @ target).max(initial=0.0) < 1e-9:
            return True
        return bool((target @ self.low) == (target @ self.high))

    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        low, high = np.ones(len(self.order)), np.full(len(self.order), 1e6)
        for _ in range(20):
            before = low.sum(), high.sum()
            for equation, total in zip(self.equations, self.totals, strict=True):
                inside = equation > 0
                rest_low, rest_high = low[inside].sum(), high[inside].sum()
                high[inside] = np.minimum(high[inside], total - (rest_low - low[inside]))
                low[inside] = np.maximum(low[inside], total - (rest_high - high[inside]))
            if before == (low.sum(), high.sum()):
                break
        return low, high


def room_in(cells: dict[Key, int]) -> dict[Key, int]:
    return {key: people - 1 for key, people in cells.items() if people > 0}


def small_figures(cells: dict[Key, int], figures: dict[Key, dict[Key, int]]) -> list[Key]:
    return [f for f, members in figures.items() if 0 < sum(cells[key] for key in members) < THRESHOLD]


def random_table(seed: int, schools: int, density: float) -> tuple[dict[Key, int], Axes]:
    draw = random.Random(seed)
    axes = Axes(geography(schools), OCCUPATIONS, LAYERS)
    cells = {
        (school, occupation, layer): draw.choice([1, 2, 5, 9, 10, 14, 22, 30])
        for school in axes.territories
        for occupation in OCCUPATIONS
        if draw.random() < density
        for layer in LAYERS
    }
    return cells, axes


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5), st.sampled_from([0.3, 0.6, 0.95]))
def test_no_hidden_figure_can_be_worked_out(seed: int, schools: int, density: float) -> None:
    cells, axes = random_table(seed, schools, density)
    figures = published_sums(cells, axes)
    small = small_figures(cells, figures)
    hidden, _ = hide(room_in(cells), axes, small)
    assert set(small) <= hidden
    attacker = Attacker(cells, figures, hidden)
    assert [figure for figure in figures if figure in hidden and attacker.pins(figure)] == []


@pytest.mark.parametrize("seed", range(3))
def test_hiding_only_the_small_ones_would_be_broken(seed: int) -> None:
    """The negative control: the same attacker, without the second suppression."""
    cells, axes = random_table(seed, 5, 0.7)
    figures = published_sums(cells, axes)
    small = set(small_figures(cells, figures))
    attacker = Attacker(cells, figures, small)
    assert any(attacker.pins(figure) for figure in small)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_every_witness_keeps_what_is_published(seed: int) -> None:
    """Each move, carried out, gives another possible truth: nobody below one, no published figure changed."""
    cells, axes = random_table(seed, 5, 0.7)
    figures = published_sums(cells, axes)
    hidden, moves = hide(room_in(cells), axes, small_figures(cells, figures))
    for move in moves:
        other = dict(cells)
        way = 1 if all(sign > 0 or cells[key] > 1 for key, sign in move.corners) else -1
        for key, sign in move.corners:
            other[key] += way * sign
        assert min(other.values()) >= 1
        changed = {
            f for f, members in figures.items() if sum(cells[k] for k in members) != sum(other[k] for k in members)
        }
        assert changed and changed == set(move.changed) & set(figures) <= hidden


def test_two_that_sum_to_two_are_not_left_alone() -> None:
    """1 + 1 = 2 with zeros published would say 1 and 1: the total goes as well, or others join."""
    axes = Axes({"s0": frozenset({"s0", "16", "PL"}), "s1": frozenset({"s1", "16", "PL"}),
                 "s2": frozenset({"s2", "16", "PL"})}, {"a": frozenset({"a"})}, {"": frozenset({"all"})})  # fmt: skip
    cells = {("s0", "a", ""): 1, ("s1", "a", ""): 1, ("s2", "a", ""): 40}
    figures = published_sums(cells, axes)
    hidden, _ = hide(room_in(cells), axes, small_figures(cells, figures))
    assert ("PL", "a", "all") not in hidden
    assert ("s2", "a", "all") in hidden


def test_nobody_is_nobody() -> None:
    axes = Axes(geography(2), OCCUPATIONS, LAYERS)
    assert hide(room_in({("s0", "a", "1"): 0}), axes, []) == (set(), [])


# As in the house: totals of larger places and of all occupations are dear, and partners are sought among kin first.
DEAR = {"PL": 40.0, "16": 20.0, "20": 20.0, "AREA": 8.0, "1600": 4.0, "2001": 4.0, "1602": 4.0, "2003": 4.0,
        "X": 6.0, "Y": 6.0, "ALL": 60.0, "all": 6.0, "in": 2.0}  # fmt: skip


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[Key, int], Axes]:
    """People, and a hierarchy in which they count: with kin or without, with dear totals or without."""
    schools = draw(st.integers(1, 9))
    places = geography(schools)
    kin = {school: next(t for t in into if t in {"16", "20"}) for school, into in places.items()}
    kin |= {code: next(s for s in into if s in {"X", "Y"}) for code, into in OCCUPATIONS.items()}
    layers = draw(st.sampled_from([LAYERS, {"": frozenset({"all"})}]))
    axes = Axes(places, OCCUPATIONS, layers, kin if draw(st.booleans()) else {}, DEAR if draw(st.booleans()) else {})
    taught = draw(st.lists(st.sets(st.sampled_from(list(OCCUPATIONS))), min_size=schools, max_size=schools))
    counts = st.sampled_from([1, 2, 3, 5, 9, 10, 14, 22, 30, 90])
    cells = {
        (school, code, layer): draw(counts)
        for school, codes in zip(places, taught, strict=True) for code in sorted(codes) for layer in layers
    }  # fmt: skip
    return cells, axes


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), st.sampled_from([1, 3]), st.data())
def test_the_same_figures_as_the_plain_way(world: tuple[dict[Key, int], Axes], least: int, data: st.DataObject) -> None:
    cells, axes = world
    room = {key: data.draw(st.integers(0, people - 1)) for key, people in cells.items()}
    small = small_figures(cells, published_sums(cells, axes))
    hidden, moves = hide(room, axes, small, least)
    assert (hidden, len(moves)) == _plainly(cells, room, axes, small, least)


def _plainly(
    cells: dict[Key, int], room: dict[Key, int], axes: Axes, small: list[Key], least: int
) -> tuple[set[Key], int]:
    table = plain.Table(
        {key: plain.Cell(people, room[key]) for key, people in cells.items()},
        plain.Axes(axes.territories, axes.subjects, axes.nodes, axes.kin),
        axes.weights,
    )
    hidden, moves = plain.hide(table, small, least)
    return hidden, len(moves)


def test_every_branch_of_the_search_is_walked() -> None:
    """Over some worlds, roundabout moves are both found and weighed in vain: the comparison above means something."""
    walked = set()
    for seed in range(40):
        cells, plain_axes = random_table(seed, 9, 0.4)
        kin = {school: next(t for t in into if t in {"16", "20"}) for school, into in plain_axes.territories.items()}
        axes = Axes(plain_axes.territories, OCCUPATIONS, {"1": frozenset({"all"})}, kin, DEAR)
        cells = {key: people for key, people in cells.items() if key[2] == "1"}
        small = small_figures(cells, published_sums(cells, axes))
        hidden, moves = hide(room_in(cells), axes, small)
        assert (hidden, len(moves)) == _plainly(cells, room_in(cells), axes, small, 3)
        walked |= {_shape(move) for move in moves}
    assert walked == {"in place", "rectangle", "transfer"}


def _shape(move: Witness) -> str:
    if len(move.corners) == 1:
        return "in place"
    axes = [{key[axis] for key, _ in move.corners} for axis in range(3)]
    whole = len(axes[0]) * len(axes[1]) * len(axes[2]) == len(move.corners)
    return "rectangle" if whole else "transfer"


@pytest.mark.parametrize("constant", ["PARTNERS", "SEARCHED", "COSTLY"])
def test_control_another_search_would_hide_others(constant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, constant, 1)
    differ = 0
    for seed in range(12):
        cells, axes = random_table(seed, 9, 0.7)
        axes = Axes(axes.territories, axes.subjects, axes.nodes, {}, DEAR)
        small = small_figures(cells, published_sums(cells, axes))
        hidden, moves = hide(room_in(cells), axes, small)
        differ += (hidden, len(moves)) != _plainly(cells, room_in(cells), axes, small, 3)
    assert differ
