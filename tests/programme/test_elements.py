"""The tree of a version: eight areas ready, elements that are added, moved and left out."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.foundation.stale import state_of
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.services.elements import WRITTEN, add_element, change_element, move_element, remove_element
from koordynata.programme.services.programmes import PeriodPlan, plan_periods
from koordynata.reference.models import Territory

from .conftest import Ground, begun


def test_a_programme_begins_with_its_eight_areas(land: dict[str, Territory]) -> None:
    version = begun(land["16"]).versions.get()
    assert [one.code for one in version.elements.order_by("path")] == list("12345678")
    assert version.elements.get(code="6").name == "Doradztwo zawodowe"


def test_a_strategy_begins_empty_and_a_national_project_is_the_countrys(land: dict[str, Territory]) -> None:
    assert not begun(land["16"], kind="strategy", short_name="SKZ").versions.get().elements.exists()
    assert begun(land["PL"], kind="national", short_name="PO").versions.get().number == 1
    with pytest.raises(ProgrammeRefusal):
        begun(land["16"], kind="national", short_name="PO")


def test_a_programme_that_ends_before_it_begins_is_refused(land: dict[str, Territory]) -> None:
    with pytest.raises(ValidationError):
        begun(land["16"], ends=date(2025, 12, 31))


def test_elements_take_the_next_number_of_their_parent(ground: Ground) -> None:
    assert ground.element("1.1.2").path == "001.001.002."
    third = add_element(version=ground.version, parent=ground.element("1.1"), level="action", name="X", by=SYSTEM)
    assert third.code == "1.1.3"


@pytest.mark.parametrize(("parent", "level"), [("1.1.1", "objective"), ("1.1.1", "action"), ("1", "area"), (None, "x")])
def test_a_level_stands_only_where_its_kind_of_programme_puts_it(ground: Ground, parent: str, level: str) -> None:
    under = ground.element(parent) if parent else None
    with pytest.raises(ProgrammeRefusal):
        add_element(version=ground.version, parent=under, level=level, name="X", by=SYSTEM)


def test_an_element_never_stands_under_itself(ground: Ground) -> None:
    """A cycle of objectives."""
    for inside in ("1.1", "1.1.1"):
        with pytest.raises(ProgrammeRefusal):
            move_element(element=ground.element("1.1"), parent=ground.element(inside), position=1, by=SYSTEM)


def test_what_is_moved_takes_all_below_it_along(ground: Ground) -> None:
    move_element(element=ground.element("1.1"), parent=ground.element("6"), position=1, by=SYSTEM)
    paths = dict(ground.version.elements.values_list("code", "path").order_by("path"))
    assert (paths["1.1"], paths["1.1.2"], paths["6.1"]) == ("006.001.", "006.001.002.", "006.002.")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["1.1.1", "1.1.2", "6.1.1"]), st.sampled_from(["1.1", "6.1"]), st.integers(1, 9)),
        max_size=6,
    )
)
def test_after_any_moves_the_tree_is_whole(ground: Ground, moves: list[tuple[str, str, int]]) -> None:
    for code, parent, position in moves:
        move_element(element=ground.element(code), parent=ground.element(parent), position=position, by=SYSTEM)
    for element in ground.version.elements.select_related("parent").order_by("path"):
        above = element.parent.path if element.parent else ""
        assert element.path == f"{above}{element.position:03}."
        siblings = ground.version.elements.filter(parent=element.parent).order_by("position")
        assert [one.position for one in siblings] == list(range(1, len(siblings) + 1))


def test_two_people_at_one_text_do_not_overwrite_each_other(ground: Ground) -> None:
    element = ground.element("1.1.1")
    seen = state_of(element, WRITTEN)
    change_element(element=element, seen=seen, text="Nowy.", by=SYSTEM)
    with pytest.raises(ChangedMeanwhile) as late:
        change_element(element=element, seen=seen, text="Inny.", by=SYSTEM)
    assert late.value.current["text"] == "Nowy."
    assert ground.element("1.1.1").text == "Nowy."


def test_a_change_that_changes_nothing_leaves_no_trace(ground: Ground) -> None:
    before = AuditEvent.objects.count()
    change_element(element=ground.element("1.1.1"), name="Działanie 1", by=SYSTEM)
    assert AuditEvent.objects.count() == before


def test_removing_an_objective_takes_its_actions(ground: Ground) -> None:
    remove_element(element=ground.element("1.1"), by=SYSTEM)
    assert not ground.version.elements.filter(code__startswith="1.").exists()
    assert ground.version.elements.filter(code="6.1.1").exists()


def test_an_adopted_version_is_not_written(ground: Ground) -> None:
    ground.adopt()
    with pytest.raises(ProgrammeRefusal):
        change_element(element=ground.element("1.1.1"), name="X", by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        remove_element(element=ground.element("1.1.1"), by=SYSTEM)


@pytest.mark.parametrize(("starts", "ends"), [((2026, 6, 30), (2026, 9, 1)), ((2025, 1, 1), (2026, 1, 1))])
def test_periods_do_not_overlap(ground: Ground, starts: tuple[int, int, int], ends: tuple[int, int, int]) -> None:
    with pytest.raises(ProgrammeRefusal):
        plan_periods(programme=ground.programme, periods=[PeriodPlan("X", date(*starts), date(*ends))], by=SYSTEM)
    assert ground.programme.periods.count() == 2
