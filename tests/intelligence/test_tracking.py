"""Wages and shares of too few graduates are hidden, and cannot be worked out where files are filled in partly.

The attacker knows more than anybody does: how many graduates stand behind every cell, hidden ones too. What is sought
is the sum that a hidden ratio was made of, out of all published ratios.
"""

from __future__ import annotations

import random
from collections import defaultdict

import numpy as np
import pytest

from koordynata.intelligence.metrics import graduates_work, stay_in_region, wage
from koordynata.intelligence.metrics.card import Metric
from koordynata.intelligence.warehouse.ground import Ground

from .laid import Cell, Row, cells, laid, place, territory

LEAST = 10
POWIATS = {"1607": ["AREA"], "1609": ["AREA"], "1661": [], "1261": []}
BRANCHES = {"311407": "TKO", "311928": "TKO", "711603": "TKO", "751201": "SPC"}
LISTS = {
    "territory": [
        territory("PL", "country"), territory("16", "voivodeship"), territory("12", "voivodeship"),
        territory("AREA16", "functional_area"), *(territory(code, "powiat") for code in POWIATS),
    ],
    "area_member": [{"area": "AREA16", "member": code, "kind": "powiat"} for code, areas in POWIATS.items() if areas],
    "occupation": [{"code": code, "branch": branch, "school_types": "TEC"} for code, branch in BRANCHES.items()],
}  # fmt: skip
METRICS: dict[str, tuple[Metric, str]] = {
    "wage_ratio": (wage.METRIC, "wage"),
    "working": (graduates_work.METRIC, "graduates_work"),
    "unemployed": (graduates_work.METRIC, "graduates_unemployed"),
    "staying": (stay_in_region.METRIC, "stay_in_region"),
}


def outcomes(seed: int) -> list[Row]:
    """Figures of one year with gaps: each thing is told in some cells only."""
    draw, rows = random.Random(seed), []
    for powiat in POWIATS:
        for occupation in BRANCHES:
            people = draw.choice([0, 1, 4, 7, 9, 10, 12, 18, 25, 40])
            row = {"year": 2025, "place": place(powiat), "occupation": occupation, "graduates": people}
            for column in ("working", "unemployed", "staying"):
                row[column] = draw.randint(0, people) if draw.random() < 0.6 else None
            row["wage_ratio"] = draw.uniform(0.4, 1.4) if draw.random() < 0.6 else None
            if draw.random() < 0.9:
                rows.append(row)
    return rows


def figures(rows: list[Row], column: str) -> dict[Cell, list[int]]:
    """Every figure on `column`, as the rows that it sums."""
    found: dict[Cell, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        if row[column] is None or not row["graduates"]:
            continue
        powiat, code = row["place"].split("/")[1], row["occupation"]
        places = [powiat, powiat[:2], "PL", *(["AREA16"] if POWIATS[powiat] else [])]
        kinds = [code, BRANCHES[code], "ALL", f"{BRANCHES[code]}:TEC", "ALL:TEC"]
        for cell in ((p, s, row["year"]) for p in places for s in kinds):
            found[cell].append(number)
    return found


def pinned(rows: list[Row], column: str, hidden: set[Cell]) -> list[Cell]:
    """Hidden figures that follow from the published ones."""
    members = figures(rows, column)
    row_of = {cell: np.isin(np.arange(len(rows)), inside).astype(float) for cell, inside in members.items()}
    shown = np.array([row for cell, row in row_of.items() if cell not in hidden] or [np.zeros(len(rows))])
    _, sizes, directions = np.linalg.svd(shown)
    free = directions[int((sizes > 1e-9).sum()) :]
    return [cell for cell in sorted(hidden & set(members)) if np.abs(free @ row_of[cell]).max(initial=0.0) < 1e-9]


def hidden_now(ground: Ground, metric: Metric, name: str) -> set[Cell]:
    return {cell for cell, row in cells(ground, metric).items() if row[f"{name}_hidden"]}


def hidden_by_tracked_alone(ground: Ground, rows: list[Row], column: str) -> set[Cell]:
    """What stood here before: hidden with the number of all tracked, or for too few of whom it was told."""
    all_tracked = {
        (row["territory"], row["subject"], row["year"])
        for row in ground.measure("tracked").to_pyarrow().to_pylist()
        if row["hidden"]
    }
    members = figures(rows, column)
    few = {cell for cell, inside in members.items() if sum(rows[n]["graduates"] for n in inside) < LEAST}
    return few | (all_tracked & set(members))


@pytest.mark.parametrize("seed", range(6))
def test_no_hidden_ratio_can_be_worked_out(seed: int) -> None:
    rows = outcomes(seed)
    with laid(**LISTS, outcome=rows) as ground:
        for column, (metric, name) in METRICS.items():
            hidden = hidden_now(ground, metric, name)
            members = figures(rows, column)
            people = {cell: sum(rows[n]["graduates"] for n in inside) for cell, inside in members.items()}
            assert {cell for cell, count in people.items() if count < LEAST} <= hidden <= set(people)
            assert pinned(rows, column, hidden) == []


def test_control_hiding_with_the_tracked_alone_is_broken() -> None:
    """The same attacker against the former rule finds ratios of fewer than ten."""
    found = []
    for seed in range(6):
        rows = outcomes(seed)
        with laid(**LISTS, outcome=rows) as ground:
            for column in METRICS:
                found += pinned(rows, column, hidden_by_tracked_alone(ground, rows, column))
    assert found


@pytest.mark.parametrize("seed", range(3))
def test_what_is_published_is_the_ratio_of_the_sums(seed: int) -> None:
    rows = outcomes(seed)
    with laid(**LISTS, outcome=rows) as ground:
        for column, (metric, name) in METRICS.items():
            told = cells(ground, metric)
            for cell, inside in figures(rows, column).items():
                if not told[cell][f"{name}_hidden"]:
                    people = sum(rows[n]["graduates"] for n in inside)
                    counted = sum(rows[n][column] * (rows[n]["graduates"] if name == "wage" else 1) for n in inside)
                    assert told[cell][name] == pytest.approx(counted / people * (1 if name == "wage" else 100))
