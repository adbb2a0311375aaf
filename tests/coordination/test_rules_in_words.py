"""Rules as sentences: every rule is told, and another rule is told otherwise."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation

from koordynata.coordination.rules_in_words import quorum_words, sentences
from koordynata.coordination.verdict import Procedure
from koordynata.coordination.verdict.rules_file import BodyRules, QuorumRules, RulesFile


def told(**rules: Any) -> str:
    with translation.override("en"):
        return "\n".join(f"{one.about}: {one.text}" for one in sentences(BodyRules.model_validate(rules)))


@pytest.mark.parametrize(("quorum", "words"), [
    ({}, "More than 1/2 of all seats must be present."),
    ({"of": "filled", "share": "2/3", "more_than": False}, "At least 2/3 of the filled seats must be present."),
    ({"number": 1}, "At least 1 person must be present."),
    ({"number": 11}, "At least 11 persons must be present."),
])  # fmt: skip
def test_the_quorum(quorum: dict[str, Any], words: str) -> None:
    with translation.override("en"):
        assert quorum_words(QuorumRules.model_validate(quorum)) == words


def test_polish_inflects() -> None:
    with translation.override("pl"):
        assert quorum_words(QuorumRules(number=1)) == "Musi być obecna co najmniej 1 osoba."
        assert quorum_words(QuorumRules(number=3)) == "Muszą być obecne co najmniej 3 osoby."
        assert quorum_words(QuorumRules(share=Fraction(1, 2))) == "Obecnych musi być więcej niż 1/2 wszystkich miejsc."


@pytest.mark.parametrize("rule", [
    "casting_vote", "substitutes", "substitutes_for_recused", "recused_count", "remote_presence", "written_procedure",
    "secret_ballot", "secret_on_request",
])  # fmt: skip
def test_each_flag_changes_a_sentence(rule: str) -> None:
    assert told(**{rule: True}) != told(**{rule: False})


def test_each_holding_of_the_quorum_and_each_notice_has_its_sentence() -> None:
    assert len({told(quorum={"holds": holds}) for holds in ("opening", "closing", "throughout")}) == 3
    assert "at least 1 day before" in told(notice_days=1) and "at least 14 days before" in told(notice_days=14)
    kinds = [{"notice_in": kind, "notice_full": full} for kind in ("calendar", "working") for full in (True, False)]
    assert len({told(notice_days=5, **kind) for kind in kinds}) == 4 and "No notice period" in told(notice_days=0)


def test_a_matter_of_its_own_is_told() -> None:
    text = told(majorities={"programme": {"kind": "qualified", "of": "entitled", "share": "3/5"}})
    assert "Majority, matter: programme: Qualified majority: at least 3/5 of all who are entitled to vote." in text
    assert "matter: opinion" not in text


def test_rules_that_say_nothing_are_the_same_to_the_file_and_to_the_engine() -> None:
    """Both spell their fields out, one as a file is written, one as votes are counted: they may not drift apart."""
    assert set(RulesFile.model_fields) == {one.name for one in fields(Procedure)}
    silent, engine = RulesFile().procedure(), Procedure()
    assert (silent.quorum, replace(silent, quorum=engine.quorum, majority=engine.majority)) == (engine.quorum, engine)
    assert RulesFile(casting_vote=True).procedure().casting_vote, "what is said is passed on"
