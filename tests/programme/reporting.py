"""A programme with a period that is over, its values approved: ground for reports."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import MoneyStage
from koordynata.programme.models import Actual, Indicator, Measure, Period
from koordynata.programme.services.actuals import Value, approve_actual, check_actual, enter_actual, submit_actual
from koordynata.programme.services.parts import MoneyLine

from .conftest import Ground


def approved(indicator: Indicator, period: Period, value: float, **more: Any) -> Actual:
    """A value that counts."""
    given = Value(Decimal(str(value)), **more)
    actual = enter_actual(indicator=indicator, period=period, given=given, by=SYSTEM)
    for step in (submit_actual, check_actual, approve_actual):
        actual = step(actual=actual, by=SYSTEM)
    return actual


def over(ground: Ground) -> None:
    """The periods end before today, whatever day it is: the program refuses to freeze what goes on."""
    today = timezone.localdate()
    first, second = ground.periods
    Period.objects.filter(pk=second.pk).update(starts=today - timedelta(days=30), ends=today - timedelta(days=1))
    Period.objects.filter(pk=first.pk).update(starts=today - timedelta(days=60), ends=today - timedelta(days=31))
    ground.programme.starts = today - timedelta(days=60)
    ground.programme.ends = today + timedelta(days=300)
    ground.programme.save()
    for period in ground.periods:
        period.refresh_from_db()


def day(ground: Ground, place: int = 0, after: int = 0) -> date:
    """A day of a period."""
    return ground.periods[place].starts + timedelta(days=after)


def carried_out(ground: Ground, measure: Measure) -> Indicator:
    """Action 1.1.1 has a milestone, money and a risk; its indicator a target of 10 and 20."""
    action = ground.element("1.1.1")
    milestone = services.plan_milestone(element=action, name="Nabór <b>", due=day(ground, after=5), by=SYSTEM)
    services.plan_money(element=action, lines=[MoneyLine("national", 2026, Decimal(1000))], by=SYSTEM)
    targets = {period: Decimal(10 * (place + 1)) for place, period in enumerate(ground.periods)}
    indicator = services.promise(element=action, measure=measure, targets=targets, by=SYSTEM).indicator
    ground.adopt(day=day(ground))
    services.reach_milestone(milestone=milestone, on=day(ground, after=4), by=SYSTEM)
    for amount, after in ((300, 3), (200, 40)):
        services.note_money(strand=action.strand, stage=MoneyStage.SPENT, source="national", amount=Decimal(amount),
                            on=day(ground, after=after), document=f"FV {amount}", by=SYSTEM)  # fmt: skip
    services.note_risk(strand=action.strand, name="Mało firm", likelihood=3, impact=4, by=SYSTEM)
    return indicator
