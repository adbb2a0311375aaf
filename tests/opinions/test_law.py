"""The law as dated data, and whether an opinion is needed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import translation

from koordynata.opinions.kinds import decided_kind, kinds
from koordynata.opinions.law import (
    attachment_rules,
    exemptions,
    intake_rule,
    invited,
    procedure_on,
    procedures,
)
from koordynata.opinions.need import Case, is_needed, valid_until

TODAY = date(2026, 11, 21)
NEW = Case(TODAY, "TEC")


@pytest.mark.parametrize(
    ("day", "giver"),
    [("2019-09-01", "council"), ("2026-06-30", "council"), ("2026-07-01", "team"), ("2040-01-01", "team")],
)
def test_who_gives_it(day: str, giver: str) -> None:
    assert procedure_on(date.fromisoformat(day)).giver == giver


def test_no_day_is_without_a_procedure_and_none_has_two() -> None:
    for before, after in zip(procedures(), procedures()[1:], strict=False):
        assert before.valid_to is not None and after.valid_from == before.valid_to + timedelta(days=1)
    assert procedures()[-1].valid_to is None


def test_what_is_uncertain_says_so_in_both_languages() -> None:
    found = [
        *procedures(),
        *exemptions(),
        *invited(),
        *(a for a in attachment_rules() if a.id != "other"),
        intake_rule("16", TODAY),
    ]
    for row in found:
        assert row.source
        if not row.certain:
            assert row.note_pl and row.note_en and row.note_pl != row.note_en, row.id
    with translation.override("pl"):
        polish = is_needed(NEW).doubts
    with translation.override("en"):
        assert polish and is_needed(NEW).doubts != polish


def test_a_new_occupation_needs_one() -> None:
    answer = is_needed(NEW)
    assert answer.needed and answer.rule == "needed" and "2240" in answer.basis


def test_young_workers_only() -> None:
    assert is_needed(replace(NEW, school_type="BS1", young_workers_only=True)).rule == "young_workers"
    assert is_needed(replace(NEW, school_type="TEC", young_workers_only=True)).needed
    assert is_needed(replace(NEW, school_type="BS1")).needed


def test_auxiliary() -> None:
    assert is_needed(replace(NEW, auxiliary=True, has_opinion_for_main=True)).rule == "auxiliary"
    assert is_needed(replace(NEW, auxiliary=True)).needed
    assert is_needed(replace(NEW, has_opinion_for_main=True)).needed


def test_valid_for_five_years() -> None:
    given = date(2026, 11, 27)
    assert valid_until(given, 5) == date(2031, 11, 27)
    assert valid_until(date(2028, 2, 29), 5) == date(2033, 2, 28)
    last_day = is_needed(replace(NEW, day=date(2031, 11, 27), earlier_opinion=given))
    assert (last_day.rule, last_day.valid_until) == ("valid", date(2031, 11, 27))
    assert is_needed(replace(NEW, day=date(2031, 11, 28), earlier_opinion=given)).needed


def test_repeated_while_in_the_forecast() -> None:
    over = replace(NEW, earlier_opinion=date(2020, 1, 10))
    assert is_needed(over).needed
    assert is_needed(replace(over, forecast_level="umiarkowane zapotrzebowanie")).rule == "in_forecast"
    assert is_needed(replace(over, forecast_level="inny poziom")).needed
    assert is_needed(replace(NEW, forecast_level="szczególne zapotrzebowanie")).needed, "the first one is always needed"


def test_a_motion_and_what_the_vote_makes_of_it() -> None:
    adopted, rejected = {"positive": True, "result": "adopted"}, {"positive": False, "result": "rejected"}
    for code in kinds():
        assert decided_kind(code, adopted, TODAY) == code
    assert decided_kind("positive", rejected, TODAY) == "negative"
    for code in ("with_recommendations", "negative"):
        assert decided_kind(code, rejected, TODAY) is None
    for result in ("tie", "no_quorum", "quorum_lost", "waiting", "undecided", "nobody_entitled"):
        assert decided_kind("positive", {"positive": False, "result": result}, TODAY) is None
    assert decided_kind("positive", rejected, date(2019, 1, 1)) is None
