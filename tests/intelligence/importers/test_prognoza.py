"""The minister's list is matched by code, else by name, and its levels are data."""

from __future__ import annotations

from typing import Any

import pytest

from koordynata.intelligence.models import DemandForecast
from koordynata.reference.models import Occupation
from tests.loading import Load, problems_of

HEADER = "rok;pozycja_mp;kod_zawodu;zawod;zakres;poziom\n"


def test_it_works(load: Load) -> None:
    run = load("prognoza", HEADER + "2026;M.P. 2026 poz. 120;711603;;PL;szczególne zapotrzebowanie\n")
    assert problems_of(run) == []
    forecast = DemandForecast.objects.get()
    assert (forecast.occupation.code, forecast.territory.code, forecast.level) == (
        "711603", "PL", "szczególne zapotrzebowanie",
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["monter nawierzchni kolejowej", "Monter  nawierzchni kolejowej", "monter nawierzchni kolejowej;"]
)
def test_names_will_do(load: Load, name: str) -> None:
    load("prognoza", HEADER + f'2026;;;"{name}";12;Istotne zapotrzebowanie\n')
    assert DemandForecast.objects.get().level == "istotne zapotrzebowanie"


def test_of_two_occupations_of_one_name_the_open_one_is_meant(load: Load, lists: Any) -> None:
    Occupation.objects.create(
        code="711699", name_pl="monter nawierzchni kolejowej", branch=lists["branch"], closed=2018
    )
    load("prognoza", HEADER + "2026;;;monter nawierzchni kolejowej;12;istotne zapotrzebowanie\n")
    assert DemandForecast.objects.get().occupation.code == "711603"


def test_two_open_ones_are_a_question_to_the_officer(load: Load, lists: Any) -> None:
    Occupation.objects.create(code="711699", name_pl="monter nawierzchni kolejowej", branch=lists["branch"])
    run = load("prognoza", HEADER + "2026;;;monter nawierzchni kolejowej;12;istotne zapotrzebowanie\n")
    assert problems_of(run) == [(2, "zawod", "occupation_name_ambiguous")]


def test_each_mistake_has_its_place(load: Load) -> None:
    rows = [
        "2026;;;czarodziej;12;istotne zapotrzebowanie",
        "2026;;711603;;12;ogromne zapotrzebowanie",
        "2026;;711603;;99;istotne zapotrzebowanie",
        "2026;;711603;;1607;istotne zapotrzebowanie",
        "2026;;;;12;istotne zapotrzebowanie",
    ]
    assert problems_of(load("prognoza", HEADER + "\n".join(rows) + "\n")) == [
        (2, "zawod", "occupation_name_unknown"),
        (3, "poziom", "level_unknown"),
        (4, "zakres", "territory_unknown"),
        (5, "zakres", "cell_not_teryt"),
        (6, "kod_zawodu", "occupation_not_said"),
    ]


def test_a_voivodeships_list_leaves_the_national_one_alone(load: Load) -> None:
    load("prognoza", HEADER + "2026;;711603;;PL;szczególne zapotrzebowanie\n2026;;711603;;12;istotne zapotrzebowanie\n")
    run = load("prognoza", HEADER + "2026;;311407;;12;istotne zapotrzebowanie\n")
    assert (run.created, run.removed) == (1, 1)


@pytest.mark.parametrize(
    ("name", "said"),
    [("Technik animacji  filmowej", "occupation_without_code"), ("technik niczego", "occupation_name_unknown")],
)
def test_an_occupation_whose_code_nobody_has_seen_is_told_from_a_wrong_name(load: Load, name: str, said: str) -> None:
    run = load("prognoza", HEADER + f"2026;;;{name};12;istotne zapotrzebowanie\n")
    assert [code for _line, _column, code in problems_of(run)] == [said]
