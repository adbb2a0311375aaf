"""Pupils and graduates by school, occupation and grade."""

from __future__ import annotations

from pathlib import Path

import pytest

from koordynata.registry.models import Institution, Offer, RegisterNumber
from tests.loading import Load, loader, problems_of

HEADER = "rspo;kod_zawodu;rok_szkolny;klasa;uczniowie;absolwenci;zdawalnosc\n"


@pytest.fixture
def load(school: Institution, tmp_path: Path) -> Load:
    return loader(tmp_path)


def test_it_works(load: Load, school: Institution) -> None:
    run = load("sio", HEADER + "900001;311407;2026/2027;1;28;;\n900001;311407;2026/27;5;20;18;87,5%\n", "cp1250")
    assert problems_of(run) == []
    first, last = Offer.objects.order_by("grade")
    assert (first.school, first.occupation.code, first.school_year, first.pupils) == (school, "311407", 2026, 28)
    assert (last.graduates, last.pass_share) == (18, 0.875)
    assert run.territories == ["1607"]


def test_each_mistake_has_its_place(load: Load) -> None:
    rows = [
        "900002;311407;2026/2027;1;28;;",
        "900001;999999;2026/2027;1;28;;",
        "900001;311407;2026/2028;1;28;;",
        "900001;311407;2026/2027;7;28;;",
        "900001;311407;2026/2027;1;dużo;;",
        "900001;311407;2026/2027;2;28;1;0,875",
        "900001;311407;2026/2027;2;28;1;140",
    ]
    assert problems_of(load("sio", HEADER + "\n".join(rows) + "\n")) == [
        (2, "rspo", "school_unknown"),
        (3, "kod_zawodu", "occupation_unknown"),
        (4, "rok_szkolny", "cell_not_school_year"),
        (5, "klasa", "cell_above"),
        (6, "uczniowie", "cell_not_integer"),
        (7, "zdawalnosc", "cell_percent_as_fraction"),
        (8, "zdawalnosc", "cell_not_percent"),
    ]


def test_what_rspo_says_and_other_years_stay(load: Load, school: Institution) -> None:
    load("sio", HEADER + "900001;311407;2025/2026;1;28;;\n900001;311407;2026/2027;1;28;;\n")
    known = Offer.objects.first()
    assert known
    Offer.objects.create(school=school, occupation=known.occupation, school_year=2026, grade=0)
    run = load("sio", HEADER + "900001;311407;2026/2027;2;25;;\n")
    assert (run.created, run.removed) == (1, 1)
    assert Offer.objects.filter(withdrawn_run=None).count() == 3


def test_a_number_kept_by_a_merge_leads_to_the_school_that_stays(load: Load, school: Institution) -> None:
    RegisterNumber.objects.create(institution=school, scheme="rspo", value="900077")
    load("sio", HEADER + "900077;311407;2026/2027;1;28;;\n")
    assert Offer.objects.get().school == school
