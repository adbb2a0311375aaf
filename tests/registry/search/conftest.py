"""The real lists of territories and occupations, a few invented institutions, and some hundred more around them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

import koordynata.reference
from koordynata.reference.models import Branch, Occupation, Territory
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution

HERE = Path(__file__).parent
LISTS = Path(koordynata.reference.__file__).parent / "data"


def rows_of(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def path_of(row: dict[str, str]) -> str:
    above = "" if row["parent"] in {"", "PL"} else f"{row['parent']}/"
    return "PL/" if row["code"] == "PL" else f"{above}{row['code']}/"


@pytest.fixture
def poland(db: None) -> None:
    """Everything that can be searched."""
    Territory.objects.bulk_create(
        Territory(code=row["code"], kind=row["kind"], name=row["name"], seat=row["seat"], path=path_of(row),
                  city_rights=row["city_rights"] == "1")
        for row in rows_of(LISTS / "territories.csv")
    )  # fmt: skip
    Branch.objects.bulk_create(
        Branch(code=row["code"], name_pl=row["name_pl"], name_en=row["name_en"])
        for row in rows_of(LISTS / "branches.csv")
    )
    branches = Branch.objects.in_bulk(field_name="code")
    Occupation.objects.bulk_create(
        Occupation(code=row["code"], name_pl=row["name_pl"], name_en=row["name_en"], branch=branches[row["branch"]])
        for row in rows_of(LISTS / "occupations.csv")
    )
    places = Territory.objects.in_bulk(field_name="code")
    Institution.objects.bulk_create(_institutions(places))


def _institutions(places: dict[str, Any]) -> list[Institution]:
    known = [
        Institution(name=row["name"], locality=row["locality"], territory=places[row["powiat"]], type_name=row["type"],
                    kind=InstitutionKind.EMPLOYER if row["type"] == "pracodawca" else InstitutionKind.SCHOOL)
        for row in rows_of(HERE / "schools.csv", ";")
    ]  # fmt: skip
    crowd = [
        Institution(name=f"Zespół Szkół nr {n} (przykład)", locality=place.seat, territory=place,
                    type_name="Zespół szkół", kind=InstitutionKind.SCHOOL_COMPLEX)
        for place in places.values() if place.kind == "powiat" for n in (1, 2)
    ]  # fmt: skip
    return known + crowd
