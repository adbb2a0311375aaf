"""Ratings come in by digit or word, for a group or an occupation, and replace only their powiats and years."""

from __future__ import annotations

import pytest

from koordynata.intelligence.models import BarometerRating
from tests.loading import Load, problems_of

HEADER = "rok;teryt_powiat;grupa_zawodow;zawod;zmiana_popytu;relacja;uwagi\n"


def test_it_works(load: Load) -> None:
    run = load(
        "barometr", HEADER + "2026;1206;spawacze;;2;duży deficyt;brak chętnych\n2026;1206;;711603;1;1;\n", "cp1250"
    )
    assert problems_of(run) == []
    rows = BarometerRating.objects.order_by("group").values_list(
        "group__code", "occupation__code", "demand_change", "relation", "note"
    )
    assert set(rows) == {("BG-SPAWACZE", None, 2, 1, "brak chętnych"), (None, "711603", 1, 1, "")}


@pytest.mark.parametrize("written", ["spawacze", "Spawacze ", "BG-SPAWACZE", "SPAWACZE"])
def test_groups_by_code_or_name(load: Load, written: str) -> None:
    assert load("barometr", HEADER + f"2026;1206;{written};;3;3;\n").counts()["created"] == 1


@pytest.mark.parametrize(
    ("word", "step"),
    [("szybki wzrost", 1), ("Wzrost", 2), ("równowaga", 3), ("spadek", 4), ("SZYBKI SPADEK", 5), ("5", 5)],
)
def test_steps_in_words(load: Load, word: str, step: int) -> None:
    load("barometr", HEADER + f"2026;1206;spawacze;;{word};3;\n")
    assert BarometerRating.objects.get().demand_change == step


def test_each_mistake_has_its_place(load: Load) -> None:
    rows = [
        "2026;1206;spawacze;;6;1;",
        "2026;1299;spawacze;;2;1;",
        "2026;1206;czarodzieje;;2;1;",
        "2026;1206;;999999;2;1;",
        "2026;1206;;;2;1;",
        "2026;1206;spawacze;711603;2;1;",
        '2026;1261;spawacze;;2;1;"=HYPERLINK(1)"',
        "2026;1261;BG-TORY;;2;1;",
        "2026;1261;BG-TORY;;3;1;",
    ]
    run = load("barometr", HEADER + "\n".join(rows) + "\n")
    assert problems_of(run) == [
        (2, "zmiana_popytu", "cell_not_choice"),
        (3, "teryt_powiat", "territory_unknown"),
        (4, "grupa_zawodow", "group_unknown"),
        (5, "zawod", "occupation_unknown"),
        (6, "grupa_zawodow", "barometr_no_subject"),
        (7, "zawod", "barometr_two_subjects"),
        (8, "uwagi", "cell_formula"),
        (10, "rok", "row_duplicate"),
    ]
    assert run.counts() == {"rows": 9, "created": 1, "changed": 0, "unchanged": 0, "removed": 0, "rejected": 8}


def test_other_powiats_and_years_are_left_alone(load: Load) -> None:
    load(
        "barometr",
        HEADER
        + "2025;1206;spawacze;;2;1;\n2026;1206;spawacze;;2;1;\n2026;1206;BG-TORY;;2;1;\n2026;1261;spawacze;;2;1;\n",
    )
    run = load("barometr", HEADER + "2026;1206;spawacze;;3;1;\n")
    assert run.counts() == {"rows": 1, "created": 0, "changed": 1, "unchanged": 0, "removed": 1, "rejected": 0}
    assert BarometerRating.objects.filter(withdrawn_run=None).count() == 3


def test_a_second_time_nothing_changes(load: Load) -> None:
    text = HEADER + "2026;1206;spawacze;;2;1;\n2026;1206;;711603;2;1;\n"
    load("barometr", text)
    assert load("barometr", text).counts()["unchanged"] == 2
