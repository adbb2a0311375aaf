"""The facts behind a number make the number; a person in two projects counts once; pieces put together make it too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import Fact, Link, Measure
from koordynata.programme.queries import counting
from koordynata.programme.queries.behind import Behind, behind, counted, in_several, keys
from koordynata.programme.queries.board import board_of
from koordynata.programme.queries.made_of import pieces_of, total_of
from koordynata.programme.queries.places import squares_of
from koordynata.programme.queries.reporting import due_of
from koordynata.programme.queries.watched import watched
from koordynata.programme.services.facts import Told, record_facts
from koordynata.reference.models import Territory
from koordynata.registry.scopes import Scope

from .conftest import Define, Ground, Promised
from .test_board import report
from .test_facts import BY_FACT, BY_PERSON

EVERYWHERE = Scope(True, frozenset())
NOWHERE = Scope(False, frozenset())


@pytest.fixture
def two_projects(ground: Ground) -> Ground:
    for code, project in (("1.1.1", "P1"), ("1.1.2", "P2")):
        Link.objects.create(element=ground.element(code), kind="project", code=project)
    return ground


def tell(land: dict[str, Territory], rows: list[tuple[str, str, str, date]]) -> None:
    """Persons with their project, powiat and day."""
    told = [
        Told("course_completed", "support", f"{number}", day, land[place], person, project)
        for number, (person, project, place, day) in enumerate(rows)
    ]
    record_facts(told, by=SYSTEM)


def look(ground: Ground, code: str, card: Measure, scope: Scope = EVERYWHERE, at: int = 0) -> Behind:
    elements = list(ground.version.elements.order_by("path"))
    element = next(one for one in elements if one.code == code)
    found = behind(ground.version, card, element, ground.periods[at].ends, elements, scope)
    assert found is not None
    return found


def on_board(ground: Ground, code: str, card: Measure, at: int = 0) -> Decimal | None:
    return board_of(ground.version).lines[ground.element(code).pk][card.pk].value(at)


MARCH = date(2026, 3, 1)
ROWS = [("ada", "P1", "1607", MARCH), ("ada", "P2", "1607", date(2026, 4, 1)), ("jan", "P2", "1661", MARCH),
        ("ewa", "P9", "1607", MARCH), ("jan", "P2", "1661", date(2026, 9, 1))]  # fmt: skip


@pytest.mark.parametrize(("kind", "totals"), [(BY_PERSON, [1, 2, 2, 2]), (BY_FACT, [1, 2, 3, 3])])
def test_the_facts_make_the_number(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory], kind: dict[str, Any],
    totals: list[int],
) -> None:  # fmt: skip
    card = measure(**kind)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 1, 2)
    tell(land, ROWS)
    for code, total in zip(("1.1.1", "1.1.2", "1.1", "1"), totals, strict=True):
        found = look(two_projects, code, card)
        assert found.total == total == on_board(two_projects, code, card) == keys(found).count()


def test_who_is_in_two_projects_is_shown_so_and_counts_once(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory]
) -> None:
    card = measure(**BY_PERSON)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 1, 2)
    tell(land, ROWS)
    rows = counted(look(two_projects, "1", card), keys(look(two_projects, "1", card)))
    assert sorted((one.projects, len(one.facts)) for one in rows) == [(1, 1), (2, 2)]
    names = {one.name for one in rows}
    assert len(names) == 2 and not names & {"ada", "jan"} and all(len(name) == 10 for name in names)


def test_the_control_that_forgets_projects_makes_another_number(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Negative control: facts of any project are one person more than the board says."""
    card = measure(**BY_PERSON)
    promised("1.1.1", card, 1, 2)
    tell(land, ROWS)
    right = on_board(two_projects, "1", card)
    assert look(two_projects, "1", card).total == right == 1
    monkeypatch.setattr(counting, "_union", lambda measure, sets: None)
    assert look(two_projects, "1", card).total == 3 != right


def test_a_fact_taken_back_is_not_behind_the_number(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory]
) -> None:
    card = measure(**BY_PERSON)
    promised("1.1.2", card, 1, 2)
    tell(land, ROWS)
    services.withdraw_fact(room="support", ref="1", by=SYSTEM)
    assert look(two_projects, "1", card).total == on_board(two_projects, "1", card) == 1


def test_rows_lie_in_the_readers_territory_and_the_rest_is_counted(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory]
) -> None:
    card = measure(**BY_PERSON)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 1, 2)
    tell(land, ROWS)
    some = look(two_projects, "1", card, Scope(False, frozenset({land["1661"].path})))
    assert (some.total, some.readable, some.outside) == (2, 1, 1)
    assert [one.facts[0].territory.code for one in counted(some, keys(some))] == ["1661"]
    none = look(two_projects, "1", card, NOWHERE)
    assert (none.total, none.is_open, list(keys(none))) == (2, False, [])


@pytest.mark.parametrize(("scope", "told"), [(EVERYWHERE, (3, False)), (NOWHERE, (None, True))])
def test_few_in_two_projects_are_hidden_from_who_sees_no_rows(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory], scope: Scope,
    told: tuple[int | None, bool],
) -> None:  # fmt: skip
    card = measure(**BY_PERSON)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 1, 2)
    many = [(f"p{number}", "P1", "1607", MARCH) for number in range(20)]
    tell(land, [*many, *((f"p{number}", "P2", "1661", MARCH) for number in range(3))])
    assert in_several(look(two_projects, "1", card, scope), two_projects.periods[:1], 10) == told


def test_many_in_two_projects_are_told_to_everybody(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory]
) -> None:
    card = measure(**BY_PERSON)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 1, 2)
    rows = [(f"p{number}", project, "1607", MARCH) for number in range(30) for project in ("P1", "P2")]
    tell(land, [*rows, *((f"q{number}", "P1", "1607", MARCH) for number in range(12))])
    assert in_several(look(two_projects, "1", card, NOWHERE), two_projects.periods[:1], 10) == (30, False)


def test_a_heat_map_adds_up_to_the_number_and_hides_few(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory]
) -> None:
    card = measure(**BY_PERSON)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 1, 2)
    tell(land, [(f"p{n}", "P1", "1607", MARCH) for n in range(15)] + [(f"p{n}", "P2", "1661", MARCH) for n in range(18)]
         + [("w", "P2", "16", MARCH)])  # fmt: skip
    seen = watched(two_projects.version, two_projects.periods[0], None, date(2026, 11, 1))
    (stripe,) = squares_of(seen, card, sees_small=True).stripes
    numbers = {one.code: square.value for one, square in zip(squares_of(seen, card, sees_small=True).powiats,
                                                            stripe.squares, strict=True)}  # fmt: skip
    assert (numbers["1607"], numbers["1661"], stripe.elsewhere.value) == (15, 3, 1)
    assert stripe.total == on_board(two_projects, "1", card) == 19
    hidden = squares_of(seen, card, sees_small=False)
    assert hidden.has_hidden and hidden.stripes[0].total == 19
    assert [one.hidden for one in hidden.stripes[0].squares if one.value or one.hidden] == [True, True]


def test_actions_stand_in_the_powiats_they_are_linked_to(ground: Ground, land: dict[str, Territory]) -> None:
    for code in ("1607", "1661"):
        Link.objects.create(element=ground.element("1.1.1"), kind="territory", code=code)
    Link.objects.create(element=ground.element("1.1.2"), kind="territory", code="16")
    found = squares_of(watched(ground.version, ground.periods[0], None, date(2026, 11, 1)), None, sees_small=False)
    stripe = next(one for one in found.stripes if one.element.code == "1")
    places = {one.code: square.value for one, square in zip(found.powiats, stripe.squares, strict=True)}
    assert (places["1607"], places["1661"], stripe.elsewhere.value, stripe.total) == (1, 1, 1, 2)


def test_pieces_make_the_number(ground: Ground, measure: Define, promised: Promised) -> None:
    card = measure()
    for code, value in (("1.1.1", 4), ("1.1.2", 6)):
        report(promised(code, card, 10, 20), ground.periods[0], value)
    report(promised("6.1.1", card, 10, 20), ground.periods[0], 100)
    board = board_of(ground.version)
    pieces = pieces_of(board, ground.element("1"), card, ground.periods[:1])
    assert [(one.element.code, one.counts) for one in pieces] == [
        ("1", False), ("1.1", False), ("1.1.1", True), ("1.1.2", True),
    ]  # fmt: skip
    assert total_of(pieces, 0) == 10 and [len(one.values) for one in pieces] == [0, 0, 1, 1]


def test_what_lies_below_an_own_value_is_shown_and_not_counted(
    ground: Ground, measure: Define, promised: Promised
) -> None:
    card = measure()
    report(promised("1.1.1", card, 5, 5), ground.periods[0], 5)
    report(promised("1.1", card, 50, 50), ground.periods[0], 42)
    pieces = pieces_of(board_of(ground.version), ground.element("1"), card, ground.periods)
    assert [(one.element.code, one.own, one.counts) for one in pieces] == [
        ("1", False, False), ("1.1", True, True), ("1.1.1", True, False),
    ]  # fmt: skip
    assert total_of(pieces, 0) == 42


CODES = ("1", "1.1", "1.1.1", "1.1.2")
SAID = st.dictionaries(st.sampled_from(CODES), st.tuples(st.integers(0, 50), st.integers(50, 99)), min_size=1)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(said=SAID, ratio=st.booleans())
def test_whoever_speaks_the_pieces_make_what_the_board_says(
    ground: Ground, measure: Define, promised: Promised, said: dict[str, tuple[int, int]], ratio: bool
) -> None:
    card = measure(f"H{Measure.objects.count()}", over_elements="ratio" if ratio else "sum")
    for code, value in said.items():
        report(promised(code, card, 10, 20), ground.periods[0], value if ratio else value[0])
    board = board_of(ground.version)
    pieces = pieces_of(board, ground.element("1"), card, ground.periods)
    assert total_of(pieces, 0) == board.lines[ground.element("1").pk][card.pk].value(0)


def test_behind_asks_as_often_for_many_as_for_few(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory],
    django_assert_num_queries: Callable[[int], Any],
) -> None:  # fmt: skip
    card = measure(**BY_PERSON)
    promised("1.1.1", card, 1, 2)
    for many in (2, 60):
        Fact.objects.all().delete()
        tell(land, [(f"p{number}", "P1", "1607", MARCH) for number in range(many)])
        found = look(two_projects, "1", card)
        with django_assert_num_queries(3):
            assert len(counted(found, keys(found)[:50])) == min(many, 50)


def test_facts_of_a_dropped_promise_no_longer_count(
    two_projects: Ground, measure: Define, promised: Promised, land: dict[str, Territory]
) -> None:
    card = measure(**BY_PERSON)
    for code in ("1.1.1", "1.1.2"):
        promised(code, card, 1, 2)
    tell(land, ROWS)
    two_projects.adopt()
    second = services.open_next_version(programme=two_projects.programme, reason="Przegląd.", by=SYSTEM)
    dropped = second.commitments.get(indicator__strand=two_projects.element("1.1.2").strand)
    services.drop_promise(commitment=dropped, by=SYSTEM)
    board, area = board_of(second), two_projects.element("1", second)
    found = behind(second, card, area, two_projects.periods[0].ends, list(second.elements.all()), EVERYWHERE)
    assert found is not None and found.total == board.lines[area.pk][card.pk].value(0) == 1  # ada of P1, not jan of P2


def test_an_element_of_what_is_not_put_together_says_it_itself(
    ground: Ground, measure: Define, promised: Promised
) -> None:
    card = measure(over_elements="none", over_time="state")
    for code in ("1.1", "1.1.1"):
        promised(code, card, 5)
    report(card.indicators.get(strand=ground.element("1.1.1").strand), ground.periods[0], 5)
    ground.adopt()
    assert [one.element.code for one in due_of(ground.programme, ground.periods[0], None)] == ["1.1", "1.1.1"]
    pieces = pieces_of(board_of(ground.version), ground.element("1.1"), card, ground.periods)
    assert [(one.element.code, one.own, one.counts) for one in pieces] == [("1.1", True, True), ("1.1.1", True, False)]
    assert total_of(pieces, 0) is None
