"""Language and region: chosen by POST, kept in a cookie, never beyond the scope."""

from __future__ import annotations

from typing import Any

import pytest


def test_english_is_one_click_away_and_back_where_one_was(client: Any, db: None) -> None:
    response = client.post("/jezyk/", {"language": "en"}, headers={"Referer": "http://testserver/konto/login/?next=/"})
    assert response["Location"] == "http://testserver/konto/login/?next=/"
    assert '<html lang="en">' in client.get("/konto/login/").content.decode()


@pytest.mark.parametrize("referer", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_way_back_leads_nowhere_else(client: Any, db: None, referer: str) -> None:
    assert client.post("/jezyk/", {"language": "en"}, headers={"Referer": referer})["Location"] == "/"


def test_an_unknown_language_changes_nothing(client: Any, db: None) -> None:
    assert "django_language" not in client.post("/jezyk/", {"language": "xx"}).cookies


@pytest.mark.parametrize("address", ["/jezyk/", "/region/"])
def test_reading_chooses_nothing(administrator: Any, as_user: Any, address: str) -> None:
    assert as_user(administrator).get(address).status_code == 405


def test_a_region_of_the_scope_is_remembered(administrator: Any, as_user: Any) -> None:
    browser = as_user(administrator)
    browser.post("/region/", {"region": "12"})
    assert browser.cookies["koordynata_region"].value == "12"


def test_a_foreign_region_is_not(coordinator: Any, as_user: Any) -> None:
    browser = as_user(coordinator)
    browser.post("/region/", {"region": "12"})
    assert "koordynata_region" not in browser.cookies


def test_a_forged_cookie_opens_nothing(coordinator: Any, as_user: Any) -> None:
    browser = as_user(coordinator)
    browser.cookies["koordynata_region"] = "12"
    page = browser.get("/no-such-page/").content.decode()
    assert "Opolskie" in page and "Małopolskie" not in page


@pytest.mark.parametrize(("chosen", "spoken"), [("", "pl"), ("en", "en")])
def test_a_choice_on_this_machine_outlives_the_sign_in(member: Any, client: Any, chosen: str, spoken: str) -> None:
    if chosen:
        client.post("/jezyk/", {"language": chosen})
    client.post("/konto/login/", {"login": member.email, "password": "a long password"})
    assert f'<html lang="{spoken}">' in client.get("/no-such-page/").content.decode()
