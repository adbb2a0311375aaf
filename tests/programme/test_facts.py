"""One fact, once: in the project, in the programme, in the EU indicator; one person is one person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.models import AuditEvent
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Fact, Link, Measure
from koordynata.programme.queries import counting
from koordynata.programme.queries.board import board_of
from koordynata.programme.services.facts import Told, record_fact, record_facts, withdraw_fact
from koordynata.reference.models import Territory
from tests.beside import together

from .conftest import Define, Ground, Promised

BY_PERSON = {"source": "counted", "over_elements": "distinct", "over_time": "running",
             "rule": {"facts": ["course_completed"], "by": "person"}}  # fmt: skip
BY_FACT = {**BY_PERSON, "over_elements": "sum", "rule": {"facts": ["course_completed"], "by": "fact"}}


@pytest.fixture
def tell(land: dict[str, Territory]) -> Callable[..., Fact]:
    def told(ref: str, person: str, project: str = "P1", **more: Any) -> Fact:
        values = {"on": date(2026, 3, 1), "territory": land["1607"], "kind": "course_completed", **more}
        return record_fact(Told(room="support", ref=ref, person=person, project=project, **values), by=SYSTEM)

    return told


@pytest.fixture
def two_projects(ground: Ground) -> Ground:
    """Project P1 under action 1.1.1, project P2 under action 1.1.2."""
    for code, project in (("1.1.1", "P1"), ("1.1.2", "P2")):
        Link.objects.create(element=ground.element(code), kind="project", code=project)
    return ground


def counted(ground: Ground, code: str, measure: Measure, at: int = 0) -> Decimal | None:
    board = board_of(ground.version)
    return board.lines[ground.element(code).pk][measure.pk].value(at)


def test_a_person_in_two_projects_is_one_person_in_the_programme(
    two_projects: Ground, measure: Define, promised: Promised, tell: Callable[..., Fact]
) -> None:
    card = measure(**BY_PERSON)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 1, 2)
    tell("1", "ada", "P1")
    tell("2", "ada", "P2")
    tell("3", "jan", "P2")
    assert [counted(two_projects, code, card) for code in ("1.1.1", "1.1.2", "1.1", "1")] == [1, 2, 2, 2]


def test_the_control_without_keys_of_persons_counts_twice(
    two_projects: Ground,
    measure: Define,
    promised: Promised,
    tell: Callable[..., Fact],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: the same facts, counted by row, give one too many."""
    real = counting.first_days
    by_row = lambda facts, measure: real(facts, replace_rule(measure))  # noqa: E731
    card = measure(**BY_PERSON)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 1, 2)
    tell("1", "ada", "P1")
    tell("2", "ada", "P2")
    monkeypatch.setattr(counting, "first_days", by_row)
    assert counted(two_projects, "1", card) == 2


def replace_rule(measure: Measure) -> Measure:
    measure.rule = {**measure.rule, "by": "fact"}
    return measure


def test_one_fact_feeds_project_programme_and_eu_indicator(
    two_projects: Ground, measure: Define, promised: Promised, tell: Callable[..., Fact]
) -> None:
    courses, pupils, eu = measure("W1", **BY_FACT), measure("W2", **BY_PERSON), measure("EECO06", **BY_PERSON)
    eu.rule = {**eu.rule, "where": {"age": "under_18"}}
    eu.save()
    for card in (courses, pupils, eu):
        promised("1.1.1", card, 1, 2)
    tell("1", "ada", attributes={"age": "under_18"})
    tell("2", "ada", attributes={"age": "under_18"})
    tell("3", "jan", attributes={"age": "18_29"})
    assert Fact.objects.count() == 3
    assert [counted(two_projects, "1", card) for card in (courses, pupils, eu)] == [3, 2, 1]


def test_the_same_fact_told_again_stays_one(tell: Callable[..., Fact]) -> None:
    tell("1", "ada")
    before = AuditEvent.objects.count()
    tell("1", "ada")
    assert (Fact.objects.count(), AuditEvent.objects.count()) == (1, before)
    assert tell("1", "ada", on=date(2026, 4, 1)).on == date(2026, 4, 1)
    assert Fact.objects.count() == 1


def test_four_rooms_tell_the_same_new_fact_at_once(own_connections: None, tell: Callable[..., Fact]) -> None:
    told = together(4, lambda: tell("1", "ada").pk)
    assert len({*told}) == 1 == Fact.objects.count()
    assert AuditEvent.objects.filter(verb="fact.entered").count() == 1


def test_a_fact_taken_back_no_longer_counts(
    two_projects: Ground, measure: Define, promised: Promised, tell: Callable[..., Fact]
) -> None:
    card = measure(**BY_PERSON)
    promised("1.1.1", card, 1, 2)
    tell("1", "ada")
    for _again in range(2):
        withdraw_fact(room="support", ref="1", by=SYSTEM)
    assert counted(two_projects, "1", card) == 0
    assert AuditEvent.objects.filter(verb="fact.withdrawn").count() == 1
    tell("1", "ada")
    assert counted(two_projects, "1", card) == 1


def test_time_place_and_project_bound_what_counts(
    two_projects: Ground, measure: Define, promised: Promised, tell: Callable[..., Fact], land: dict[str, Territory]
) -> None:
    card = measure(**BY_PERSON)
    promised("1.1.1", card, 1, 2)
    tell("before", "a", on=date(2025, 12, 31))
    tell("elsewhere", "b", territory=land["1206"])
    tell("other project", "c", "P9")
    tell("second half", "d", on=date(2026, 7, 1))
    assert [counted(two_projects, "1", card, at) for at in (0, 1)] == [0, 1]
    card.rule = {**card.rule, "any_project": True}
    card.save()
    assert counted(two_projects, "1", card, 1) == 2


@pytest.mark.parametrize(
    "wrong", [{"kind": "x"}, {"person": ""}, {"attributes": {"sex": "x"}}, {"attributes": {"x": "y"}}]
)
def test_what_the_data_do_not_know_is_refused(land: dict[str, Territory], wrong: dict[str, Any]) -> None:
    good = Told("course_completed", "support", "1", date(2026, 3, 1), land["1607"], person="ada")
    with pytest.raises(ProgrammeRefusal):
        record_fact(replace(good, **wrong), by=SYSTEM)
    assert not Fact.objects.exists()


def test_the_trail_names_nobody(tell: Callable[..., Fact]) -> None:
    tell("1", "a-key-of-a-person")
    assert "a-key-of-a-person" not in str(list(AuditEvent.objects.values()))


def test_many_facts_at_once_are_entered_once(land: dict[str, Territory]) -> None:
    told = [Told("course_completed", "support", str(n), date(2026, 3, 1), land["1607"], f"p{n}") for n in range(600)]
    assert record_facts(told, by=SYSTEM) == 600
    assert record_facts([*told, replace(told[0], ref="more")], by=SYSTEM) == 1
    assert record_facts(told[:3], by=SYSTEM) == 0
    assert AuditEvent.objects.filter(verb="facts.entered").count() == 2
    with pytest.raises(ProgrammeRefusal):
        record_facts([replace(told[0], ref="x"), replace(told[0], ref="y", kind="nothing")], by=SYSTEM)
    assert not Fact.objects.filter(ref="x").exists()
