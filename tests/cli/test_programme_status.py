"""`koordynata programme-status`: lights, money and decisions for programs and for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import Indicator, Measure
from koordynata.programme.services.parts import MoneyLine
from koordynata.reference.models import Territory
from tests.programme.conftest import Ground, begun, ground, measure, promised
from tests.programme.test_board import report

__all__ = ["ground", "measure", "promised"]


def printed(*words: str) -> str:
    out = StringIO()
    call_command("programme_status", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def told(ground: Ground, measure: Callable[..., Measure], promised: Callable[..., Indicator]) -> Ground:
    report(promised("1.1.1", measure(), 10, 20), ground.periods[0], 4)
    services.plan_money(element=ground.element("1.1.1"), lines=[MoneyLine("kpo", 2026, Decimal(50))], by=SYSTEM)
    ground.adopt()
    return ground


def test_as_json(told: Ground) -> None:
    found = json.loads(printed("RPW", "--period", "2026 I", "--json"))
    assert (found["short_name"], found["period"], found["version"], found["territory"]) == ("RPW", "2026 I", 1, "16")
    light: dict[str, Any] = found["lights"][0]
    assert (light["element"], light["value"], light["target"], light["share"], light["light"]) == (
        "1",
        4,
        10,
        0.4,
        "bad",
    )
    assert [one["name"] for one in found["money"]] == ["all", "KPO", "2026"]
    assert "red" in [one["why"] for one in found["decisions"]] and all(one["reason"] for one in found["decisions"])


def test_for_people(told: Ground) -> None:
    text = printed(str(told.programme.pk))
    assert "1  W1 " in text and "KPO" in text and text.count("\n") > 8


@pytest.mark.parametrize("named", ["RPW", "16:RPW"])
def test_a_programme_goes_by_its_names(told: Ground, named: str) -> None:
    assert json.loads(printed(named, "--json"))["programme"] == told.programme.pk


def test_two_of_one_name_are_told_apart_by_their_territory(told: Ground, land: dict[str, Territory]) -> None:
    other = begun(land["12"])
    with pytest.raises(CommandError, match="12:RPW, 16:RPW"):
        printed("RPW")
    assert json.loads(printed("12:RPW", "--json"))["programme"] == other.pk


@pytest.mark.parametrize(
    "words", [["nic"], ["987654"], ["9" * 40], ["16:nic"], ["RPW", "--period", "2031"], ["", "--json"], ["١"]]
)
def test_what_is_not_there_is_refused_with_what_is(told: Ground, words: list[str]) -> None:
    with pytest.raises(CommandError, match=r"RPW|2026 I"):
        printed(*words)
