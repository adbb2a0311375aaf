"""A programme at a glance: the worst light of an area, what is late, which milestone comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import ActionState
from koordynata.programme.models import Measure
from koordynata.programme.queries.glance import AreaGlance, glance_for, glance_of

from .conftest import Define, Ground, Promised, begun
from .test_board import report

AFTER = date(2026, 8, 1)  # the first half has ended


def row(ground: Ground, code: str, day: date = AFTER) -> AreaGlance:
    return next(one for one in glance_of(ground.version, day).areas if one.element.code == code)


def test_the_worst_light_speaks_for_the_area_and_says_for_how_many(
    ground: Ground, measure: Define, promised: Promised
) -> None:
    for code, value in (("W1", 10), ("W2", 2), ("W3", 1)):
        report(promised("1.1.1", measure(code), 10, 20), ground.periods[0], value)
    promised("1.1.2", measure("W4"), 10, 20)  # nobody has reported it
    first, other = row(ground, "1"), row(ground, "6")
    assert first.light is not None and first.light.id == "bad"
    assert (first.lit, first.judged, first.silent) == (2, 3, 1)
    assert (other.light, other.judged, other.silent) == (None, 0, 0), "nothing is promised, nothing is said"


def test_one_light_alone_is_that_light(ground: Ground, measure: Define, promised: Promised) -> None:
    report(promised("1.1.1", measure(), 10, 20), ground.periods[0], 10)
    shown = row(ground, "1").light
    assert shown is not None and shown.id == "good"


def test_the_next_milestone_is_the_earliest_that_nobody_reached(ground: Ground) -> None:
    plan = services.plan_milestone
    soon = plan(element=ground.element("1.1.1"), name="Umowy", due=date(2026, 3, 1), by=SYSTEM)
    plan(element=ground.element("1.1.2"), name="Nabór", due=date(2026, 9, 1), by=SYSTEM)
    ground.adopt()
    found = row(ground, "1").next_milestone
    assert found is not None and found.milestone.name == "Umowy" and found.overdue
    services.reach_milestone(milestone=soon, on=date(2026, 2, 20), by=SYSTEM)
    found = row(ground, "1").next_milestone
    assert found is not None and found.milestone.name == "Nabór" and not found.overdue
    assert row(ground, "6").next_milestone is None


def test_late_actions_are_counted_where_they_belong(ground: Ground) -> None:
    action = ground.element("1.1.1")
    services.change_element(element=action, starts=date(2026, 2, 1), ends=date(2026, 5, 1), by=SYSTEM)
    assert (row(ground, "1").late, row(ground, "6").late) == (1, 0)
    ground.adopt()
    for state in (ActionState.RUNNING, ActionState.DONE):
        services.move_action(strand=action.strand, state=state, on=date(2026, 6, 1), by=SYSTEM)
    assert row(ground, "1").late == 0


def test_a_desk_shows_the_implementation_programme_in_force_of_its_own_region(
    ground: Ground, coordinator: User, stranger: User
) -> None:
    region = ground.programme.territory
    assert glance_for(coordinator, region.pk, AFTER) is None, "nothing is in force yet"
    ground.adopt()
    strategy = begun(region, kind="strategy", short_name="A")
    version = strategy.versions.get()
    aim = services.add_element(version=version, parent=None, level="objective", name="Cel", by=SYSTEM)
    services.add_element(version=version, parent=aim, level="action", name="Działanie", by=SYSTEM)
    Ground(strategy, version, []).adopt()
    found = glance_for(coordinator, region.pk, AFTER)
    assert found is not None and found.version.programme == ground.programme
    assert glance_for(coordinator, region.pk, date(2026, 1, 1)) is None
    assert glance_for(stranger, region.pk, AFTER) is None


def test_the_questions_are_the_same_for_many_indicators(
    ground: Ground,
    measure: Callable[..., Measure],
    promised: Promised,
    django_assert_num_queries: Callable[..., object],
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            glance_of(ground.version, AFTER)
        return len(captured)

    report(promised("1.1.1", measure("W1"), 5, 5), ground.periods[0], 5)
    few = asked()
    for code in ("1.1.1", "1.1.2", "6.1.1"):
        for number in range(3):
            report(promised(code, measure(f"{code}-{number}"), 5, 5), ground.periods[0], 5)
    assert asked() == few
