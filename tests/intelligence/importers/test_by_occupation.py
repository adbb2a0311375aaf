"""Careers of graduates, and job offers."""

from __future__ import annotations

from koordynata.intelligence.models import GraduateOutcome, LabourFlow
from tests.loading import Load, problems_of

GRADUATES = "rok;teryt_powiat;kod_zawodu;absolwenci;pracuje;uczy_sie;bezrobotni;w_wojewodztwie;wynagrodzenie_wzgledne\n"
OFFERS = "rok;teryt_powiat;kod_zawodu;oferty;bezrobotni\n"


def test_graduates(load: Load) -> None:
    run = load("graduates", GRADUATES + "2025;1607;311407;1 054;31;14;6;27;0,83\n2025;1609;311407;54;;;;;\n")
    assert problems_of(run) == []
    known, unknown = GraduateOutcome.objects.order_by("territory__code")
    assert (known.graduates, known.working, known.staying, known.wage_ratio) == (1054, 31, 27, 0.83)
    assert (unknown.working, unknown.wage_ratio) == (None, None)


def test_parts_do_not_exceed_the_whole(load: Load) -> None:
    run = load("graduates", GRADUATES + "2025;1607;311407;54;55;0;0;60;1\n")
    assert problems_of(run) == [(2, "pracuje", "part_above_graduates"), (2, "w_wojewodztwie", "part_above_graduates")]


def test_offers(load: Load) -> None:
    run = load("oferty", OFFERS + "2025;1607;RPd057|311407;12;3\n2025;1607;711603;;0\n")
    assert problems_of(run) == []
    assert list(LabourFlow.objects.order_by("occupation__code").values_list("vacancies", "unemployed")) == [
        (12, 3),
        (None, 0),
    ]


def test_a_shifted_column_is_found(load: Load) -> None:
    run = load("oferty", OFFERS + "1607;2025;311407;12;3\n2025;1607;31140;12,5;-3\n")
    assert problems_of(run) == [
        (2, "rok", "cell_below"),
        (3, "kod_zawodu", "cell_pattern"),
        (3, "oferty", "cell_not_integer"),
        (3, "bezrobotni", "cell_below"),
    ]


def test_an_occupation_of_art_schools_is_called_one(load: Load) -> None:
    run = load("oferty", OFFERS + "2025;1607;343602;12;3\n2025;1607;311999;1;1\n")
    assert problems_of(run) == [(2, "kod_zawodu", "occupation_artistic"), (3, "kod_zawodu", "occupation_unknown")]
