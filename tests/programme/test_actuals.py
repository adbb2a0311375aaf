"""Values: entered, checked, returned; parts within their whole; periods that close."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.programme.enums import ActualState
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Actual, Indicator, Measure
from koordynata.programme.services.actuals import (
    Value,
    approve_actual,
    check_actual,
    close_period,
    enter_actual,
    reopen_period,
    return_actual,
    submit_actual,
)
from koordynata.programme.services.programmes import plan_periods
from koordynata.reference.models import Territory

from .conftest import HALVES, Ground, begun


def number(value: float, **more: Any) -> Value:
    return Value(Decimal(str(value)), **more)


@pytest.fixture
def indicator(measure: Callable[..., Measure], promised: Callable[..., Indicator]) -> Indicator:
    return promised("1.1.1", measure(dimensions=["sex", "age"]), 10, 20)


@pytest.fixture
def entered(ground: Ground, indicator: Indicator) -> Actual:
    return enter_actual(indicator=indicator, period=ground.periods[0], given=number(12), by=SYSTEM)


def approved(actual: Actual) -> Actual:
    for step in (submit_actual, check_actual, approve_actual):
        actual = step(actual=actual, by=SYSTEM)
    return actual


def test_a_value_goes_its_way(entered: Actual) -> None:
    assert approved(entered).state == ActualState.APPROVED


def test_whoever_checks_returns_it_for_correction(ground: Ground, entered: Actual) -> None:
    checked = check_actual(actual=submit_actual(actual=entered, by=SYSTEM), by=SYSTEM)
    returned = return_actual(actual=checked, reason="Brak list obecności.", by=SYSTEM)
    assert returned.state == ActualState.RETURNED
    corrected = enter_actual(indicator=entered.indicator, period=ground.periods[0], given=number(11), by=SYSTEM)
    assert approved(corrected).value == 11


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_is_returned_without_saying_why(entered: Actual, reason: str) -> None:
    submit_actual(actual=entered, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        return_actual(actual=entered, reason=reason, by=SYSTEM)


@pytest.mark.parametrize("step", [check_actual, approve_actual])
def test_no_step_is_left_out(entered: Actual, step: Callable[..., Actual]) -> None:
    with pytest.raises(ProgrammeRefusal):
        step(actual=entered, by=SYSTEM)


def test_a_step_pressed_twice_is_done_once(entered: Actual) -> None:
    submit_actual(actual=entered, by=SYSTEM)
    before = AuditEvent.objects.count()
    submit_actual(actual=entered, by=SYSTEM)
    assert AuditEvent.objects.count() == before


def test_a_submitted_value_is_not_overwritten(ground: Ground, entered: Actual) -> None:
    submit_actual(actual=entered, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        enter_actual(indicator=entered.indicator, period=ground.periods[0], given=number(99), by=SYSTEM)


def test_a_second_value_for_a_period_corrects_the_first_only_for_whoever_saw_it(
    ground: Ground, entered: Actual
) -> None:
    again: dict[str, Any] = {"indicator": entered.indicator, "period": ground.periods[0], "by": SYSTEM}
    with pytest.raises(ChangedMeanwhile):
        enter_actual(given=number(13), revision=0, **again)
    assert enter_actual(given=number(13), revision=1, **again).value == 13
    with pytest.raises(IntegrityError), transaction.atomic():
        Actual.objects.create(indicator=entered.indicator, period=ground.periods[0], value=Decimal(1))


@pytest.mark.parametrize(("parts", "words"), [
    ({"sex": {"women": 8, "men": 5}}, "13"),
    ({"sex": {"women": -1}}, "."),
    ({"sex": {"unknown": 1}}, "unknown"),
    ({"school_type": {"TEC": 1}}, "school_type"),
])  # fmt: skip
def test_parts_that_do_not_fit_their_whole_are_refused(
    ground: Ground, indicator: Indicator, parts: dict[str, dict[str, int]], words: str
) -> None:
    decimals = {one: {key: Decimal(value) for key, value in values.items()} for one, values in parts.items()}
    with pytest.raises(ProgrammeRefusal, match=words):
        enter_actual(indicator=indicator, period=ground.periods[0], given=number(12, parts=decimals), by=SYSTEM)
    assert not Actual.objects.exists()


def test_parts_up_to_the_whole_are_kept(ground: Ground, indicator: Indicator) -> None:
    parts = {"sex": {"women": Decimal(8), "men": Decimal(4)}, "age": {"under_18": Decimal(3)}}
    actual = enter_actual(indicator=indicator, period=ground.periods[0], given=number(12, parts=parts), by=SYSTEM)
    assert {(one.dimension, one.category): one.value for one in actual.parts.all()} == {
        ("sex", "women"): 8, ("sex", "men"): 4, ("age", "under_18"): 3,
    }  # fmt: skip


def test_a_ratio_is_given_as_a_ratio(
    ground: Ground, measure: Callable[..., Measure], promised: Callable[..., Indicator]
) -> None:
    ratio = promised("1.1.1", measure("W2", over_elements="ratio", over_time="state"), 50, 60)
    where: dict[str, Any] = {"indicator": ratio, "period": ground.periods[0], "by": SYSTEM}
    with pytest.raises(ProgrammeRefusal):
        enter_actual(given=number(55), **where)
    with pytest.raises(ValidationError):
        enter_actual(given=Value(numerator=Decimal(7), denominator=Decimal(5)), **where)
    given = enter_actual(given=Value(numerator=Decimal(2), denominator=Decimal(3)), **where)
    assert given.shown == Decimal("66.67")
    empty = enter_actual(given=Value(numerator=Decimal(0), denominator=Decimal(0)), **where)
    assert empty.shown is None


def test_a_period_closes_when_all_its_values_are_approved(ground: Ground, entered: Actual) -> None:
    with pytest.raises(ProgrammeRefusal, match="1"):
        close_period(period=ground.periods[0], by=SYSTEM)
    approved(entered)
    assert close_period(period=ground.periods[0], by=SYSTEM).is_closed
    with pytest.raises(ProgrammeRefusal):
        return_actual(actual=entered, reason="Pomyłka.", by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        enter_actual(indicator=entered.indicator, period=ground.periods[0], given=number(1), by=SYSTEM)


def test_a_closed_period_is_reopened_only_with_a_reason(ground: Ground, entered: Actual) -> None:
    approved(entered)
    close_period(period=ground.periods[0], by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        reopen_period(period=ground.periods[0], reason=" ", by=SYSTEM)
    assert not reopen_period(period=ground.periods[0], reason="Błąd w liście.", by=SYSTEM).is_closed
    assert return_actual(actual=entered, reason="Popraw.", by=SYSTEM).state == ActualState.RETURNED
    assert AuditEvent.objects.get(verb="period.reopened").after == {"reason": "Błąd w liście."}


def test_a_value_belongs_to_a_period_of_its_own_programme(
    ground: Ground, indicator: Indicator, land: dict[str, Territory]
) -> None:
    other = begun(land["12"])
    (foreign, *_rest) = plan_periods(programme=other, periods=HALVES, by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        enter_actual(indicator=indicator, period=foreign, given=number(1), by=SYSTEM)


def test_a_step_is_taken_over_what_was_looked_at_alone(ground: Ground, entered: Actual) -> None:
    """Returned, corrected and submitted anew behind the checker's back: a number that the checker never saw."""
    looked_at = submit_actual(actual=entered, by=SYSTEM).revision
    return_actual(actual=entered, reason="Popraw.", by=SYSTEM)
    enter_actual(indicator=entered.indicator, period=ground.periods[0], given=number(99), by=SYSTEM)
    submitted = submit_actual(actual=entered, by=SYSTEM)
    with pytest.raises(ChangedMeanwhile):
        check_actual(actual=entered, revision=looked_at, by=SYSTEM)
    checked = check_actual(actual=entered, revision=submitted.revision, by=SYSTEM)
    again = check_actual(actual=entered, revision=submitted.revision, by=SYSTEM)  # pressed twice
    assert checked.revision == again.revision
    with pytest.raises(ChangedMeanwhile):
        return_actual(actual=entered, reason="Popraw.", revision=looked_at, by=SYSTEM)


def _first_asked(queries: CaptureQueriesContext, table: str) -> int:
    return next(at for at, one in enumerate(queries) if f'FROM "{table}"' in one["sql"])


def test_all_take_the_period_before_the_value(ground: Ground, entered: Actual) -> None:
    """Two who lock the same rows in another order wait for each other until the database gives one of them up."""
    acts: list[Callable[[], Actual]] = [
        lambda: enter_actual(indicator=entered.indicator, period=ground.periods[0], given=number(9), by=SYSTEM),
        lambda: submit_actual(actual=entered, by=SYSTEM),
    ]
    for act in acts:
        with CaptureQueriesContext(connection) as queries:
            act()
        assert _first_asked(queries, "programme_period") < _first_asked(queries, "programme_actual")


def test_periods_are_planned_one_person_at_a_time(ground: Ground) -> None:
    """Where there is no period yet, none can be locked: two people would plan two that overlap."""
    ground.programme.periods.all().delete()
    with CaptureQueriesContext(connection) as queries:
        plan_periods(programme=ground.programme, periods=HALVES, by=SYSTEM)
    assert _first_asked(queries, "programme_programme") < _first_asked(queries, "programme_period")
