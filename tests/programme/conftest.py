"""A programme of Opolskie: two areas with actions, two reporting periods, what is measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.programme.enums import LevelRole
from koordynata.programme.models import Element, Indicator, Measure, Period, Programme, Version
from koordynata.programme.services.elements import add_element
from koordynata.programme.services.measures import define_measure, promise
from koordynata.programme.services.programmes import PeriodPlan, begin_programme, plan_periods
from koordynata.programme.services.versions import adopt_version, submit_version
from koordynata.reference.models import Territory

Define = Callable[..., Measure]
Promised = Callable[..., Indicator]
HALVES = (
    PeriodPlan("2026 I", date(2026, 1, 1), date(2026, 6, 30)),
    PeriodPlan("2026 II", date(2026, 7, 1), date(2026, 12, 31)),
)


@dataclass
class Ground:
    """A programme with its draft and what stands in it, by number."""

    programme: Programme
    version: Version
    periods: list[Period]

    def element(self, code: str, version: Version | None = None) -> Element:
        return (version or self.version).elements.get(code=code)

    def adopt(self, version: Version | None = None, day: date = date(2026, 2, 1)) -> Version:
        submit_version(version=version or self.version, by=SYSTEM)
        return adopt_version(
            version=version or self.version, decided_by="Zarząd Województwa (przykład)", number=f"{day.year}/7", on=day,
            in_force_from=day, by=SYSTEM,
        )  # fmt: skip


def begun(territory: Territory, **more: Any) -> Programme:
    values = {"kind": "zsu", "short_name": "RPW", "starts": date(2026, 1, 1), "ends": date(2027, 12, 31), **more}
    return begin_programme(territory=territory, name="Program wdrożeniowy (przykład)", by=SYSTEM, **values)


@pytest.fixture
def ground(land: dict[str, Territory]) -> Ground:
    """Area 1 with objective 1.1 and actions 1.1.1 and 1.1.2; area 6 with objective 6.1 and action 6.1.1."""
    programme = begun(land["16"])
    version = programme.versions.get()
    ground = Ground(programme, version, plan_periods(programme=programme, periods=HALVES, by=SYSTEM))
    for area, actions in (("1", 2), ("6", 1)):
        objective = add_element(version=version, parent=ground.element(area), level="objective", name="Cel", by=SYSTEM)
        for number in range(1, actions + 1):
            name = f"Działanie {number}"
            add_element(version=version, parent=objective, level="action", name=name, by=SYSTEM, text="Jeden dwa trzy.")
    assert version.elements.filter(role=LevelRole.ACTION).count() == 3
    return ground


@pytest.fixture
def measure(ground: Ground) -> Callable[..., Measure]:
    """`measure("W1", over_time="state")`: a card of that code."""

    def define(code: str = "W1", **card: Any) -> Measure:
        values = {"name": f"Wskaźnik {code}", "unit": "osoby", **card}
        return define_measure(programme=ground.programme, code=code, by=SYSTEM, **values)

    return define


@pytest.fixture
def promised(ground: Ground) -> Callable[..., Indicator]:
    """`promised("1.1.1", measure, 10, 20)`: targets for the first and the second half."""

    def make(code: str, measure: Measure, *targets: float, **more: Any) -> Indicator:
        values = {period: Decimal(str(value)) for period, value in zip(ground.periods, targets, strict=False)}
        commitment = promise(element=ground.element(code), measure=measure, targets=values, by=SYSTEM, **more)
        return commitment.indicator

    return make
