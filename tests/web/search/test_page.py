"""The search page and the suggestions under its field."""

from __future__ import annotations

from typing import Any

import pytest

from koordynata.accounts.models import User
from koordynata.reference.models import OccupationQualification, Qualification
from koordynata.registry.enums import InstitutionKind
from koordynata.registry.models import Institution
from koordynata.registry.search import refresh_search_index

HTMX = {"HX-Request": "true"}


@pytest.fixture
def index(school: Institution) -> None:
    refresh_search_index()


def found(response: Any) -> dict[str, list[str]]:
    return {group.title: [result.title for result in group.results] for group in response.context["groups"]}


def test_it_finds_institutions_territories_and_occupations(index: None, member: User, as_user: Any) -> None:
    client = as_user(member)
    client.cookies["django_language"] = "en"
    assert found(client.get("/szukaj/?q=nysie")) == {
        "Territories": ["nyski powiat"], "Institutions": ["Technikum nr 1 w Nysie (przykład)"],
    }  # fmt: skip
    occupations = found(client.get("/szukaj/?q=automatyka sterowania"))["Occupations"]
    assert occupations == ["technik automatyk sterowania ruchem kolejowym"]


@pytest.mark.parametrize(
    ("asked", "found_titles"),
    [
        ("TKO.08", ["TKO.08 Organizacja ruchu (przykład)"]),
        ("tko.08", ["TKO.08 Organizacja ruchu (przykład)"]),
        ("organizacją ruchu", ["TKO.08 Organizacja ruchu (przykład)"]),
        ("TKO.09", []),
    ],
)
def test_a_qualification_leads_to_its_occupation(
    asked: str, found_titles: list[str], lists: Any, member: User, as_user: Any
) -> None:
    """By its code, which is one word: halves of other codes do not meet in it."""
    railway = lists["occupations"]["311407"]
    for code, name in (("TKO.08", "Organizacja ruchu (przykład)"), ("TKO.01", "Obsługa toru"), ("ELE.09", "Napędy")):
        one = Qualification.objects.create(code=code, name_pl=name)
        OccupationQualification.objects.create(occupation=railway, qualification=one)
    refresh_search_index()
    page = as_user(member).get("/szukaj/", {"q": asked})
    groups = {group.title: group.results for group in page.context["groups"]}
    results = [result for title, rows in groups.items() if "alif" in title for result in rows]
    assert [result.title for result in results] == found_titles
    assert all(result.url == "/zawody/311407/#qualifications" for result in results)
    assert all(result.note == railway.name_pl for result in results)


def test_suggestions_are_the_first_lines_of_the_page(index: None, member: User, as_user: Any) -> None:
    client = as_user(member)
    part, page = client.get("/szukaj/?q=nysa", headers=HTMX), client.get("/szukaj/?q=nysa")
    assert b"<html" not in part.content and found(part) == found(page)
    link = f'href="/instytucje/{Institution.objects.get().pk}/"'
    assert link in part.content.decode() and link in page.content.decode()


def test_whoever_sees_no_register_finds_public_schools_and_nothing_else_of_it(
    school: Institution, employer: User, member: User, land: Any, as_user: Any
) -> None:
    Institution.objects.create(kind=InstitutionKind.LABOUR_OFFICE, name="Urząd w Nysie", territory=land["1607"])
    refresh_search_index()
    assert "Urząd w Nysie" in as_user(member).get("/szukaj/?q=nysa").content.decode()
    page = as_user(employer).get("/szukaj/?q=nysa")
    assert "Urząd w Nysie" not in page.content.decode() and school.name in page.content.decode()


def test_a_territory_is_found_by_those_whom_its_page_lets_in(
    index: None, stranger: User, member: User, administrator: User, as_user: Any
) -> None:
    """A link in the results never ends at a closed door."""
    for user, seen in ((member, True), (stranger, False), (administrator, True)):
        client = as_user(user)
        page = client.get("/szukaj/?q=nysa").content.decode()
        assert ('href="/terytoria/1607/"' in page) is seen is (client.get("/terytoria/1607/").status_code == 200)


def test_another_region_finds_nothing_of_ours(index: None, stranger: User, as_user: Any) -> None:
    for headers in ({}, HTMX):
        page = as_user(stranger).get("/szukaj/?q=technikum+nysa", headers=headers)
        assert "w Nysie" not in page.content.decode()


def test_an_empty_question_is_no_error(index: None, member: User, as_user: Any) -> None:
    for query in ("", "?q=", "?q=%20", "?q=xyzxyzxyz"):
        assert found(as_user(member).get(f"/szukaj/{query}")) == {}


def test_searches_are_limited(index: None, member: User, as_user: Any, settings: Any) -> None:
    settings.SEARCHES_PER_MINUTE = 2
    client = as_user(member)
    assert [client.get("/szukaj/?q=nysa").status_code for _ in range(3)] == [200, 200, 429]


def test_what_was_found_can_be_taken_home(index: None, member: User, as_user: Any) -> None:
    """The same results as on the page; nothing is offered where nothing was found."""
    client = as_user(member)
    assert "format=csv" in client.get("/szukaj/?q=nysie").content.decode()
    answer = client.get("/szukaj/?q=nysie&format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Technikum nr 1 w Nysie (przykład)" in text and "powiat nyski" in text and "/instytucje/" in text
    assert b"".join(client.get("/szukaj/?q=nysie&format=xlsx").streaming_content).startswith(b"PK")
    assert "format=csv" not in client.get("/szukaj/?q=xqzw").content.decode()
