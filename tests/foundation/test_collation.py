"""Lists stand in the same Polish order on SQLite and on PostgreSQL, and are found whatever the case."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.functions import Collate

from koordynata.accounts.models import User
from koordynata.foundation.alphabet import polish_key
from koordynata.foundation.collation import POLISH
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Branch, Occupation, Territory
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Contact, Institution

from .test_alphabet import IN_ORDER, SIGNS

MIXED = random.Random(3).sample(IN_ORDER, len(IN_ORDER))
PLAIN = "C" if connection.vendor == "postgresql" else "BINARY"  # the order of code points
IN_POLISH_ORDER = sorted(IN_ORDER, key=polish_key)


def _institutions(land: Any, names: list[str]) -> Any:
    Institution.objects.bulk_create(
        Institution(kind=InstitutionKind.EMPLOYER, name=name, territory=land["1607"]) for name in names
    )
    return Institution.objects.all()


def _territories(land: Any, names: list[str]) -> Any:
    Territory.objects.bulk_create(
        Territory(code=f"18{n:02}", kind=TerritoryKind.POWIAT, name=name, path=f"18/18{n:02}/")
        for n, name in enumerate(names)
    )
    return Territory.objects.filter(path__startswith="18/").region_by_region()


def _occupations(land: Any, names: list[str]) -> Any:
    branch = Branch.objects.create(code="TKO", name_pl="transport kolejowy")
    Occupation.objects.bulk_create(
        Occupation(code=f"{n:06}", name_pl=name, branch=branch) for n, name in enumerate(names)
    )
    return Occupation.objects.all()


def _people(land: Any, names: list[str]) -> Any:
    User.objects.bulk_create(User(email=f"{n}@example.org", full_name=name) for n, name in enumerate(names))
    return User.objects.order_by("full_name", "id")


def _contacts(land: Any, names: list[str]) -> Any:
    place = Institution.objects.create(kind=InstitutionKind.EMPLOYER, name="Kolej", territory=land["1607"])
    Contact.objects.bulk_create(Contact(institution=place, name=name) for name in names)
    return Contact.objects.all()


@pytest.mark.parametrize("fill", [_institutions, _territories, _occupations, _people, _contacts])
def test_lists_in_polish_order(fill: Any, land: Any) -> None:
    rows = fill(land, MIXED)
    assert list(map(str, [getattr(row, "name", None) or row for row in rows])) == IN_POLISH_ORDER


@pytest.mark.django_db
def test_the_databases_order_is_the_one_of_python() -> None:
    """On PostgreSQL this holds our order against ICU itself."""
    chance, signs = random.Random(11), SIGNS.replace("„", "").replace("”", "")  # ICU's editions differ on quotes
    texts = {"".join(chance.choice(signs) for _ in range(chance.randint(1, 6))) for _ in range(500)}
    User.objects.bulk_create(User(email=f"{n}@example.org", full_name=text) for n, text in enumerate(sorted(texts)))
    names = User.objects.values_list("full_name", flat=True)
    assert list(names.order_by("full_name")) == sorted(texts, key=polish_key)
    assert list(names.order_by(Collate("full_name", PLAIN))) == sorted(texts), "negative control"


def test_whatever_a_list_is_sorted_by_has_the_polish_order() -> None:
    """A name by which a model is sorted is a text of the Polish alphabet, not of code points."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("koordynata.")]
    sorts = [
        (model, name.lstrip("-")) for model in ours for name in model._meta.ordering or () if isinstance(name, str)
    ]
    names = [model._meta.get_field(name) for model, name in sorts if name in ("name", "name_pl", "full_name")]
    assert len(names) >= 5
    assert [field for field in names if getattr(field, "db_collation", None) != POLISH] == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [("łódź", ["Łódź"]), ("ŁÓDŹ", ["Łódź"]), ("ĆM", ["Ćmielów", "ćma"]), ("lodz", []), ("100%", []), ("_", [])],
)
def test_found_whatever_the_case(asked: str, found: list[str], land: Any) -> None:
    _institutions(land, MIXED)
    rows = Institution.objects.filter(name__mentions=asked)
    assert sorted(rows.values_list("name", flat=True)) == found


def _plan(rows: Any) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a small table is read whole; that is not the question
            cursor.execute(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off"
            )
        return str(rows.explain())


def test_paging_the_register_walks_its_index(land: Any) -> None:
    rows = _institutions(land, MIXED).current()
    walked = _plan(rows.order_by("name", "id")[:50])
    sorted_first = _plan(rows.order_by(Collate("name", PLAIN), "id")[:50])
    sorting = "Sort" if connection.vendor == "postgresql" else "TEMP B-TREE"
    assert "institution_current_by_name" in walked and sorting not in walked
    assert sorting in sorted_first, "negative control"
