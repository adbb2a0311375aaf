"""The accessibility statement: public, with the ids that machines read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

ADDRESS = "/deklaracja-dostepnosci/"
IDS = [
    "a11y-deklaracja", "a11y-wstep", "a11y-podmiot", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja",
    "a11y-status", "a11y-data-sporzadzenie", "a11y-data-przeglad", "a11y-kontakt", "a11y-osoba", "a11y-email",
    "a11y-telefon", "a11y-procedura", "a11y-architektura",
]  # fmt: skip
SAID = {
    "entity": "Urząd Marszałkowski (przykład)", "entity_url": "https://example.org/", "contact_name": "Ktoś",
    "contact_email": "dostepnosc@example.org", "contact_phone": "77 000 00 00", "published": "2026-09-01",
    "updated": "2026-10-01", "made": "2026-11-01", "reviewed": "2026-11-02",
}  # fmt: skip


@pytest.mark.parametrize("said", [SAID, {}])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_id_stands_there_once(said: dict[str, str], language: str, db: None, settings: Any) -> None:
    settings.ACCESSIBILITY = said
    client = Client()
    client.cookies["django_language"] = language
    page = client.get(ADDRESS).content.decode()
    assert {name: page.count(f'id="{name}"') for name in IDS} == dict.fromkeys(IDS, 1)


def test_it_says_what_the_installation_says(db: None, settings: Any) -> None:
    settings.ACCESSIBILITY = SAID
    page = Client().get(ADDRESS).content.decode()
    assert 'datetime="2026-09-01"' in page and "dostepnosc@example.org" in page and SAID["entity"] in page


def test_a_missing_date_is_said_and_not_made_up(db: None, settings: Any) -> None:
    settings.ACCESSIBILITY = {}
    page = Client().get(ADDRESS).content.decode()
    assert "datetime=" not in page
