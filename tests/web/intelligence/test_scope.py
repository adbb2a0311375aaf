"""Who may see what: closed to strangers, and a foreign address answers like one that does not exist."""

from __future__ import annotations

import re
from typing import Any

import pytest

from koordynata.accounts.models import User
from tests.conftest import make_user

PAGES = [
    "/", "/luki/", "/zawody/", "/zawody/311407/", "/branze/", "/branze/TKO/", "/terytoria/", "/terytoria/1607/",
    "/porownanie/", "/porownanie/?a_territory=1607&b_territory=1661&b_occupation=311407", "/kwadrant/", "/metody/",
    "/metody/gap/", "/liczby/supply/?territory=1607&occupation=311407&year=2026",
]  # fmt: skip
FOREIGN = [
    ("/terytoria/1607/", "/terytoria/9999/"),
    ("/liczby/supply/?territory=1607&occupation=311407", "/liczby/supply/?territory=9999&occupation=311407"),
    ("/szkoly/{school}/perspektywa/", "/szkoly/999999/perspektywa/"),
]
TOKEN = re.compile(r"[A-Za-z0-9]{64}")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_its_reader(office: Any, address: str) -> None:
    assert office.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_passer_by_is_sent_to_the_sign_in(client: Any, db: None, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/")


@pytest.mark.parametrize("address", PAGES)
def test_an_account_without_a_role_sees_no_figure(lists: Any, land: Any, as_user: Any, address: str) -> None:
    nobody = User.objects.create_user("nobody@example.org", "a long password", full_name="Nobody")
    response = as_user(nobody).get(address)
    assert response.status_code == (200 if address == "/" else 404)
    assert "nyski" not in response.content.decode()


@pytest.mark.parametrize(("foreign", "unknown"), FOREIGN)
def test_a_foreign_address_answers_like_an_unknown_one(
    stranger: Any, school: Any, as_user: Any, foreign: str, unknown: str
) -> None:
    browser = as_user(stranger)
    answers = [browser.get(address.format(school=school.pk)) for address in (foreign, unknown)]
    assert [answer.status_code for answer in answers] == [404, 404]
    bodies = [TOKEN.sub("", answer.content.decode()) for answer in answers]
    assert bodies[0] == bodies[1]


def test_the_owner_of_that_school_does_see_it(coordinator: Any, school: Any, as_user: Any) -> None:
    assert as_user(coordinator).get(f"/szkoly/{school.pk}/perspektywa/").status_code == 200


def test_no_choice_reaches_beyond_the_scope(stranger: Any, lists: Any, as_user: Any) -> None:
    browser = as_user(stranger)
    for address in (
        "/luki/?territory=16",
        "/zawody/?territory=1607",
        "/porownanie/?a_territory=1607",
        "/kwadrant/?territory=16",
    ):
        page = browser.get(address).content.decode().lower()
        assert "nyski" not in page and "opolskie" not in page.replace("małopolskie", ""), address


def test_an_export_reaches_no_further_than_the_page(stranger: Any, lists: Any, as_user: Any) -> None:
    response = as_user(stranger).get("/luki/?territory=16&format=csv")
    content = b"".join(response.streaming_content).decode()
    assert "1206" in content and "1607" not in content


@pytest.mark.parametrize("address", ["/zawody/311499/", "/zawody/311407x/", "/zawody/' OR 1=1/", "/branze/XXX/", "/metody/no-such/",
                                     "/terytoria/PL/", "/liczby/no-such/?occupation=311407", "/liczby/supply/?year=1066"])  # fmt: skip
def test_what_does_not_exist_is_not_found(office: Any, address: str) -> None:
    assert office.get(address).status_code == 404


def test_the_whole_country_is_for_whoever_sees_it(administrator: Any, lists: Any, as_user: Any) -> None:
    browser = as_user(administrator)
    assert browser.get("/terytoria/PL/").status_code == 200
    page = browser.get("/luki/?territory=PL").content.decode()
    assert "nyski" in page and "krakowski" in page
    for choice in ("PL", "16", "12", "1607"):
        assert f'<option value="{choice}"' in browser.get("/zawody/").content.decode()
    assert 'class="call warn"' not in page, "the filter was read"


def test_the_desk_of_the_country_compares_voivodeships(administrator: Any, lists: Any, as_user: Any) -> None:
    page = as_user(administrator).get("/").content.decode()
    assert '<tr role="row" data-territory="16"' in page and '<tr role="row" data-territory="1607"' not in page
    assert page.count('data-territory="1607"') == 1, "the map still shows every powiat"


@pytest.mark.parametrize(("where", "seen"), [("1607", False), ("16", True)])
def test_a_powiat_stands_among_its_neighbours_only_for_whoever_sees_them(
    land: Any, lists: Any, as_user: Any, where: str, seen: bool
) -> None:
    reader = make_user("reader@example.org", "member", land[where])
    answer = as_user(reader).get("/terytoria/1607/")
    page = answer.content.decode()
    assert answer.status_code == 200 and 'data-territory="1607"' in page
    assert ('data-territory="1661"' in page) is seen
