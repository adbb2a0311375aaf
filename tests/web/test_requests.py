"""A GET never writes; a POST needs its CSRF token; headers say what they must."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from koordynata.accounts.models import User
from koordynata.web.access import SIGNED_IN, access

from .walking import ALWAYS_OUT, addresses, ask, url_of

pytestmark = pytest.mark.either_database

OPEN = [address for address in addresses() if address.policy is not None]
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|ALTER|DROP|CREATE|TRUNCATE)\b", re.IGNORECASE)
# Sessions and counters of the shared cache are not data.
EXEMPT = re.compile(r'"?(django_session|cache_entry)"?')


class WroteWhileReading(AssertionError):
    """A GET wrote."""


def refuse_writes(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if WRITES.match(sql) and not EXEMPT.search(sql):
        raise WroteWhileReading(sql)
    return execute(sql, params, many, context)


@access(SIGNED_IN)
def writes_while_reading(request: HttpRequest) -> HttpResponse:
    User.objects.update(language="en")
    return HttpResponse("done")


urlpatterns = [path("pisze/", writes_while_reading, name="writes")]


@pytest.mark.parametrize("who", ["administrator", "coordinator", "member"])
def test_a_get_never_writes(who: str, things: dict[str, Any], request: Any, as_user: Any, without_limits: None) -> None:
    client = as_user(request.getfixturevalue(who))
    answered = []
    with connection.execute_wrapper(refuse_writes):
        for address in OPEN:
            for query in ("", "?format=csv", "?q=technikum"):
                answered.append(ask(client, "get", url_of(address, things) + query).status_code)
    assert answered.count(200) > 50, "pages were really read"
    assert max(answered) < 500, "no page swallowed the refusal"


@pytest.mark.urls("tests.web.test_requests")
def test_a_get_that_writes_would_be_found(member: User, as_user: Any) -> None:
    client = as_user(member)
    with connection.execute_wrapper(refuse_writes), pytest.raises(WroteWhileReading):
        client.get("/pisze/")


@pytest.mark.parametrize("who", ["administrator", None])
def test_every_post_needs_its_token(who: str | None, things: dict[str, Any], request: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    if who:
        client.force_login(request.getfixturevalue(who))
    assert [a.name for a in addresses() if getattr(a.view, "csrf_exempt", False)] == []
    turned_away = 302 if who is None else 404  # at the door already, which stands before the form
    for address in OPEN:
        policy, answer = address.policy, ask(client, "post", url_of(address, things))
        admitted = policy is not None and policy.admits(request.getfixturevalue(who) if who else AnonymousUser())
        assert answer.status_code == (403 if admitted else turned_away), address.name


def test_with_the_token_a_post_gets_through(coordinator: User, land: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator)
    page = client.get("/instytucje/nowa/").content.decode()
    match = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert match
    data = {"csrfmiddlewaretoken": match[1], "kind": "employer", "name": "Firma", "territory": land["1607"].pk}
    assert client.post("/instytucje/nowa/", data).status_code == 302


def test_pages_of_signed_in_people_are_not_stored_and_have_a_strict_policy(
    things: dict[str, Any], coordinator: User, as_user: Any
) -> None:
    client = as_user(coordinator)
    for address in OPEN:
        if address.name in ALWAYS_OUT:
            continue
        response = ask(client, "get", url_of(address, things))
        headers = response.headers
        assert "no-store" in headers["Cache-Control"] and "private" in headers["Cache-Control"], address.name
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy and "object-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"


INLINE = re.compile(
    r"<script(?![^>]*\b(src|nonce)=)(?![^>]*application/json)[^>]*>|\son[a-z]+=\"|<style(?![^>]*nonce)|javascript:",
    re.IGNORECASE,
)


def test_no_page_holds_inline_script(things: dict[str, Any], coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    found = {}
    for address in OPEN:
        response = ask(client, "get", url_of(address, things))
        if response.headers["Content-Type"].startswith("text/html") and (hit := INLINE.search(response.body.decode())):
            found[address.name] = hit[0]
    assert found == {}
    assert INLINE.search('<a onclick="x()">') and INLINE.search("<script>x</script>"), "the check can fail"


def test_the_check_for_deployment_has_no_warnings(tmp_path: Path) -> None:
    environment = os.environ | {"KOORDYNATA_HTTPS": "1", "KOORDYNATA_DATA": str(tmp_path), "DATABASE_URL": ""}
    environment.pop("DATABASE_URL")
    command = [sys.executable, "-m", "koordynata.cli", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    bare = subprocess.run(
        command, env=environment | {"KOORDYNATA_HTTPS": "0"}, capture_output=True, text=True, check=False
    )
    assert bare.returncode != 0, "the check can fail"


NUL = [
    ("/zawody/31140%00/", 404), ("/branze/T%00O/", 404), ("/terytoria/16%00/", 404), ("/zaproszenie/a%00b/", 404),
    ("/liczby/pupils/?territory=16%00", 404), ("/liczby/pupils/?occupation=31140%00", 404),
    ("/szukaj/?q=a%00b", 200), ("/dziennik/?name=%00", 200), ("/instytucje/?q=a%00b&territory=%00", 200),
    ("/instytucje/?occupation=%00&sort=%00", 200), ("/zawody/?territory=%00&year=%00&sort=%00", 200),
]  # fmt: skip


@pytest.mark.parametrize(("address", "status"), NUL)
def test_a_nul_in_an_address_never_reaches_the_database(
    address: str, status: int, administrator: User, lists: Any, as_user: Any
) -> None:
    """PostgreSQL fails on being asked for one, SQLite does not; a filter that cannot be read is left out as ever."""
    assert as_user(administrator).get(address).status_code == status
