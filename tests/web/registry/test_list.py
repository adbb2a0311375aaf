"""The register's list: filters in the address, search that forgives, export of what is filtered, constant queries."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koordynata.accounts.models import User
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution, Offer

LIST = "/instytucje/"


def shown(client: Client, query: str = "") -> list[str]:
    return [row.name for row in client.get(f"{LIST}?{query}").context["page"]]


def exported(client: Client, query: str = "") -> list[dict[str, str]]:
    response: Any = client.get(f"{LIST}?{query}&format=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def register(land: Any, lists: Any, school: Institution) -> list[Institution]:
    """Beside the school in Nysa: a closed one, an employer, a labour office, and a school in Kraków."""
    Offer.objects.create(school=school, occupation=lists["occupations"]["311407"], school_year=2026)
    Institution.objects.filter(pk=school.pk).update(public_status="publiczna")
    return [
        school,
        Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Branżowa Szkoła w Opolu (przykład)", rspo=900005,
                                   territory=land["1661"], school_type=lists["school_types"]["BS1"], pupils=40,
                                   locality="Opole", closed_on="2025-08-31"),
        Institution.objects.create(kind=InstitutionKind.EMPLOYER, name="-5+3 Zakłady (przykład)", territory=land["1609"],
                                   phone="+48 77 123 45 67", postcode="007"),
        Institution.objects.create(kind=InstitutionKind.LABOUR_OFFICE, name="Powiatowy Urząd Pracy (przykład)",
                                   territory=land["1607"]),
        Institution.objects.create(kind=InstitutionKind.SCHOOL, name="Technikum Kolejowe w Krakowie (przykład)",
                                   rspo=900009, territory=land["1261"], locality="Kraków"),
    ]  # fmt: skip


FILTERS = [
    ("", 3),
    ("kind=school", 1),
    ("kind=school&closed=on", 2),
    ("school_type=TEC", 1),
    ("territory=1607", 2),
    ("territory=16", 3),
    ("status=publiczna", 1),
    ("occupation=311407", 1),
    ("occupation=711603", 0),
    ("q=tehnikum+nysa", 1),
    ("q=urzędu+pracy", 1),
    ("q=900001", 1),
    ("kind=nonsense", 3),
    ("territory=12", 3),
    ("page=99", 3),
    ("sort=nonsense", 3),
]


@pytest.mark.parametrize(("query", "count"), FILTERS)
def test_filters_and_their_export_agree(query: str, count: int, register: Any, coordinator: User, as_user: Any) -> None:
    """A value that is not on offer (another region's territory, too) narrows nothing and shows nothing more."""
    client = as_user(coordinator)
    names = shown(client, query)
    assert len(names) == count
    assert sorted(row["Nazwa"] if "Nazwa" in row else row["Name"] for row in exported(client, query)) == sorted(
        name.replace("-5+3", "'-5+3") for name in names
    )


def test_another_region_sees_only_its_own(register: Any, stranger: User, employer: User, as_user: Any) -> None:
    assert shown(as_user(stranger), "closed=on") == ["Technikum Kolejowe w Krakowie (przykład)"]
    assert shown(as_user(stranger), "q=technikum") == ["Technikum Kolejowe w Krakowie (przykład)"]
    assert as_user(employer).get(LIST).status_code == 404


def test_filters_stay_in_the_links(register: Any, coordinator: User, as_user: Any) -> None:
    page = as_user(coordinator).get(f"{LIST}?territory=1607&sort=rspo").content.decode()
    assert "?territory=1607&amp;sort=name" in page and "?territory=1607&amp;sort=rspo&amp;format=xlsx" in page


def test_a_spreadsheet_has_no_live_formula_and_keeps_numbers(register: Any, coordinator: User, as_user: Any) -> None:
    row = next(row for row in exported(as_user(coordinator), "kind=employer"))
    values = list(row.values())
    assert "'-5+3 Zakłady (przykład)" in values and "+48 77 123 45 67" in values and "007" in values


def test_xlsx_comes_as_a_file(register: Any, coordinator: User, as_user: Any) -> None:
    response = as_user(coordinator).get(f"{LIST}?format=xlsx")
    assert b"".join(response.streaming_content)[:2] == b"PK"
    assert "no-store" in response.headers["Cache-Control"]


def test_exports_are_limited(register: Any, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    codes = [client.get(f"{LIST}?format=csv").status_code for _ in range(31)]
    assert codes[0] == 200 and codes[-1] == 429


def test_the_number_of_queries_stays(coordinator: User, land: Any, lists: Any, as_user: Any) -> None:
    client, counts = as_user(coordinator), {}
    for n in range(1, 4):
        Institution.objects.create(
            kind=InstitutionKind.SCHOOL, name=f"Szkoła {n}", rspo=910000 + n, territory=land["1607"],
            school_type=lists["school_types"]["TEC"],
        )  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            assert len(shown(client)) == n
        counts[n] = len(captured)
    assert counts[1] == counts[3]


def test_pages_of_a_long_list(coordinator: User, land: Any, as_user: Any) -> None:
    Institution.objects.bulk_create(
        Institution(kind=InstitutionKind.EMPLOYER, name=f"Firma {n:03}", territory=land["1607"]) for n in range(120)
    )
    client = as_user(coordinator)
    seen = [name for page in (1, 2, 3) for name in shown(client, f"page={page}")]
    assert len(seen) == len(set(seen)) == 120
    assert len(exported(client)) == 120, "the export holds what is filtered, not what the page shows"


def test_names_stand_in_polish_order(register: Any, land: Any, coordinator: User, as_user: Any) -> None:
    for name in ("Żak", "Łan", "Cis", "Ćma", "Zenit", "Lot"):
        Institution.objects.create(kind=InstitutionKind.EMPLOYER, name=name, territory=land["1607"])
    names = shown(as_user(coordinator), "kind=employer")
    assert names == ["-5+3 Zakłady (przykład)", "Cis", "Ćma", "Lot", "Łan", "Zenit", "Żak"]
