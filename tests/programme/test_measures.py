"""Cards of indicators and what a version promises."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Commitment
from koordynata.programme.services.measures import change_measure

from .conftest import Define, Promised


@pytest.mark.parametrize("card", [
    {"dimensions": ["shoe_size"]},
    {"source": "counted", "rule": {}},
    {"source": "counted", "rule": {"facts": ["x"], "by": "person"}},
    {"source": "counted", "rule": {"facts": ["course_completed"], "by": "shoe"}},
    {"source": "metric", "rule": {}},
])  # fmt: skip
def test_a_card_that_counts_nothing_known_is_refused(measure: Define, card: dict[str, object]) -> None:
    with pytest.raises(ProgrammeRefusal):
        measure(**card)


def test_typed_numbers_cannot_count_persons_once(measure: Define) -> None:
    with pytest.raises(ValidationError):
        measure(over_elements="distinct")


def test_a_code_is_given_once(measure: Define) -> None:
    measure("W1")
    with pytest.raises(ValidationError):
        measure("W1")


def test_two_people_at_one_card(measure: Define) -> None:
    card = measure()
    change_measure(measure=card, revision=1, by=SYSTEM, definition="Nowa.")
    with pytest.raises(ChangedMeanwhile):
        change_measure(measure=card, revision=1, by=SYSTEM, definition="Inna.")


@pytest.mark.parametrize(("card", "baseline", "targets"), [
    ({"over_time": "running"}, 12, (10, 20)),
    ({"over_time": "state"}, 5, (10, 8)),
    ({"over_time": "state", "direction": "down"}, 10, (9, 11)),
    ({"over_time": "added"}, 40, (10, 20)),
    ({"over_time": "added"}, 0, (-1, 20)),
])  # fmt: skip
def test_a_target_on_the_wrong_side_is_refused(
    measure: Define, promised: Promised, card: dict[str, str], baseline: int, targets: tuple[int, int]
) -> None:
    with pytest.raises(ProgrammeRefusal):
        promised("1.1.1", measure(**card), *targets, baseline=Decimal(baseline), baseline_year=2025)
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(("card", "baseline", "targets"), [
    ({"over_time": "running"}, 10, (10, 20)),
    ({"over_time": "state", "direction": "down"}, 10, (9, 9)),
    ({"over_time": "added"}, 10, (10, 5)),
])  # fmt: skip
def test_a_target_on_the_right_side_is_taken(
    measure: Define, promised: Promised, card: dict[str, str], baseline: int, targets: tuple[int, int]
) -> None:
    promised("1.1.1", measure(**card), *targets, baseline=Decimal(baseline), baseline_year=2025)
    assert [one.value for one in Commitment.objects.get().targets.order_by("period__starts")] == list(targets)


def test_a_baseline_has_its_year(measure: Define, promised: Promised) -> None:
    with pytest.raises(ValidationError):
        promised("1.1.1", measure(), 10, 20, baseline=Decimal(5))


def test_things_are_not_counted_as_persons(measure: Define) -> None:
    """All agreements have one and the same nobody: they would count as one person."""
    rule = {"facts": ["course_completed", "agreement_signed"], "by": "person"}
    with pytest.raises(ProgrammeRefusal):
        measure(source="counted", over_time="running", rule=rule)
    assert measure(source="counted", over_time="running", rule={**rule, "by": "fact"}).pk


@pytest.mark.parametrize(("targets", "baseline"), [((50, 101), None), ((60, 70), -1), ((50, 60), -1)])
def test_a_share_lies_between_nothing_and_the_whole(
    measure: Define, promised: Promised, targets: tuple[int, int], baseline: int | None
) -> None:
    card = measure(over_elements="ratio", over_time="state")
    base = {} if baseline is None else {"baseline": Decimal(baseline), "baseline_year": 2025}
    with pytest.raises(ProgrammeRefusal, match="100"):
        promised("1.1.1", card, *targets, **base)
