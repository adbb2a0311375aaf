"""A thing outside the reader's scope cannot be told from one that does not exist."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import resolve

import koordynata.urls
from koordynata.accounts.models import User
from koordynata.registry.models import Institution
from koordynata.web import sessions
from koordynata.web.not_found import not_found
from tests.conftest import make_user

from .conftest import CANARY
from .walking import SCOPED, UNKNOWN, addresses, ask, differences, unknown_id, url_of

pytestmark = pytest.mark.either_database

SCOPED_ADDRESSES = [address for address in addresses() if address.name in SCOPED]
HTMX = {"HX-Request": "true"}
Way = tuple[str, dict[str, str]]


@pytest.fixture(autouse=True)
def _the_walk_is_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long walk would else get the cookie of the last request somewhere on its way, by the clock."""
    monkeypatch.setattr(sessions, "_REFRESH_SECONDS", 10**9)


@pytest.fixture
def readers(stranger: User, land: Any) -> dict[str, User]:
    """People who must not know of anything in Opolskie, or not of these things."""
    company = Institution.objects.create(kind="employer", name="Firma w Krakowie", territory=land["1261"])
    return {
        "officer of another region": stranger,
        "member of another region": make_user("foreign.member@example.org", "member", land["12"]),
        "employer of another region": make_user(
            "foreign.employer@example.org", "employer", land["12"], institution=company
        ),
        "officer of another powiat": make_user("foreign.powiat@example.org", "officer", land["1609"]),
        "nobody": make_user("nobody@example.org"),
    }


EVERY_WAY: tuple[Way, ...] = (("get", {}), ("post", {}), ("get", HTMX), ("post", HTMX))


def told_apart(client: Client, things: dict[str, Any], ways: tuple[Way, ...]) -> list[tuple[str, str, list[str]]]:
    """Addresses at which this reader can tell a foreign thing from an unknown one, and by what."""
    found = []
    for address, (method, headers) in product(SCOPED_ADDRESSES, ways):
        foreign = ask(client, method, url_of(address, things), headers=headers)
        unknown = ask(client, method, url_of(address, things, unknown=True), headers=headers)
        by = differences(foreign, unknown)
        if foreign.status_code not in {404, 405}:
            by.append(f"answered {foreign.status_code}")
        if CANARY in foreign.body.decode():
            by.append("the canary sings")
        if by:
            found.append((method, address.name, by))
    return found


@pytest.mark.parametrize(
    "who",
    [
        "officer of another region", "member of another region", "employer of another region",
        "officer of another powiat", "nobody",
    ],
)  # fmt: skip
def test_a_foreign_id_answers_byte_for_byte_like_an_unknown_one(
    who: str, readers: dict[str, User], things: dict[str, Any], as_user: Any
) -> None:
    assert told_apart(as_user(readers[who]), things, EVERY_WAY) == []


def _by_status(response: HttpResponse) -> None:
    response.status_code = 403


def _by_header(response: HttpResponse) -> None:
    response.headers["X-Known"] = "1"


def _by_cookie(response: HttpResponse) -> None:
    response.set_cookie("known", "1")


def _by_body(response: HttpResponse) -> None:
    response.content = response.content.replace(b"</main>", b"</MAIN>")  # as long as the other


LEAKS: dict[str, Callable[[HttpResponse], None]] = {
    "status": _by_status,
    "headers": _by_header,
    "cookies": _by_cookie,
    "body": _by_body,
}


@pytest.mark.parametrize("leak", sorted(LEAKS))
def test_an_answer_that_gives_a_thing_away_would_be_found(
    leak: str, things: dict[str, Any], stranger: User, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: a page that is a little otherwise when the thing is there."""

    def telling(request: HttpRequest, exception: Exception) -> HttpResponse:
        response = not_found(request, exception)
        unknown = {UNKNOWN, unknown_id("key")}
        if not unknown & {*resolve(request.path).kwargs.values()} and str(UNKNOWN) not in request.path:
            LEAKS[leak](response)
        return response

    monkeypatch.setattr(koordynata.urls, "handler404", telling)
    found = told_apart(as_user(stranger), things, EVERY_WAY[:2])
    assert {what for _method, _name, by in found for what in by if what in LEAKS} == {leak}
    assert {name for _method, name, _by in found} == set(SCOPED), "at every address"


def test_a_list_without_its_scope_would_be_found(
    things: dict[str, Any], stranger: User, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: the page itself opens, canary and all."""
    from koordynata.web.registry import loading

    monkeypatch.setattr(loading, "known_institutions", lambda user: Institution.objects.all())
    found = {(method, name): by for method, name, by in told_apart(as_user(stranger), things, EVERY_WAY[:2])}
    by = found["get", "registry:institution"]
    assert {"status", "body", "answered 200", "the canary sings"} <= set(by)
