"""Indicators: their cards, what elements promise of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import Commitment, Measure
from koordynata.programme.services.measures import promise_seen
from tests.programme.conftest import Define, Ground, Promised, ground, measure, promised
from tests.programme.test_board import report

from .test_writing import As, at, office

__all__ = ["ground", "measure", "office", "promised"]

CARD = {
    "code": "W1", "name": "Uczniowie na stażu", "name_en": "Pupils on placements", "unit": "osoby", "over_time": "running",
    "over_elements": "distinct", "direction": "up", "source": "counted", "facts": ["placement_completed"], "by": "person",
    "where-sex": "women", "dimensions": ["age"], "definition": "Kto ukończył staż.", "keeper": "WUP",
}  # fmt: skip


def of(ground: Ground, name: str, *more: Any) -> str:
    return reverse(f"programme:{name}", args=[ground.programme.pk, *more])


def test_a_card_is_written_by_choosing(ground: Ground, office: Client) -> None:
    assert office.get(of(ground, "add_measure")).status_code == 200
    assert office.post(of(ground, "add_measure"), CARD).status_code == 302
    made = Measure.objects.get()
    assert made.rule == {"facts": ["placement_completed"], "by": "person", "where": {"sex": "women"}}
    assert made.dimensions == ["age"]
    page = office.get(of(ground, "measure", made.pk)).content.decode()
    assert "ukończony staż" in page and "kobiety" in page and "WUP" in page
    assert "Uczniowie na stażu" in office.get(of(ground, "measures")).content.decode()


@pytest.mark.parametrize("wrong", [
    {"facts": []}, {"facts": ["nothing"]}, {"source": "metric", "over_elements": "none", "over_time": "state"},
    {"source": "typed"}, {"code": ""}, {"dimensions": ["moon"]}, {"where-sex": "x"}, {"name": "a\0b"},
    {"definition": "x" * 5000}, {"common": "NIE-MA"},
])  # fmt: skip
def test_a_wrong_card_comes_back_filled(ground: Ground, office: Client, wrong: dict[str, Any]) -> None:
    answer = office.post(of(ground, "add_measure"), {**CARD, **wrong})
    assert answer.status_code == 422
    assert answer.context["form"].errors and "WUP" in answer.content.decode()
    assert not Measure.objects.exists()


def test_a_code_is_given_once(ground: Ground, office: Client, measure: Define) -> None:
    measure("W1")
    assert (
        "code" in str(office.post(of(ground, "add_measure"), CARD).context["form"].errors)
        or Measure.objects.count() == 1
    )


def test_a_card_is_changed_unless_somebody_was_faster(ground: Ground, office: Client, measure: Define) -> None:
    card = measure("W1")
    page = of(ground, "change_measure", card.pk)
    assert office.get(page).status_code == 200
    assert office.post(page, {**CARD, "version": 1}).status_code == 302
    late = office.post(page, {**CARD, "keeper": "Kuratorium", "version": 1})
    text = late.content.decode()
    assert late.status_code == 409 and "Kuratorium" in text and "WUP" in text
    card.refresh_from_db()
    assert (card.keeper, card.revision, card.name) == ("WUP", 2, "Uczniowie na stażu")


def test_what_was_reported_keeps_its_meaning(
    ground: Ground, office: Client, measure: Define, promised: Promised
) -> None:
    card = measure("W1")
    report(promised("1.1.1", card, 10, 20), ground.periods[0], 8)
    answer = office.post(of(ground, "change_measure", card.pk), {**CARD, "version": card.revision})
    assert answer.status_code == 422
    told = {**CARD, "source": "typed", "over_time": "added", "over_elements": "sum", "version": card.revision}
    assert office.post(of(ground, "change_measure", card.pk), told).status_code == 302


def test_a_promise_is_set_changed_and_dropped(ground: Ground, office: Client, measure: Define) -> None:
    card = measure("W1", over_time="running")
    first, second = ground.periods
    assert office.post(at(ground, "choose_measure", "1.1.1"), {"measure": card.pk}).status_code == 302
    page = at(ground, "promise", "1.1.1", card.pk)
    told = {
        "baseline": "5", "baseline_year": "2024", f"target-{first.pk}": "10", f"target-{second.pk}": "20",
        "seen": promise_seen(None),
    }  # fmt: skip
    assert office.get(page).status_code == 200
    assert office.post(page, told).status_code == 302
    one = Commitment.objects.get()
    assert [target.value for target in one.targets.all()] == [Decimal(10), Decimal(20)]
    late = office.post(page, {**told, f"target-{second.pk}": "30"})
    assert late.status_code == 409 and late.context["clashes"]
    assert office.post(page, {**told, f"target-{second.pk}": "30", "seen": late.context["seen"]}).status_code == 302
    assert "30" in office.get(at(ground, "element", "1.1.1")).content.decode()
    assert not office.get(at(ground, "choose_measure", "1.1.1")).context["any"]
    for _twice in range(2):
        assert office.post(at(ground, "drop_promise", "1.1.1", card.pk)).status_code == 302
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(("direction", "baseline", "first", "second"), [
    ("up", "15", "10", "20"), ("up", "5", "20", "10"), ("down", "15", "20", "10"), ("down", "30", "10", "20"),
])  # fmt: skip
def test_a_target_on_the_wrong_side_is_refused_clearly(
    ground: Ground, office: Client, measure: Define, direction: str, baseline: str, first: str, second: str
) -> None:
    card = measure("W1", over_time="running", direction=direction)
    one, two = ground.periods
    told = {
        "baseline": baseline, "baseline_year": "2024", f"target-{one.pk}": first, f"target-{two.pk}": second,
        "seen": promise_seen(None),
    }  # fmt: skip
    answer = office.post(at(ground, "promise", "1.1.1", card.pk), told)
    text = answer.content.decode()
    assert answer.status_code == 422 and f'value="{second}"' in text
    assert ("rosnąć" if direction == "up" else "maleć") in text
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("wrong", [
    {"baseline": "5"}, {"baseline": "x"}, {"baseline_year": "99999"}, {"baseline": "1e40", "baseline_year": "2024"}, {},
])  # fmt: skip
def test_a_promise_that_says_too_little_is_refused(
    ground: Ground, office: Client, measure: Define, wrong: dict[str, str]
) -> None:
    card = measure("W1")
    target = {f"target-{ground.periods[0].pk}": "10"} if wrong else {}
    told = {**wrong, **target, "seen": promise_seen(None)}
    assert office.post(at(ground, "promise", "1.1.1", card.pk), told).status_code == 422
    assert not Commitment.objects.exists()


def test_the_card_is_public_once_it_was_adopted(
    ground: Ground, client: Client, measure: Define, promised: Promised
) -> None:
    card = measure("W1", definition="Kto ukończył staż.", keeper="WUP")
    promised("1.1.1", card, 10, 20)
    page = of(ground, "public_card", card.pk)
    assert client.get(page).status_code == 404
    ground.adopt()
    text = client.get(page).content.decode()
    assert "Kto ukończył staż." in text and "WUP" in text


@pytest.mark.parametrize("who", ["member", "school_head", "employer", "stranger"])
def test_only_the_office_defines(
    ground: Ground, as_user: As, measure: Define, request: pytest.FixtureRequest, who: str
) -> None:
    card = measure("W1")
    client = as_user(request.getfixturevalue(who))
    pages = [of(ground, "add_measure"), of(ground, "change_measure", card.pk), at(ground, "promise", "1.1.1", card.pk),
             at(ground, "drop_promise", "1.1.1", card.pk), at(ground, "choose_measure", "1.1.1")]  # fmt: skip
    assert {client.post(page, CARD).status_code for page in pages} == {404}


def test_drafts_are_not_told_on_the_card(
    ground: Ground, as_user: As, member: Any, office: Client, measure: Define
) -> None:
    card = measure("W1")
    ground.adopt()
    second = services.open_next_version(programme=ground.programme, reason="Nowe", by=SYSTEM)
    services.promise(element=ground.element("1.1.1", second), measure=card, targets={ground.periods[0]: Decimal(77)},
                     by=SYSTEM)  # fmt: skip
    page = of(ground, "measure", card.pk)
    assert "77" in office.get(page).content.decode()
    assert ": 77" not in as_user(member).get(page).content.decode()
