"""The cast: five people of the house, and the ground they stand on."""

from __future__ import annotations

import csv
import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from koordynata.accounts.models import User
from koordynata.jobs.queues import QUEUES
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Branch, Occupation, SchoolType, Territory
from koordynata.reference.package import DATA
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution, Membership

from .scheduling import SharedGround


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SharedGround:
    """With several workers: what shares its ground stays together."""
    return SharedGround(config, log)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the garbage collector need not walk over it for every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure() -> None:
    """Else libraries complain, at the end, of what was never taken down."""
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _own_data_folder(settings: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every test writes to its own data folder, hashes passwords fast, and runs tasks at once."""
    settings.DATA_DIR = tmp_path_factory.mktemp("var")
    settings.MEDIA_ROOT = settings.DATA_DIR / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STAFF_NEED_SECOND_FACTOR = False  # tests of the second factor switch it on
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": QUEUES}}


@pytest.fixture(autouse=True)
def _unordered_queries_are_hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a query without an order come backwards: whoever relies on chance finds out here."""
    fetch_all = QuerySet._fetch_all

    def fetch_backwards(self: QuerySet[Any]) -> None:
        fresh = self._result_cache is None
        fetch_all(self)
        if fresh and self._result_cache and not self.ordered:
            self._result_cache.reverse()

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_backwards)


@pytest.fixture
def own_connections(transactional_db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every thread has a connection of its own, as processes have.

    SQLite's test database lies in memory, where threads share one: for this test it is copied to a file.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():  # type: ignore[attr-defined]
        yield
        return
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    file = tmp_path_factory.mktemp("database") / "own.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        in_memory.backup(copy)
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = in_memory, name


def make_territory(
    code: str, kind: TerritoryKind, name: str, parent: Territory | None = None, **more: Any
) -> Territory:
    """A territory with its path."""
    above = parent.path if parent and parent.kind != TerritoryKind.COUNTRY else ""
    path = "PL/" if kind == TerritoryKind.COUNTRY else f"{above}{code}/"
    return Territory.objects.create(code=code, kind=kind, name=name, parent=parent, path=path, **more)


@pytest.fixture
def land(db: None) -> dict[str, Territory]:
    """A small country: two voivodeships (16 opolskie, 12 małopolskie) with some powiats each, by code."""
    country = make_territory("PL", TerritoryKind.COUNTRY, "Polska")
    opolskie = make_territory("16", TerritoryKind.VOIVODESHIP, "opolskie", country, seat="Opole", lat=50.67, lon=17.92)
    malopolskie = make_territory(
        "12", TerritoryKind.VOIVODESHIP, "małopolskie", country, seat="Kraków", lat=50.06, lon=19.94
    )
    powiat = TerritoryKind.POWIAT
    return {
        t.code: t
        for t in (
            country,
            opolskie,
            malopolskie,
            make_territory("1607", powiat, "nyski", opolskie, seat="Nysa", lat=50.474, lon=17.334),
            make_territory("1609", powiat, "opolski", opolskie, seat="Opole", lat=50.675, lon=17.921),
            make_territory("1661", powiat, "Opole", opolskie, seat="Opole", lat=50.675, lon=17.921, city_rights=True),
            make_territory("1206", powiat, "krakowski", malopolskie, seat="Kraków", lat=50.061, lon=19.937),
            make_territory(
                "1261", powiat, "Kraków", malopolskie, seat="Kraków", lat=50.061, lon=19.937, city_rights=True
            ),
        )
    }


def real_occupation(code: str, branch: Branch) -> Occupation:
    """An occupation as the list of the package has it: tests never pair a code with the name of another."""
    with (DATA / "occupations.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["code"] == code)
    assert row["branch"] == branch.code
    return Occupation(
        code=code,
        name_pl=row["name_pl"],
        branch=branch,
        school_types=row["school_types"],
        prk_level=int(row["prk_level"]),
    )


@pytest.fixture
def lists(db: None) -> dict[str, Any]:
    """School types, a branch and three occupations."""
    types = [
        SchoolType(code="BS1", name_pl="branżowa szkoła I stopnia", years=3, abbreviation="BS I",
                   rspo_name="Branżowa szkoła I stopnia"),
        SchoolType(code="TEC", name_pl="technikum", years=5, abbreviation="T", rspo_name="Technikum"),
    ]  # fmt: skip
    SchoolType.objects.bulk_create(types)
    branch = Branch.objects.create(code="TKO", name_pl="transportu kolejowego", name_en="railway transport")
    occupations = [real_occupation(code, branch) for code in ("311407", "311928", "711603")]
    Occupation.objects.bulk_create(occupations)
    return {"branch": branch, "school_types": SchoolType.objects.in_bulk(field_name="code"),
            "occupations": Occupation.objects.in_bulk(field_name="code")}  # fmt: skip


@pytest.fixture
def school(land: dict[str, Territory], lists: dict[str, Any]) -> Institution:
    """A technikum in Nysa."""
    return Institution.objects.create(
        kind=InstitutionKind.SCHOOL, name="Technikum nr 1 w Nysie (przykład)", rspo=900001, territory=land["1607"],
        type_name="Technikum", school_type=lists["school_types"]["TEC"], locality="Nysa", pupils=312,
    )  # fmt: skip


def make_user(email: str, role: str = "", territory: Territory | None = None, **membership: Any) -> User:
    """A user, with one membership when a role is given."""
    user = User.objects.create_user(email, "a long password", full_name=email.split("@")[0].title())
    if role and territory:
        Membership.objects.create(user=user, role=role, territory=territory, **membership)
    return user


@pytest.fixture
def coordinator(land: dict[str, Territory]) -> User:
    """Officer of the coordination office in Opolskie."""
    return make_user("coordinator@example.org", "officer", land["16"])


@pytest.fixture
def member(land: dict[str, Territory]) -> User:
    """Member of the Regional Coordination Team of Opolskie."""
    return make_user("member@example.org", "member", land["16"])


@pytest.fixture
def school_head(land: dict[str, Territory], school: Institution) -> User:
    """Head of the school in Nysa."""
    return make_user("school@example.org", "school_head", land["16"], institution=school)


@pytest.fixture
def employer(land: dict[str, Territory]) -> User:
    """An employer in Opolskie."""
    company = Institution.objects.create(kind=InstitutionKind.EMPLOYER, name="Kolej (przykład)", territory=land["1661"])
    return make_user("employer@example.org", "employer", land["16"], institution=company)


@pytest.fixture
def stranger(land: dict[str, Territory]) -> User:
    """Officer of another voivodeship: whatever lies in Opolskie must look to them as if it did not exist."""
    return make_user("stranger@example.org", "officer", land["12"])


@pytest.fixture
def administrator(land: dict[str, Territory]) -> User:
    """Administrator of the installation, whole country."""
    return make_user("administrator@example.org", "administrator", land["PL"])


@pytest.fixture
def as_user() -> Any:
    """A test client signed in as somebody."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
