"""Roll-up from actions to objectives to areas: each kind of indicator by its own arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import Actual, Indicator, Measure, Period
from koordynata.programme.queries.board import Board, Line, board_of
from koordynata.programme.services.actuals import Value, enter_actual
from koordynata.programme.totals import Amount, by_period, progress, together

from .conftest import Define, Ground, Promised


def report(indicator: Indicator, period: Period, value: float | tuple[int, int], *, approved: bool = True) -> None:
    given = (
        Value(None, Decimal(value[0]), Decimal(value[1])) if isinstance(value, tuple) else Value(Decimal(str(value)))
    )
    actual = enter_actual(indicator=indicator, period=period, given=given, by=SYSTEM)
    Actual.objects.filter(pk=actual.pk).update(state="approved" if approved else "submitted")


def line(board: Board, code: str, measure: Measure) -> Line:
    element = next(one for one in board.elements if one.code == code)
    return board.lines[element.pk][measure.pk]


def shown(board: Board, code: str, measure: Measure) -> list[Decimal | None]:
    return [line(board, code, measure).value(at) for at in range(len(board.periods))]


@pytest.mark.parametrize(("over_time", "expected"), [("added", [10, 17]), ("running", [10, 7]), ("state", [10, 7])])
def test_periods_make_a_value_as_the_card_says(
    ground: Ground, measure: Define, promised: Promised, over_time: str, expected: list[int]
) -> None:
    card = measure(over_time=over_time)
    indicator = promised("1.1.1", card, 10, 20)
    for period, value in zip(ground.periods, (10, 7), strict=True):
        report(indicator, period, value)
    assert shown(board_of(ground.version), "1.1.1", card) == expected


def test_actions_add_up_to_objective_and_area(ground: Ground, measure: Define, promised: Promised) -> None:
    card = measure()
    for code, value in (("1.1.1", 4), ("1.1.2", 6), ("6.1.1", 100)):
        report(promised(code, card, 10, 20), ground.periods[0], value)
    board = board_of(ground.version)
    assert [shown(board, code, card)[0] for code in ("1.1", "1", "6")] == [10, 10, 100]
    assert line(board, "1", card).target(1) == 60  # two actions, each 10 and 20


def test_a_ratio_adds_numerators_and_denominators_never_per_cents(
    ground: Ground, measure: Define, promised: Promised
) -> None:
    card = measure(over_elements="ratio", over_time="state")
    report(promised("1.1.1", card, 50, 50), ground.periods[0], (1, 10))
    report(promised("1.1.2", card, 50, 50), ground.periods[0], (90, 90))
    board = board_of(ground.version)
    assert shown(board, "1.1", card)[0] == 91  # not (10 + 100) / 2
    assert line(board, "1.1", card).target(0) is None  # nobody promised a share for both together


def test_what_is_not_to_be_put_together_is_not(ground: Ground, measure: Define, promised: Promised) -> None:
    card = measure(over_elements="none", over_time="state")
    report(promised("1.1.1", card, 5, 5), ground.periods[0], 5)
    board = board_of(ground.version)
    assert all(card.pk not in board.lines[one.pk] for one in board.elements if one.code in ("1", "1.1"))


def test_what_an_objective_says_itself_is_not_counted_again_from_below(
    ground: Ground, measure: Define, promised: Promised
) -> None:
    card = measure()
    report(promised("1.1.1", card, 5, 5), ground.periods[0], 5)
    report(promised("1.1", card, 9, 9), ground.periods[0], 8)
    assert shown(board_of(ground.version), "1", card)[0] == 8


def test_who_has_not_reported_is_said(ground: Ground, measure: Define, promised: Promised) -> None:
    card = measure()
    report(promised("1.1.1", card, 5, 5), ground.periods[0], 5)
    promised("1.1.2", card, 5, 5)
    found = line(board_of(ground.version), "1", card)
    assert (found.reported[0], found.reported[1], found.expected) == (1, 0, 2)


def test_only_approved_values_count_unless_asked_otherwise(ground: Ground, measure: Define, promised: Promised) -> None:
    card = measure()
    report(promised("1.1.1", card, 5, 5), ground.periods[0], 5, approved=False)
    assert shown(board_of(ground.version), "1", card) == [None, None]
    assert shown(board_of(ground.version, approved=False), "1", card) == [5, 5]


def test_what_a_version_no_longer_promises_it_neither_counts_nor_waits_for(
    ground: Ground, measure: Define, promised: Promised
) -> None:
    card = measure(over_time="running")
    for code, value in (("1.1.1", 4), ("1.1.2", 6)):
        report(promised(code, card, 10, 20), ground.periods[0], value)
    first = ground.adopt()
    second = services.open_next_version(programme=ground.programme, reason="Przegląd.", by=SYSTEM)
    dropped = second.commitments.get(indicator__strand=ground.element("1.1.2").strand)
    services.drop_promise(commitment=dropped, by=SYSTEM)
    now, before = line(board_of(second), "1", card), line(board_of(first), "1", card)
    assert [now.value(0), now.target(0), now.expected] == [4, 10, 1]
    assert [before.value(0), before.target(0), before.expected] == [10, 20, 2]  # its report says what it said


@pytest.mark.parametrize(("over_elements", "direction", "baseline", "value", "target"), [
    ("ratio", "up", 50, (52, 100), 60), ("ratio", "down", 50, (48, 100), 40), ("sum", "up", 50, 52, 60),
])  # fmt: skip
def test_what_hangs_on_one_action_alone_is_as_far_as_that_action(
    ground: Ground, measure: Define, promised: Promised,
    over_elements: str, direction: str, baseline: int, value: float | tuple[int, int], target: int,
) -> None:  # fmt: skip
    card = measure(over_elements=over_elements, over_time="state", direction=direction)
    base = {"baseline": Decimal(baseline), "baseline_year": 2025}
    report(promised("1.1.1", card, target, target, **base), ground.periods[0], value)
    board = board_of(ground.version)
    assert [line(board, code, card).progress(0) for code in ("1", "1.1", "1.1.1")] == [Decimal("0.2")] * 3


def test_a_fall_is_not_measured_from_half_a_baseline(ground: Ground, measure: Define, promised: Promised) -> None:
    card = measure(over_time="state", direction="down")
    base = {"baseline": Decimal(100), "baseline_year": 2025}
    report(promised("1.1.1", card, 80, 80, **base), ground.periods[0], 90)
    report(promised("1.1.2", card, 50, 50), ground.periods[0], 60)
    found = line(board_of(ground.version), "1", card)
    assert (found.baseline, found.progress(0)) == (None, None)  # else it is further than its goal, having risen


def test_what_is_not_put_together_is_said_by_the_element_that_promises_it(
    ground: Ground, measure: Define, promised: Promised
) -> None:
    card = measure(over_elements="none", over_time="state")
    report(promised("1.1.1", card, 5, 5), ground.periods[0], 5)
    report(promised("1.1.2", card, 5, 5), ground.periods[0], 7)
    promised("1.1", card, 6, 6)
    found = line(board_of(ground.version), "1.1", card)
    assert (found.value(0), found.reported[0], found.expected) == (None, 0, 1)


def test_the_board_asks_the_same_number_of_questions_whatever_its_size(
    ground: Ground, measure: Define, promised: Promised, django_assert_num_queries: Callable[..., object]
) -> None:
    report(promised("1.1.1", measure("W1"), 5, 5), ground.periods[0], 5)
    with django_assert_num_queries(6):  # type: ignore[attr-defined]
        board_of(ground.version)
    for code in ("W2", "W3", "W4"):
        card = measure(code)
        for action in ("1.1.1", "1.1.2", "6.1.1"):
            report(promised(action, card, 5, 5), ground.periods[1], 5)
    with django_assert_num_queries(6):  # type: ignore[attr-defined]
        board_of(ground.version)


def test_the_board_of_a_part_says_what_the_whole_says_of_it(
    ground: Ground, measure: Define, promised: Promised
) -> None:
    card, share = measure("W1"), measure("W2", over_elements="ratio")
    for code, value in (("1.1.1", 4), ("1.1.2", 6), ("6.1.1", 100)):
        report(promised(code, card, 10, 20), ground.periods[0], value)
        report(promised(code, share, 50, 60), ground.periods[1], (value, 200))
    whole = board_of(ground.version)
    branch = [one for one in whole.elements if one.path.startswith("001.")]
    part = board_of(ground.version, branch)
    assert set(part.lines) == {one.pk for one in branch} < set(whole.lines)
    for one in branch:
        for ours, theirs in zip(part.of(one), whole.of(one), strict=True):
            assert (ours.values, ours.targets, ours.reported) == (theirs.values, theirs.targets, theirs.reported)
    assert part.of(branch[0]), "there was something to compare"


AMOUNTS = st.none() | st.builds(Amount, st.decimals(0, 1000, places=2))


@given(st.lists(st.lists(AMOUNTS, min_size=4, max_size=4), min_size=1, max_size=5))
def test_it_does_not_matter_whether_time_or_elements_add_up_first(series: list[list[Amount | None]]) -> None:
    first_time = together([by_period(one, "added") for one in series])
    first_elements = by_period(together(series), "added")
    assert first_time == first_elements


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(50, 90)), min_size=1, max_size=8))
def test_a_ratio_put_together_lies_between_its_parts(pairs: list[tuple[int, int]]) -> None:
    amounts = [Amount(Decimal(one), Decimal(of)) for one, of in pairs]
    (whole,) = together([[amount] for amount in amounts])
    assert whole is not None and whole.shown is not None
    shares = [one.shown for one in amounts if one.shown is not None]
    assert min(shares) - 1 <= whole.shown <= max(shares) + 1


@pytest.mark.parametrize(("baseline", "value", "target", "direction", "expected"), [
    (None, 5, 10, "up", "0.5"), (4, 7, 10, "up", "0.5"), (20, 15, 10, "down", "0.5"), (10, 10, 10, "up", "1"),
    (10, 9, 10, "up", "0"), (None, 15, 10, "down", None), (None, None, 10, "up", None), (None, 5, None, "up", None),
])  # fmt: skip
def test_how_far_on_the_way(
    baseline: int | None, value: int | None, target: int | None, direction: str, expected: str | None
) -> None:
    start, there, wanted = (None if one is None else Decimal(one) for one in (baseline, value, target))
    assert progress(start, there, wanted, direction) == (None if expected is None else Decimal(expected))
