"""Every metric stands in the one list that builds and pages read."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

import pytest

from koordynata.intelligence import metrics
from koordynata.intelligence.metrics.card import Card, Metric
from koordynata.intelligence.metrics.catalogue import BY_CELL, BY_TERRITORY, CARDS, COLUMNS
from koordynata.intelligence.warehouse.reading import warehouse

from .conftest import SIGNALLER, Land

MODULES = [import_module(f"{metrics.__name__}.{found.name}") for found in pkgutil.iter_modules(metrics.__path__)]


def forgotten(modules: list[ModuleType]) -> list[str]:
    """Metrics and cards that some module has and the list lacks."""
    found = [thing for module in modules for thing in vars(module).values() if isinstance(thing, Metric | Card)]
    listed = {metric.card.id for metric in (*BY_CELL, *BY_TERRITORY)}
    return [
        thing.card.id if isinstance(thing, Metric) else thing.id
        for thing in found
        if (thing.card.id not in listed if isinstance(thing, Metric) else CARDS.get(thing.id) is not thing)
    ]


def test_no_metric_is_forgotten() -> None:
    assert forgotten(MODULES) == []


def test_control_a_new_module_would_be_missed() -> None:
    new = ModuleType("new")
    card = Card("new", "", "", "", "", "", "", "", ())
    vars(new).update(CARD=card, METRIC=Metric(card, "new", lambda ground: None))
    assert forgotten([*MODULES, new]) == ["new", "new"]


@pytest.mark.django_db
def test_every_listed_column_is_built(story: Land) -> None:
    story.flow("1607", SIGNALLER, 2026, vacancies=5)
    story.build()
    (row,) = warehouse().rows("SELECT * FROM cell WHERE territory = '1607' AND subject = 'ALL'")
    assert {name for pair in COLUMNS.values() for name in pair if name} <= set(row)
