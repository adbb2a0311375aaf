"""How an occupation is learnt, on its page."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.translation import override

from koordynata.reference.models import OccupationQualification, OccupationSchoolType, Qualification
from koordynata.web.intelligence.learning import admission, doubt, years_of_learning

from .pages import text

ADDRESS = "/zawody/311407/?territory=16&year=2026"


@pytest.fixture(autouse=True)
def in_english(office: Any) -> None:
    office.cookies["django_language"] = "en"


@pytest.fixture
def learnt(lists: Any) -> None:
    railway = lists["occupations"]["311407"]
    for code, status in (("TKO.07", "certain"), ("TKO.08", "uncertain")):
        one = Qualification.objects.create(code=code, name_pl=f"Kwalifikacja {code}", status="certain")
        OccupationQualification.objects.create(occupation=railway, qualification=one, status=status)
    OccupationSchoolType.objects.create(
        occupation=railway, school_type=lists["school_types"]["TEC"], years=5, opened=2019
    )
    OccupationSchoolType.objects.create(
        occupation=railway, school_type=lists["school_types"]["BS1"], years=2.5, closed=2018, status="draft",
        for_group="visual_impairment",
    )  # fmt: skip


def test_the_page_shows_codes_levels_years_and_doubts(learnt: None, office: Any) -> None:
    page = text(office.get(ADDRESS))
    band = page[page.index('id="qualifications"') :].split("</section>")[0]
    assert "PRK level 4" in band and "TKO.07" in band and "Kwalifikacja TKO.08" in band
    assert band.count("to be checked in the regulation") == 1, "a row that was read says nothing"
    assert "admission since 2019" in band and "5 years" in band
    assert "last admission 2018, for people with a visual impairment, from a draft of the regulation" in band


def test_an_occupation_without_them_says_so(office: Any) -> None:
    assert "Its qualifications are not in the list yet" in text(office.get(ADDRESS))


def test_words_in_polish() -> None:
    with override("pl"):
        assert [years_of_learning(n) for n in (1, 2, 2.5, 5)] == ["1 rok", "2 lata", "2,5 roku", "5 lat"]
        assert admission(2017, 2018) == "nabór 2017–2018" and admission(None, None) == ""
        assert doubt("certain", "certain") == "" and doubt("certain", "uncertain") == "do sprawdzenia w rozporządzeniu"
