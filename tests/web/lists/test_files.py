"""Every list: Export and Print stand there, the file holds what is filtered, nothing in it runs, it says its source."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import koordynata
from koordynata.accounts.models import User
from koordynata.registry.models import Institution

from .conftest import FORMULA

TEMPLATES = Path(koordynata.__file__).parent / "web/templates"
LISTS = [
    "/instytucje/", "/instytucje/podobne/", "/importy/", "/dziennik/", "/osoby/", "/luki/", "/zawody/", "/branze/",
    "/biuro/", "/biuro/korespondencja/", "/biuro/obowiazki/", "/biuro/dzialania/", "/biuro/interesariusze/",
    "/opinie/", "/opinie/rejestr/", "/opinie/nabory/",
    "/terytoria/", "/kwadrant/", "/metody/", "/zespoly/", "/porownanie/?a_territory=1607&b_territory=1661",
]  # fmt: skip


def file_of(client: Client, address: str, kind: str) -> bytes:
    joined = f"{address}{'&' if '?' in address else '?'}format={kind}"
    response: Any = client.get(joined)
    assert response.streaming, joined
    return b"".join(response.streaming_content)


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file_of(client, address, "csv").decode("utf-8-sig")), delimiter=";"))


def words_of(book: bytes) -> str:
    parts = zipfile.ZipFile(io.BytesIO(book))
    return "".join(parts.read(name).decode() for name in parts.namelist() if "sheet" in name and name.endswith(".xml"))


@pytest.mark.parametrize("address", LISTS)
def test_every_list_can_be_taken_home(address: str, made_up: Any, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    page = client.get(address).content.decode()
    assert "format=xlsx" in page and "format=csv" in page and ("data-print" in page or "print=all" in page)
    rows = rows_of(client, address)
    assert rows
    for row in rows:
        assert row["Źródło"] and "Stan na" in row and row["Dane przykładowe"] in {"tak", "nie"}
        assert not any(re.match(r"\s*=", value) for value in row.values() if value)
    book = file_of(client, address, "xlsx")
    assert "<f>" not in words_of(book) and "Dane przykładowe: osoby" in words_of(book)
    assert "Źródło: " in words_of(book) or address == "/instytucje/", "entries by hand have no file"
    assert "Zapisano" in words_of(book) and address.split("?")[0] in words_of(book)


@pytest.mark.parametrize("address", ["/instytucje/?kind=employer", "/instytucje/podobne/"])
def test_a_name_that_begins_like_a_formula_is_only_a_name(
    address: str, made_up: Any, coordinator: User, as_user: Any
) -> None:
    names = [value for row in rows_of(as_user(coordinator), address) for value in row.values() if FORMULA in value]
    assert names and all(name.startswith("'=") for name in names)


def test_the_sample_is_marked_row_by_row_in_the_register(made_up: Any, coordinator: User, as_user: Any) -> None:
    marks = {row["Nazwa"]: row["Dane przykładowe"] for row in rows_of(as_user(coordinator), "/instytucje/")}
    assert {mark for name, mark in marks.items() if FORMULA in name} == {"tak"}
    assert {mark for name, mark in marks.items() if FORMULA not in name} == {"nie"}


def test_source_and_vintage_of_the_register_come_from_its_files(made_up: Any, coordinator: User, as_user: Any) -> None:
    run = made_up["run"]
    type(run.snapshot).objects.filter(pk=run.snapshot.pk).update(publisher="Wydawca Rejestru", vintage="2026-09-30")
    Institution.objects.filter(pk=made_up["school"].pk).update(created_run=run)
    client = as_user(coordinator)
    row = next(row for row in rows_of(client, "/instytucje/?kind=school") if row["RSPO"] == "900001")
    assert (row["Źródło"], row["Stan na"]) == ("Wydawca Rejestru", "2026-09-30")
    assert "Stan na 30.09.2026" in words_of(file_of(client, "/instytucje/?kind=school", "xlsx"))


def test_a_file_speaks_the_language_of_its_reader(made_up: Any, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    client.cookies["django_language"] = "en"
    rows = rows_of(client, "/instytucje/?kind=employer")
    assert rows[0]["Kind"] == "employer" and rows[0]["Sample data"] == "yes"
    assert "Saved on" in words_of(file_of(client, "/instytucje/", "xlsx"))


def test_invitations_have_a_file_of_their_own(made_up: Any, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    assert "table=invitations&amp;format=xlsx" in client.get("/osoby/").content.decode()
    (row,) = rows_of(client, "/osoby/?table=invitations")
    assert "Kanarekopolski" in row["Adres e-mail"]


def test_a_long_list_prints_whole(made_up: Any, land: Any, coordinator: User, as_user: Any) -> None:
    Institution.objects.bulk_create(
        Institution(kind="employer", name=f"Firma {n:03}", territory=land["1607"]) for n in range(120)
    )
    client = as_user(coordinator)
    page = client.get("/instytucje/?kind=employer").content.decode()
    assert "?kind=employer&amp;print=all" in page
    printed = client.get("/instytucje/?kind=employer&print=all")
    text = printed.content.decode()
    assert len(printed.context["page"]) == 122 and "data-print-now" in text
    assert "print=all" not in text.replace("?kind=employer&amp;print=all", ""), "sorting and filtering do not print"


def without_export(templates: dict[str, str]) -> list[str]:
    """Lists in pages that cannot be taken home."""
    return [name for name, text in templates.items() if "{% pages " in text and "{% export_links " not in text]


def test_every_list_in_pages_has_export_and_print() -> None:
    texts = {file.name: file.read_text() for file in TEMPLATES.rglob("*.html")}
    assert without_export(texts) == []
    assert sum("{% pages " in text for text in texts.values()) > 4


def test_a_list_without_export_would_be_found() -> None:
    assert without_export({"x.html": "{% pages page %}"}) == ["x.html"]
