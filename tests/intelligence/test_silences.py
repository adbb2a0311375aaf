"""Why there is no number: hidden is told from unknown, and both from nobody."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from koordynata.intelligence.queries import Silence, gap_by_occupation, where_taught
from koordynata.registry.models import Offer

from .conftest import CARRIER, PLATELAYER, SIGNALLER, Land

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


def test_a_pass_share_says_why_it_is_silent(story: Land) -> None:
    """One build, one school for each case; the year is the one in which they left."""
    told: dict[str, tuple[dict[str, Any], float | None, Silence | None]] = {
        "told": ({"graduates": 20, "pass_share": 0.5}, 50.0, None),
        "few graduates": ({"graduates": 4, "pass_share": 0.5}, None, Silence.SUPPRESSED),
        "nobody said": ({"graduates": 20}, None, Silence.MISSING),
        "few graduates, nobody said": ({"graduates": 4}, None, Silence.MISSING),
        "nobody left": ({"graduates": 0}, None, Silence.NOT_APPLICABLE),
        "said for few of many": ({"graduates": 4, "pass_share": 0.5}, None, Silence.SUPPRESSED),
    }
    schools = {}
    for name, (last, _value, _silence) in told.items():
        school = schools[name] = story.school("1661")
        story.grades(school, SIGNALLER, 2025, 30, 30, 30, 30, 30, **last)
    Offer.objects.filter(school=schools["said for few of many"], grade=4).update(graduates=20)
    story.build()
    rows = {row.institution_id: row for row in where_taught("16", SIGNALLER, 2026).schools}
    found = {name: rows[school.pk].pass_share for name, school in schools.items()}
    assert {name: (f.value, f.silence) for name, f in found.items()} == {n: case[1:] for n, case in told.items()}
    few = rows[schools["said for few of many"].pk]
    assert few.graduates.value == 24, "the number of graduates itself is published"


def test_a_gap_that_hidden_parts_would_carry_is_hidden_and_not_unknown(story: Land) -> None:
    """Two answers of the barometer are too little; job offers per graduate would be enough, where they may be seen."""
    for code, graduates, offers in ((SIGNALLER, 20, 12), (CARRIER, 3, 12), (PLATELAYER, 3, None)):
        story.grades(story.school("1607"), code, 2025, 4, 4, 4, 4, 4, graduates=graduates)
        story.rating("1607", 2026, demand=1, relation=1, occupation=story.occupation(code))
        if offers:
            story.flow("1607", code, 2026, vacancies=offers)
    story.build()
    rows = {row.occupation_code: row for row in gap_by_occupation("1607", 2026)}
    assert {code: row.score.silence for code, row in rows.items()} == {
        SIGNALLER: None, CARRIER: Silence.SUPPRESSED, PLATELAYER: Silence.MISSING,
    }  # fmt: skip
    assert {code: row.hidden_years for code, row in rows.items()} == {SIGNALLER: (), CARRIER: (2026,), PLATELAYER: ()}
    assert rows[CARRIER].klass is None and rows[CARRIER].suppressed_parts == ("offers_per_graduate",)

    def printed(code: str, *how: str) -> str:
        out = StringIO()
        question = ("gap", "--territory", "1607", "--year", "2026", "--occupation", code, *how)
        call_command("metric", *question, stdout=out)
        return out.getvalue()

    hidden, unknown = json.loads(printed(CARRIER, "--json")), json.loads(printed(PLATELAYER, "--json"))
    assert (hidden["value"], hidden["silence"], unknown["silence"]) == (None, "suppressed", "missing")
    assert hidden["reason"] == Silence.SUPPRESSED.reason != unknown["reason"] == Silence.MISSING.reason
    assert Silence.SUPPRESSED.reason in printed(CARRIER) and Silence.MISSING.reason in printed(PLATELAYER)
    assert json.loads(printed(SIGNALLER, "--json"))["reason"] is None


def test_every_silence_has_a_reason_in_both_languages() -> None:
    for language in ("pl", "en"):
        with translation.override(language):
            assert len({silence.reason for silence in Silence}) == len(Silence)
    with translation.override("pl"):
        assert "mniej niż 10 osób" in Silence.SUPPRESSED.reason
