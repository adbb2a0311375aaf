"""Whatever is sent to whatever address by whomever: an answer in words, never a failure of the program."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from koordynata.web.access import PUBLIC, access

from .crawling import inside
from .garbage import WORDS, Fields, names, spoilers
from .walking import ALWAYS_OUT, Address, addresses, ask, url_of

pytestmark = pytest.mark.either_database

OPEN = [address for address in addresses() if address.policy is not None]
ROLES = ("coordinator", "member", "school_head", "employer", "stranger", "administrator", "")
ROOMS = ("coordination:", "bodies:", "resolutions:", "office:", "opinions:", "programme:")
HUGE = "9" * 25
AT_ONCE = 1  # word at one address by one method, or in one field; each role begins at another one


def failure(client: Client, method: str, url: str, **more: Any) -> str:
    """What failed, or nothing: the test client passes on what a view raises."""
    try:
        status = ask(client, method, url, **more).status_code
    except Exception as error:
        return f"{method} {url[:90]} {str(more)[:200]}: {type(error).__name__}: {str(error)[:160]}"
    return f"{method} {url[:90]} {str(more)[:200]}: {status}" if status >= 500 else ""


def huge(address: Address, things: dict[str, Any]) -> str:
    """The address with numbers that no database holds."""
    return "/".join(HUGE if part.isdecimal() else part for part in url_of(address, things).split("/"))


def everywhere(client: Client, things: dict[str, Any], everything: list[Address], start: int = 0) -> list[str]:
    """What fails at any address on nothing at all, and on garbage in all known names at once: some of the words at each
    address, going on with the next ones at the next."""
    found, known, words = [], names(), cycle(WORDS[start:] + WORDS[:start])
    for address in everything:
        for method in ("get", "post"):
            found += [failure(client, method, url_of(address, things)), failure(client, method, huge(address, things))]
            for word in islice(words, AT_ONCE):
                found.append(failure(client, method, url_of(address, things), data=dict.fromkeys(known, word)))
    return [one for one in found if one]


@pytest.fixture
def somebody(request: pytest.FixtureRequest, as_user: Any) -> Client:
    """Signed in in this role; without one, not at all."""
    return as_user(request.getfixturevalue(request.param)) if request.param else Client()


@pytest.mark.parametrize(("number", "somebody"), list(enumerate(ROLES)), indirect=["somebody"])
def test_garbage_in_every_word_fails_nowhere(
    number: int, somebody: Client, things: dict[str, Any], without_limits: None
) -> None:
    """The office tries every address; the others share them out, since most doors are closed to them alike."""
    within = [address for address in OPEN if address.name.startswith(ROOMS)]
    assert len(within) > 120 and len(names()) > 100
    mine = within[number - 1 :: len(ROLES) - 1] if number else within
    assert everywhere(somebody, things, mine, start=4 * number) == []


def forms(client: Client, things: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Every form that the pages of the two rooms show to somebody, by its address and its fields."""
    found = {}
    for address in OPEN:
        if address.name.startswith(ROOMS) and address.name not in ALWAYS_OUT:
            url = url_of(address, things)
            page = ask(client, "get", url)
            if page.headers["Content-Type"].startswith("text/html"):
                for action, fields in Fields(page.body.decode()).forms:
                    found[f"{inside(url, action) or url} {sorted(fields)}"] = fields
    return found


NOT_SPOILED = frozenset({"csrfmiddlewaretoken", "form_key"})


def spoiled(client: Client, where: str, fields: dict[str, str], ways: Iterator[Any]) -> list[str]:
    """What fails when one field after the other of a form is spoiled in the next ways."""
    sent = {name: value for name, value in fields.items() if name not in NOT_SPOILED}
    found = []
    for name in sent:
        for way in islice(ways, AT_ONCE):
            found.append(failure(client, "post", where, data=way(sent, name)))
    return found


@pytest.mark.parametrize("somebody", ["coordinator", "member", "school_head"], indirect=True)
def test_garbage_in_one_field_of_a_good_form_fails_nowhere(
    somebody: Client, things: dict[str, Any], without_limits: None
) -> None:
    shown, ways = forms(somebody, things), spoilers()
    found = [one for where, fields in shown.items() for one in spoiled(somebody, where.partition(" ")[0], fields, ways)]
    assert len(shown) > 5
    assert sorted({one for one in found if one}) == []


@access(PUBLIC)
def trusting(request: HttpRequest) -> HttpResponse:
    return HttpResponse(int(request.GET.get("page", "1")))


urlpatterns = [path("ufny/", trusting, name="trusting")]


@pytest.mark.urls("tests.web.test_garbage")
def test_a_view_that_trusts_its_question_would_be_found(db: None) -> None:
    """Negative control."""
    found = everywhere(Client(), {}, list(addresses()))
    assert any("ValueError" in one for one in found)
