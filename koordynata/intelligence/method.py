"""The methods as data: weights, thresholds, classes, levels, limits. Each row of `data/` carries its source."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class PartRule:
    """How one part of the gap turns its value into a sub-score: −100 at `deficit_at`, 0, +100 at `surplus_at`."""

    id: str
    weight: float
    deficit_at: float
    balance_at: float
    surplus_at: float
    max_age: int  # years by which the value may be older than the gap


@dataclass(frozen=True)
class ClassRule:
    """Scores above `above` and not above `up_to` belong to this class; the middle one is closed on both ends."""

    letter: str
    above: float
    up_to: float


@dataclass(frozen=True)
class GapMethod:
    """One version of the method of the gap."""

    version: str
    parts: tuple[PartRule, ...]
    classes: tuple[ClassRule, ...]
    minimum_parts: int
    minimum_weight: float


@cache
def gap_method() -> GapMethod:
    """The newest version of the gap method."""
    rows = _rows("gap_method.csv")
    version = max(row["version"] for row in rows)
    parts = tuple(
        PartRule(
            row["part"],
            float(row["weight"]),
            float(row["deficit_at"]),
            float(row["balance_at"]),
            float(row["surplus_at"]),
            int(row["max_age"]),
        )
        for row in rows
        if row["version"] == version
    )
    classes = [row for row in _rows("gap_classes.csv") if row["version"] == version]
    return GapMethod(
        version,
        parts,
        tuple(ClassRule(row["class"], float(row["above"]), float(row["up_to"])) for row in classes),
        int(classes[0]["minimum_parts"]),
        float(classes[0]["minimum_weight"]),
    )


@cache
def forecast_levels() -> dict[str, tuple[int, float]]:
    """Level of the forecast → its rank and its points."""
    return {row["level"]: (int(row["rank"]), float(row["points"])) for row in _rows("forecast_levels.csv")}


@cache
def limits() -> dict[str, float]:
    """Limits by name."""
    return {row["name"]: float(row["value"]) for row in _rows("limits.csv")}


@cache
def variables() -> tuple[tuple[str, str, str], ...]:
    """(role, pattern of Observation.variable, pattern it must not match); the first match counts."""
    return tuple((row["role"], row["pattern"], row["but_not"] or "^$") for row in _rows("variables.csv"))


@dataclass(frozen=True)
class EarlierLength:
    """How many years a type of school took for those admitted up to some year."""

    school_type: str
    admitted_until: int
    years: int


@cache
def earlier_lengths() -> tuple[EarlierLength, ...]:
    """Lengths of schools before reforms."""
    rows = _rows("school_lengths.csv")
    return tuple(EarlierLength(row["school_type"], int(row["admitted_until"]), int(row["years"])) for row in rows)


@dataclass(frozen=True)
class OutlookBreak:
    """A year for which outlooks made in some years cannot be right, because counts mix two kinds of cohorts."""

    based_from: int
    based_to: int
    year: int


@cache
def outlook_breaks() -> tuple[OutlookBreak, ...]:
    """Years left out of outlooks and of their errors."""
    return tuple(
        OutlookBreak(int(row["based_from"]), int(row["based_to"]), int(row["year"]))
        for row in _rows("outlook_breaks.csv")
    )
