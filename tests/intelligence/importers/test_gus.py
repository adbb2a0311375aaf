"""Two shapes of the Local Data Bank, three ways of numbering a unit, one table."""

from __future__ import annotations

import json
from typing import Any

import polars as pl
import pytest

from koordynata.intelligence.models import Observation
from koordynata.sources.gus.units import to_teryt
from tests.loading import Load, problems_of

HEADER = "Kod;Jednostka terytorialna;Miesiące;Wyszczególnienie;Lata;Jednostka miary;Wartość\n"
RATE = "stopa bezrobocia rejestrowanego"


@pytest.mark.parametrize(
    ("code", "teryt"),
    [
        ("0", "PL"),
        ("0000000", "PL"),
        ("000000000000", "PL"),
        ("200000", "02"),
        ("1600000", "16"),
        ("201000", "0201"),
        ("1607000", "1607"),
        ("1607012", "160701"),
        ("1607014", None),  # a town inside a gmina
        ("1100000000", "10"),
        ("1101506000", "1006"),
        ("6285662000", "2862"),
        ("1101500000", None),  # a subregion
        ("1000000000", None),  # a region
        ("011200000000", "12"),
        ("011212161000", "1261"),
        ("011212161011", "126101"),
        ("011212100000", None),
        ("12345", None),
        ("x", None),
    ],
)
def test_units(code: str, teryt: str | None) -> None:
    assert pl.DataFrame({"code": [code]}).select(to_teryt(pl.col("code"))).item() == teryt


def test_website(load: Load) -> None:
    run = load("gus", HEADER + f"0;POLSKA;styczeń;{RATE};2025;%;13,9\n1607000;Powiat nyski;styczeń;{RATE};2025;%;:\n")
    assert problems_of(run) == []
    country, powiat = Observation.objects.order_by("-territory__code")
    assert (country.variable, country.period, country.unit) == (f"Wyszczególnienie: {RATE} [%]", "styczeń", "%")
    assert (country.value, powiat.value) == (13.9, None)


def test_other_dimensions(load: Load) -> None:
    load(
        "gus",
        "Kod;Nazwa;Płeć;Wiek;Rok;Wartość;Jednostka miary;Atrybut\n1600000;OPOLSKIE;kobiety;15-19;2024;1 234;osoba;\n",
    )
    assert Observation.objects.get().variable == "Płeć: kobiety · Wiek: 15-19 [osoba]"


def page(**more: Any) -> dict[str, Any]:
    values = [{"year": "2024", "val": 6.1, "attrId": 1}, {"year": "2025", "val": None, "attrId": 2}]
    return {
        "totalRecords": 1,
        "variableId": 60270,
        "results": [{"id": "011600000000", "name": "x", "values": values}],
    } | more


def test_api(load: Load) -> None:
    run = load("gus", json.dumps(page()))
    assert problems_of(run) == []
    assert list(Observation.objects.order_by("year").values_list("variable", "territory__code", "value")) == [
        ("60270", "16", 6.1),
        ("60270", "16", None),
    ]


def test_half_of_the_pages_is_refused(load: Load) -> None:
    run = load("gus", json.dumps([page(totalRecords=380)]))
    assert (run.state, problems_of(run)) == ("refused", [(None, "", "gus_pages_missing")])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "json_broken"),
        ("[" * 100_000, "json_too_deep"),
        ('{"a": 1}', "json_shape"),
        ('{"results": []}', "json_shape"),
        ('{"results": [NaN]}', "json_broken"),
        ('{"results": [' + "9" * 5000 + "]}", "json_broken"),
    ],
)
def test_hostile_json_is_refused(load: Load, content: str, code: str) -> None:
    run = load("gus", content)
    assert (run.state, [problem[2] for problem in problems_of(run)]) == ("refused", [code])


def test_odd_values_are_named(load: Load) -> None:
    results = [
        {"id": "16", "values": [{"year": "2024", "val": 1}]},
        {"id": "011600000000", "values": [{"year": "x", "val": 1}]},
        {"id": "011600000000", "values": [{"year": "2024", "val": "1"}]},
        None,
    ]
    run = load("gus", json.dumps(page(results=results)))
    assert [code for _line, _column, code in problems_of(run)] == [
        "cell_pattern",
        "cell_not_integer",
        "cell_not_decimal",
        "cell_pattern",
    ]


def test_regions_are_set_aside(load: Load) -> None:
    run = load(
        "gus", HEADER + f"1101500000;PODREGION;styczeń;{RATE};2025;%;1\n1607000;Powiat nyski;styczeń;{RATE};2025;%;2\n"
    )
    assert problems_of(run) == [(None, "", "gus_regions")]
    assert run.counts() == {"rows": 2, "created": 1, "changed": 0, "unchanged": 1, "removed": 0, "rejected": 0}
