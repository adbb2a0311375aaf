"""A programme at a glance: one row for each of its highest divisions, as a desk shows them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..layout import kinds
from ..lights import Light, light_for, lights
from ..models import Element, Period, Version
from .board import Board, board_of
from .card import MilestoneState, is_overdue, milestones_of
from .reading import elements_of, listed, period_for


@dataclass(frozen=True)
class AreaGlance:
    """One division: the worst of its indicators' lights, how many have it, what is late, what comes next.

    `light` is None while no indicator of the division can be judged; `silent`: how many cannot.
    """

    element: Element
    light: Light | None
    lit: int
    judged: int
    silent: int
    late: int
    next_milestone: MilestoneState | None


@dataclass(frozen=True)
class Glance:
    """The version in force of one programme as of the end of a period."""

    version: Version
    period: Period | None
    areas: list[AreaGlance]


def glance_for(user: Any, territory_id: int, today: date) -> Glance | None:
    """The programme in force in a territory, of the first kind in data/kinds.csv that has one; None where none has."""
    order = list(kinds())
    rows = [row for row in listed(user, today) if row.in_force and row.programme.territory_id == territory_id]
    if not rows:
        return None
    chosen = min(rows, key=lambda row: order.index(row.programme.kind))
    assert chosen.in_force is not None
    chosen.in_force.programme = chosen.programme
    return glance_of(chosen.in_force, today)


def glance_of(version: Version, today: date) -> Glance:
    """One row for each highest division, as of the last period that has ended; the same queries whatever the size."""
    elements, period = elements_of(version), period_for(version, "", today)
    board = board_of(version, elements)
    milestones = milestones_of([one for one in elements if one.is_work], today)
    tops = [one for one in elements if one.parent_id is None]
    return Glance(version, period, [_row(one, elements, board, period, milestones, today) for one in tops])


def _row(
    top: Element, elements: list[Element], board: Board, period: Period | None,
    milestones: dict[int, list[MilestoneState]], today: date,
) -> AreaGlance:  # fmt: skip
    below = [one for one in elements if one.path.startswith(top.path)]
    at = board.at(period) if period else None
    shown = [light_for(line.progress(at), today) if at is not None else None for line in board.of(top)]
    counted = Counter(one.id for one in shown if one)
    worst = next((one for one in reversed(lights(today)) if counted[one.id]), None)
    waiting = [state for one in below for state in milestones.get(one.pk, []) if state.reached is None]
    return AreaGlance(
        top, worst, counted[worst.id] if worst else 0, counted.total(), len(shown) - counted.total(),
        sum(1 for one in below if one.is_work and is_overdue(one, today)),
        min(waiting, key=lambda state: state.milestone.due, default=None),
    )  # fmt: skip
