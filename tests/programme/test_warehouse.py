"""An indicator that a metric of the warehouse gives: the year's figure with its vintage, or none with a reason."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.intelligence.queries import Answer, Figure, NotAvailable, Silence, SourceRef, metric_card
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Actual
from koordynata.programme.queries import warehouse
from koordynata.programme.queries.board import board_of
from koordynata.programme.queries.curves import curves_of
from koordynata.programme.queries.lights import Dark, lights_of
from koordynata.programme.queries.warehouse import readings
from koordynata.programme.queries.watched import watched
from koordynata.programme.services.actuals import Value, enter_actual
from koordynata.programme.services.programmes import PeriodPlan, plan_periods

from .conftest import Define, Ground, Promised

CARD: dict[str, Any] = {
    "source": "metric", "over_time": "state", "over_elements": "none", "direction": "down",
    "rule": {"metric": "unemployment_rate"},
}  # fmt: skip
SOURCE = SourceRef("GUS", "bdl-2026.csv", dt.date(2026, 3, 31), 1, 14)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A warehouse of plain rules: `figures` by year; every question is kept in `asked`."""
    plain = SimpleNamespace(figures={2026: 5.25}, silence=None, told_year=None, asked=[])

    def answer(metric_id: str, *, territory: str, year: int, subject: str | None = None) -> Answer:
        plain.asked.append((metric_id, territory, year, subject))
        card = metric_card(metric_id)
        assert card is not None
        if year not in plain.figures:
            raise NotAvailable(f"nothing for {year}")
        value = None if plain.silence else plain.figures[year]
        figure = Figure(value, plain.silence, card.unit, metric_id, plain.told_year or year, sources=(SOURCE,))
        return Answer(figure, card, territory, territory, subject or "all", None)

    monkeypatch.setattr(warehouse, "metric_value", answer)
    return plain


def test_the_figure_of_the_year_is_the_value(
    ground: Ground, measure: Define, promised: Promised, house: SimpleNamespace
) -> None:
    plan_periods(programme=ground.programme, by=SYSTEM,
                 periods=[PeriodPlan("2027", dt.date(2027, 1, 1), dt.date(2027, 12, 31))])  # fmt: skip
    card = measure(**CARD)
    promised("1.1.1", card, 6, 5, baseline=Decimal(7), baseline_year=2024)
    line = board_of(ground.version).lines[ground.element("1.1.1").pk][card.pk]
    assert [line.value(at) for at in range(3)] == [Decimal("5.25"), Decimal("5.25"), None]
    assert list(line.reported) == [1, 1, 0], "a year without a figure is missing, not carried over"
    assert sorted(house.asked) == [("unemployment_rate", "16", 2026, None), ("unemployment_rate", "16", 2027, None)]


def test_a_light_and_a_curve_read_it_as_any_other(
    ground: Ground, measure: Define, promised: Promised, house: SimpleNamespace
) -> None:
    promised("1.1.1", measure(**CARD), 6, 5, baseline=Decimal(7), baseline_year=2024)
    seen = watched(ground.version, ground.periods[0], ground.element("1").strand.uid, dt.date(2026, 11, 1))
    (row,) = lights_of(seen)
    assert (row.share, row.light and row.light.id) == (Decimal("1.75"), "good")
    assert [len(one.marks) for one in curves_of(seen)] == [2]
    house.figures = {}
    (dark,) = lights_of(
        watched(ground.version, ground.periods[0], ground.element("1").strand.uid, dt.date(2026, 11, 1))
    )
    assert dark.dark == Dark.NOT_REPORTED


def test_what_is_promised_twice_is_never_added_up(
    ground: Ground, measure: Define, promised: Promised, house: SimpleNamespace
) -> None:
    card = measure(**CARD)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 6, 5)
    board = board_of(ground.version)
    assert card.pk not in board.lines[ground.element("1").pk]
    assert len(house.asked) == 1, "one question for two elements and two periods of a year"


@pytest.mark.parametrize("silence", [Silence.MISSING, Silence.SUPPRESSED, Silence.NOT_APPLICABLE])
def test_a_silence_is_told_with_its_reason(
    ground: Ground, measure: Define, house: SimpleNamespace, silence: Silence
) -> None:
    house.silence = silence
    (told,) = readings(measure(**CARD), ground.programme, [2026]).values()
    assert told.value is None and told.reason == silence.reason and told.answer is not None


def test_a_figure_of_another_year_is_no_value(ground: Ground, measure: Define, house: SimpleNamespace) -> None:
    house.told_year = 2024
    (told,) = readings(measure(**CARD), ground.programme, [2026]).values()
    assert told.value is None and "2024" in told.reason


def test_without_a_warehouse_nothing_is_known_and_nothing_breaks(
    ground: Ground, measure: Define, promised: Promised
) -> None:
    card = measure(**CARD)
    promised("1.1.1", card, 6, 5)
    line = board_of(ground.version).lines[ground.element("1.1.1").pk][card.pk]
    assert line.value(0) is None and list(line.reported) == [0, 0]
    assert readings(card, ground.programme, [2026])[2026].reason


def test_the_rule_may_name_a_branch_and_another_territory(
    ground: Ground, measure: Define, house: SimpleNamespace
) -> None:
    rule = {"metric": "pupils", "subject": "TKO", "territory": "1607"}
    readings(measure(**{**CARD, "rule": rule}), ground.programme, [2026, 2026])
    assert house.asked == [("pupils", "1607", 2026, "TKO")]


@pytest.mark.parametrize("wrong", [
    {"rule": {}}, {"rule": {"metric": "wróżba"}}, {"rule": {"metric": ["pupils"]}}, {"over_time": "added"},
    {"over_elements": "sum"},
])  # fmt: skip
def test_a_card_that_makes_no_sense_is_refused(measure: Define, wrong: dict[str, Any]) -> None:
    with pytest.raises(ProgrammeRefusal):
        measure(**{**CARD, **wrong})


def test_nobody_types_such_a_value_in(
    ground: Ground, measure: Define, promised: Promised, house: SimpleNamespace
) -> None:
    indicator = promised("1.1.1", measure(**CARD), 6, 5)
    with pytest.raises(ProgrammeRefusal):
        enter_actual(indicator=indicator, period=ground.periods[0], given=Value(Decimal(1)), by=SYSTEM)
    assert not Actual.objects.exists()
