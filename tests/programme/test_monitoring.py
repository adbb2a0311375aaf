"""What monitoring reads: lights with their arithmetic, curves, schedule, money, decisions, changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import ActionState, MoneyStage
from koordynata.programme.models import Actual, Period
from koordynata.programme.queries.burning import burning_of, share_gone
from koordynata.programme.queries.changed import happened_since, steps_of
from koordynata.programme.queries.curves import Unforeseen, curves_of
from koordynata.programme.queries.decisions import Why, decisions_of
from koordynata.programme.queries.lights import Dark, lights_of
from koordynata.programme.queries.schedule import schedule_of
from koordynata.programme.queries.watched import Watched, watched
from koordynata.programme.services.parts import MoneyLine
from koordynata.programme.services.programmes import PeriodPlan, plan_periods

from .conftest import Define, Ground, Promised
from .test_board import report

TODAY = date(2026, 11, 21)


def look(ground: Ground, at: int = 0, area: str = "", **more: Any) -> Watched:
    uid = ground.element(area).strand.uid if area else None
    return watched(ground.version, ground.periods[at], uid, more.pop("today", TODAY), **more)


def quarters(ground: Ground) -> list[Period]:
    """Four more periods, so that a pace can be measured."""
    plans = [PeriodPlan(f"2027 {n}", date(2027, 3 * n - 2, 1), date(2027, 3 * n, 28)) for n in (1, 2, 3, 4)]
    return ground.periods + plan_periods(programme=ground.programme, periods=plans, by=SYSTEM)


def test_a_light_tells_its_arithmetic(ground: Ground, measure: Define, promised: Promised) -> None:
    card = measure(over_time="state")
    report(promised("1.1.1", card, 20, 30, baseline=Decimal(10), baseline_year=2024), ground.periods[0], 18)
    row = next(one for one in lights_of(look(ground, area="1")) if one.element.code == "1.1.1")
    assert [row.start, row.value, row.target, row.gone, row.way, row.share] == [10, 18, 20, 8, 10, Decimal("0.8")]
    assert row.light is not None and row.light.id == "watch" and not row.assumed and row.dark is None


@pytest.mark.parametrize(
    ("value", "light"), [(Decimal("9.5"), "good"), (Decimal("9.49"), "watch"), (8, "watch"), (Decimal("7.99"), "bad")]
)
def test_a_light_changes_at_its_threshold(
    ground: Ground, measure: Define, promised: Promised, value: float, light: str
) -> None:
    report(promised("1.1.1", measure(), 10, 20), ground.periods[0], value)
    row = next(one for one in lights_of(look(ground)) if one.element.code == "1")
    assert row.light is not None and row.light.id == light and row.assumed


def test_why_there_is_no_light_is_said(ground: Ground, measure: Define, promised: Promised) -> None:
    promised("1.1.1", measure("W1"), 10, 20)
    report(promised("1.1.2", measure("W2")), ground.periods[0], 3)
    report(promised("6.1.1", measure("W3", direction="down"), 3, 2), ground.periods[0], 3)
    darks = {one.line.measure.code: one.dark for one in lights_of(look(ground))}
    assert darks == {"W1": Dark.NOT_REPORTED, "W2": Dark.NO_TARGET, "W3": Dark.NO_BASELINE}


def test_a_value_that_is_not_approved_lights_nothing(ground: Ground, measure: Define, promised: Promised) -> None:
    report(promised("1.1.1", measure(), 10, 20), ground.periods[0], 10, approved=False)
    assert [one.dark for one in lights_of(look(ground))] == [Dark.NOT_REPORTED]


def test_a_curve_foresees_from_three_periods_on(ground: Ground, measure: Define, promised: Promised) -> None:
    periods, indicator = quarters(ground), promised("1.1.1", measure(), 10, 10)
    for number, period in enumerate(periods[:3], start=1):
        report(indicator, period, 10)
        (curve,) = curves_of(look(ground, today=date(2027, 4, 2)))
        assert (curve.forecast is None, curve.silence) == ((True, Unforeseen.TOO_FEW) if number < 3 else (False, None))
        assert curve.steps == number
    assert curve.forecast is not None and curve.forecast.on == periods[-1].ends
    assert curve.forecast.low >= 30  # what has only grown is not foreseen to fall
    assert curve.forecast.value == pytest.approx(30 + 30 * (curve.forecast.on - periods[2].ends).days / 452, rel=0.01)


def test_a_sum_with_a_hole_is_not_carried_on(ground: Ground, measure: Define, promised: Promised) -> None:
    periods, added, state = quarters(ground), measure("W1"), measure("W2", over_time="running")
    for card in (added, state):
        indicator = promised("1.1.1", card, 10, 10)
        for at in (0, 1, 3, 4):
            report(indicator, periods[at], 10 * (at + 1))
    curves = {one.line.measure.code: one for one in curves_of(look(ground, today=date(2027, 12, 2)))}
    assert curves["W1"].silence == Unforeseen.GAP and curves["W1"].forecast is None
    assert curves["W2"].forecast is not None


def test_what_was_reported_in_part_is_not_carried_on(ground: Ground, measure: Define, promised: Promised) -> None:
    periods, card = quarters(ground), measure()
    one, other = promised("1.1.1", card, 10, 10), promised("1.1.2", card, 10, 10)
    for at in range(4):
        report(one, periods[at], 10)
        if at != 2:
            report(other, periods[at], 10)
    curve = next(one for one in curves_of(look(ground, today=date(2027, 12, 2))))
    assert curve.line.element.code == "1" and curve.silence == Unforeseen.GAP
    assert [mark.reported for mark in curve.marks[:4]] == [2, 2, 1, 2]


def test_a_period_that_is_not_over_is_not_part_of_a_curve(ground: Ground, measure: Define, promised: Promised) -> None:
    indicator = promised("1.1.1", measure(), 10, 10)
    for period in ground.periods:
        report(indicator, period, 10)
    (curve,) = curves_of(look(ground))
    assert [mark.shown for mark in curve.marks] == [10, None]


def test_the_schedule_knows_what_is_late(ground: Ground) -> None:
    element = ground.element("1.1.1")
    services.change_element(element=element, starts=date(2026, 2, 1), ends=date(2026, 10, 1), by=SYSTEM)
    services.plan_milestone(element=element, name="Umowy", due=date(2026, 3, 1), by=SYSTEM)
    services.move_action(strand=element.strand, state=ActionState.RUNNING, on=date(2026, 2, 3), by=SYSTEM)
    schedule = schedule_of(look(ground, area="1"))
    row = next(one for one in schedule.rows if one.element.code == "1.1.1")
    assert row.overdue and len(row.late_milestones) == 1 and row.began == date(2026, 2, 3)
    assert schedule.place(schedule.first) == 0 and schedule.place(schedule.last) == 1
    assert 0 < schedule.place(TODAY) < 1 and [one.year for one in schedule.years] == [2026, 2027]


def test_money_stands_beside_time(ground: Ground) -> None:
    element = ground.element("1.1.1")
    services.plan_money(element=element, by=SYSTEM, lines=[
        MoneyLine("esf_plus", 2026, Decimal(100)), MoneyLine("kpo", 2026, Decimal(50)),
        MoneyLine("esf_plus", 2027, Decimal(300)),
    ])  # fmt: skip
    for stage, amount, day in (("contracted", 80, date(2026, 3, 1)), ("spent", 40, date(2026, 5, 1)),
                               ("spent", 9, TODAY + timedelta(days=1))):  # fmt: skip
        services.note_money(strand=element.strand, stage=MoneyStage(stage), source="esf_plus", on=day,
                            amount=Decimal(amount), document=f"F {amount}", by=SYSTEM)  # fmt: skip
    found = burning_of(look(ground))
    assert [found.whole.planned, found.whole.contracted, found.whole.spent] == [450, 80, 40]  # not what is to come
    sources, years = dict(found.sources), dict(found.years)
    assert sources["esf_plus"].spent_share == pytest.approx(0.1) and sources["kpo"].time == 1.0
    assert years[2027].time == 0.0 and years[2026].planned == 150
    assert years[2026].time == pytest.approx(325 / 365)
    assert not burning_of(look(ground, area="6")).any and found.outside == 0


@pytest.mark.parametrize(("day", "share"), [(-1, 0.0), (0, 0.01), (49, 0.5), (99, 1.0), (500, 1.0)])
def test_time_goes_by_whole_days(day: int, share: float) -> None:
    first = date(2026, 1, 1)
    assert share_gone(first, first + timedelta(days=99), first + timedelta(days=day)) == pytest.approx(share)


def test_decisions_name_their_reason(ground: Ground, measure: Define, promised: Promised) -> None:
    first = promised("1.1.1", measure("W1"), 10, 20)
    report(first, ground.periods[0], 1)
    report(promised("1.1.2", measure("W2"), 10, 20), ground.periods[0], 3, approved=False)
    Actual.objects.exclude(indicator=first).update(state="returned", returned_reason="Brak listy.")
    element = ground.element("1.1.1")
    services.change_element(element=element, starts=date(2026, 2, 1), ends=date(2027, 10, 1), by=SYSTEM)
    services.plan_milestone(element=element, name="Umowy", due=date(2026, 3, 1), by=SYSTEM)
    services.plan_money(element=element, lines=[MoneyLine("kpo", 2026, Decimal(50))], by=SYSTEM)
    for weight in (3, 4):
        services.note_risk(strand=element.strand, name=f"R{weight}", likelihood=weight, impact=3, by=SYSTEM)
    found = decisions_of(look(ground, office=True))
    whys = [one.why for one in found]
    assert whys == [Why.OVERDUE_START, Why.MILESTONE, Why.PERIOD, Why.SOURCE_ENDED, Why.RED, Why.RETURNED, Why.RISK]
    assert next(one for one in found if one.why == Why.RISK).title == "R4"
    assert next(one for one in found if one.why == Why.PERIOD).number == 1
    assert Why.RETURNED not in [one.why for one in decisions_of(look(ground))], "not for a plain reader"
    assert {one.why for one in decisions_of(look(ground, area="6"))} == set()


def test_a_submitted_version_and_an_unanswered_comment_wait(ground: Ground) -> None:
    services.put_to_consultation(version=ground.version, starts=TODAY, until=TODAY, by=SYSTEM)
    comment = services.make_comment(version=ground.version, text="Uwaga", author="A", today=TODAY, by=SYSTEM)
    assert comment in [one.thing for one in decisions_of(look(ground)) if one.why == Why.COMMENT]
    services.answer_comment(comment=comment, outcome="noted", answer="Tak.", revision=None, by=SYSTEM)  # type: ignore[arg-type]
    services.end_consultation(version=ground.version, by=SYSTEM)
    services.submit_version(version=ground.version, by=SYSTEM)
    whys = [one.why for one in decisions_of(look(ground))]
    assert Why.SUBMITTED in whys and Why.COMMENT not in whys


def test_steps_between_periods_have_both_values(ground: Ground, measure: Define, promised: Promised) -> None:
    indicator = promised("1.1.1", measure(), 10, 20)
    report(indicator, ground.periods[0], 10)
    report(indicator, ground.periods[1], 2)
    (step,) = steps_of(look(ground, 1))
    assert [step.before.value, step.now.value, step.light_changed] == [10, 12, True]
    assert steps_of(look(ground, 0)) == []


def test_events_have_both_values_and_are_for_the_office(ground: Ground, measure: Define, promised: Promised) -> None:
    before = timezone.now()
    report(promised("1.1.1", measure(), 10, 20), ground.periods[0], 10, approved=False)
    actual = Actual.objects.get()
    Actual.objects.update(state="draft")
    services.enter_actual(indicator=actual.indicator, period=actual.period, by=SYSTEM,
                          given=services.actuals.Value(Decimal(12)))  # fmt: skip
    services.move_action(strand=ground.element("1.1.1").strand, state=ActionState.RUNNING, on=TODAY, by=SYSTEM)
    versions = [ground.version]
    action, value = happened_since(look(ground, office=True), versions, before)
    assert [action.before, action.after, action.old, action.new] == ["planned", "running", None, None]
    assert [value.before, value.after, value.old, value.new, value.steps] == [None, "draft", None, 12, 2]
    (other,) = happened_since(look(ground), versions, before)
    assert other.thing == action.thing, "a value on its way is for the office"
    between = timezone.now()
    services.submit_actual(actual=actual, by=SYSTEM)
    (later,) = happened_since(look(ground, office=True), versions, between)
    assert [later.before, later.after, later.old, later.new] == ["draft", "submitted", 12, 12]
    for verb in (services.check_actual, services.approve_actual):
        verb(actual=actual, by=SYSTEM)
    approved = next(one for one in happened_since(look(ground), versions, between) if one.thing == actual)
    assert [approved.after, approved.new] == ["approved", 12]
    assert happened_since(look(ground, office=True), versions, timezone.now()) == []
    assert happened_since(look(ground, area="6", office=True), versions, before) == []


READS: list[Callable[[Watched], object]] = [lights_of, curves_of, schedule_of, burning_of, decisions_of, steps_of]


@pytest.mark.parametrize("read", READS)
def test_each_asks_as_often_for_many_as_for_few(
    ground: Ground, measure: Define, promised: Promised, read: Callable[[Watched], object],
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    report(promised("1.1.1", measure(), 10, 20), ground.periods[0], 1)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            read(look(ground, 1, office=True))
        return len(asked)

    few = count()
    for number in range(8):
        action = services.add_element(version=ground.version, parent=ground.element("6.1"), level="action",
                                      name=f"N{number}", starts=date(2026, 1, 1), ends=date(2026, 2, 1), by=SYSTEM)  # fmt: skip
        report(promised(action.code, measure(f"N{number}"), 10, 20), ground.periods[0], 1)
        services.plan_money(element=action, lines=[MoneyLine("kpo", 2026, Decimal(5))], by=SYSTEM)
        services.plan_milestone(element=action, name="M", due=date(2026, 3, 1), by=SYSTEM)
        services.note_risk(strand=action.strand, name="R", likelihood=5, impact=5, by=SYSTEM)
    assert count() <= few + 1, "the first milestone, or the first money, asks for more"
