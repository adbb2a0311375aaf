"""The sheet: figures with sources, silences said, the same bytes for the same data."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from koordynata.opinions import services
from koordynata.opinions.evidence import build_sheet, canonical, digest_of
from koordynata.opinions.evidence.reading import Question, questions
from koordynata.opinions.following import findings, outcome_of
from koordynata.opinions.models import Evidence, OpinionRequest
from koordynata.registry.models import Institution
from tests.intelligence.conftest import Land

from .conftest import Stage

Make = Callable[..., OpinionRequest]
DAY = date(2026, 11, 21)
CODE = "311407"


@pytest.fixture
def told(story: Land, land: Any) -> Land:
    """Opolskie lacks signallers: one school in Opole teaches them, one in Kraków is too far away."""
    Institution.objects.filter(kind="school").update(lat=50.474, lon=17.334)
    near = story.school("1661", lat=50.67, lon=17.92)
    far = story.school("1261", lat=50.06, lon=19.94)
    for year in (2023, 2024, 2025, 2026):
        story.grades(near, CODE, year, 24, 22, 20, 19, 18, graduates=17)
        story.grades(far, CODE, year, 30, 28, 26, 25, 24, graduates=23)
        story.flow("1607", CODE, year, 60, 12)
        story.flow("1661", CODE, year, 80, 15)
        story.rating("1607", year, 1, 1, occupation=story.occupation(CODE))
        story.forecast("16", CODE, year, "istotne zapotrzebowanie")
        story.observe("urodzenia żywe ogółem", "1607", year - 15, 1000 - 10 * (year - 2023))
    for year in range(2027, 2032):
        story.observe("urodzenia żywe ogółem", "1607", year - 15, 900)
    story.build()
    return story


def answer(sheet: dict[str, Any], question: str) -> dict[str, Any]:
    return next(one for one in sheet["questions"] if one["id"] == question)


def figure(sheet: dict[str, Any], question: str, name: str) -> dict[str, Any]:
    return next(one for one in answer(sheet, question)["figures"] if one["id"] == name)


def test_ten_answers(told: Land, make_request: Make, stage: Stage) -> None:
    sheet = build_sheet(stage.submitted(make_request()), DAY)
    readings = {one["id"]: one["reading"] for one in sheet["questions"]}
    assert readings == {
        "shortage": "for", "lasting": "for", "forecast": "for", "graduates": "unknown", "taught": "neutral",
        "supply": "for", "pupils": "against", "employers": "neutral", "resources": "against", "past": "unknown",
    }  # fmt: skip
    assert answer(sheet, "shortage")["class"] == "D+"
    near = answer(sheet, "taught")["schools"]
    assert [(one["territory"], one["first_grade"]["value"]) for one in near] == [("1661", 24.0)], "Kraków is too far"
    assert near[0]["places"]["silence"] == near[0]["fill"]["silence"] == "missing"
    assert answer(sheet, "forecast")["lists"][1]["level"] == "istotne zapotrzebowanie"
    assert figure(sheet, "employers", "training_share")["value"] == pytest.approx(71.4286)


def test_every_figure_has_a_value_or_a_silence_and_known_sources(told: Land, make_request: Make) -> None:
    sheet = build_sheet(make_request(), DAY)

    def walk(part: Any) -> Any:
        if isinstance(part, dict):
            if "silence" in part and "unit" in part:
                yield part
            for inner in part.values():
                yield from walk(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from walk(inner)

    found = list(walk(sheet))
    assert len(found) > 40
    for one in found:
        assert (one["value"] is None) != (one["silence"] is None), one
        assert set(one["sources"]) <= set(sheet["sources"])


def test_without_a_warehouse_everything_is_said_to_be_missing(make_request: Make) -> None:
    sheet = build_sheet(make_request(full=False), DAY)
    assert {one["reading"] for one in sheet["questions"]} <= {"unknown", "against"}
    assert figure(sheet, "shortage", "gap_region")["silence"] == "missing"


def test_the_same_data_give_the_same_bytes_in_any_language(told: Land, make_request: Make) -> None:
    request = make_request()
    with translation.override("pl"):
        polish = canonical(build_sheet(request, DAY))
    with translation.override("en"):
        english = canonical(build_sheet(OpinionRequest.objects.get(pk=request.pk), DAY))
    # The application counts its version; the object in hand is older than the row.
    assert polish.replace(b"wersja 1", b"") == english.replace(b"wersja 6", b"").replace(
        b'"application_version":6', b'"application_version":1'
    )


def test_the_digest_survives_the_database(told: Land, make_request: Make, stage: Stage) -> None:
    request = stage.on_agenda(make_request())
    kept = Evidence.objects.get(request=request)
    assert digest_of(kept.sheet) == kept.digest


def test_a_changed_figure_is_found(told: Land, make_request: Make, stage: Stage) -> None:
    """Negative control of the digest: one digit, one source, one missing answer."""
    kept = stage.on_agenda(make_request()).evidence.get()
    for change in (
        lambda sheet: figure(sheet, "shortage", "gap_region").update(value=0.0),
        lambda sheet: sheet["sources"].popitem(),
        lambda sheet: sheet["questions"].pop(),
        lambda sheet: sheet["questions"].reverse(),
    ):
        sheet = copy.deepcopy(kept.sheet)
        change(sheet)
        assert digest_of(sheet) != kept.digest


def test_preparing_again_without_news_writes_nothing(told: Land, make_request: Make, stage: Stage) -> None:
    request = stage.complete(make_request())
    first = services.prepare_evidence(request=request, by=stage.officer)
    assert services.prepare_evidence(request=request, by=stage.officer).prepared_at == first.prepared_at


@pytest.mark.parametrize(("question", "value", "reading"), [
    ("shortage", -15, "for"), ("shortage", -14.9, "neutral"), ("shortage", 15, "against"), ("shortage", None, "unknown"),
    ("lasting", 3, "for"), ("lasting", 2, "neutral"), ("taught", 0, "for"), ("taught", 2, "neutral"), ("taught", 3, "against"),
    ("pupils", 0, "for"), ("pupils", -5, "against"), ("pupils", -4.9, "neutral"), ("supply", 5, "neutral"),
])  # fmt: skip
def test_on_a_threshold_the_answer_speaks(question: str, value: float | None, reading: str) -> None:
    assert questions()[question].reading(value) == reading


def test_thresholds_can_run_either_way() -> None:
    falling = Question("x", "", "", 0.0, 3.0, "")
    assert [falling.reading(v) for v in (-1, 0, 1, 3, 4)] == ["for", "for", "neutral", "against", "against"]


def test_the_years_against_the_sheet(told: Land, make_request: Make, stage: Stage, school: Institution) -> None:
    """The school opens and finds few pupils, the shortage holds: partly borne out; then nothing is filled."""
    opinion = stage.delivered(make_request())
    told.grades(school, CODE, 2027, 12)
    told.flow("1607", CODE, 2027, 60, 12)
    told.flow("1661", CODE, 2027, 80, 15)
    told.rating("1607", 2027, 1, 1, occupation=told.occupation(CODE))
    told.build()
    found = services.record_follow_up(opinion=opinion, year=2027, by=stage.officer)
    judged = {row["id"]: row["judgement"] for row in found.findings["findings"]}
    assert judged["recruitment"] == "worse", "12 of 28 places"
    assert judged["gap"] == "as_said" and found.outcome == "partly"


def test_outcomes() -> None:
    def outcome(allows: bool, *judgements: str) -> str:
        return outcome_of({"allows": allows, "findings": [{"judgement": one} for one in judgements]})

    assert outcome(True, "unknown", "unknown") == "unknown"
    assert outcome(True, "as_said", "better", "unknown") == "borne_out"
    assert outcome(True, "worse", "as_said") == "partly"
    assert outcome(True, "worse", "worse", "as_said") == "not_borne_out"
    assert outcome(False, "worse", "as_said") == "borne_out"
    assert outcome(False, "better") == "not_borne_out"
    assert findings is not None
