"""No body is read for somebody who may not send it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.conf import settings as house
from django.test import Client
from django.test.client import ClientHandler

from koordynata.accounts.models import User
from koordynata.web.body_limit import FORM_BYTES

UPLOAD = "/importy/nowy/rspo/"
LARGE = 150 * 2**20
MULTIPART = "multipart/form-data; boundary=x"


class Untouched(io.RawIOBase):
    """A body that remembers whether anybody asked for it."""

    def __init__(self) -> None:
        self.asked = False

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.asked = True
        return b""


def send(client: Client, path: str, length: int) -> tuple[int, str, bool]:
    """The status, where it leads, and whether the body was looked at; with CSRF checks, through the real handler."""
    body = Untouched()
    environ = client._base_environ(  # type: ignore[attr-defined]
        REQUEST_METHOD="POST", PATH_INFO=path, CONTENT_TYPE=MULTIPART, CONTENT_LENGTH=str(length),
        HTTP_COOKIE="; ".join([f"{m.key}={m.value}" for m in client.cookies.values()] + ["csrftoken=" + "a" * 32]),
    )  # fmt: skip
    environ["wsgi.input"] = body
    answer = ClientHandler(enforce_csrf_checks=True)(environ)
    return answer.status_code, answer.headers.get("Location", ""), body.asked


@pytest.mark.parametrize("path", [UPLOAD, "/importy/1/zatwierdz/", "/instytucje/nowa/", "/osoby/zapros/"])
def test_a_passer_by_is_sent_away_unread(db: None, path: str) -> None:
    status, leads, asked = send(Client(), path, FORM_BYTES)
    assert (status, leads.split("?")[0], asked) == (302, "/konto/login/", False)


def test_neither_is_a_body_sent_nowhere(coordinator: User, as_user: Any) -> None:
    assert send(as_user(coordinator), "/nie-ma/", FORM_BYTES) == (404, "", False)


def test_not_even_where_files_are_taken_in(db: None) -> None:
    assert send(Client(), UPLOAD, LARGE) == (302, f"/konto/login/?next={UPLOAD}", False)


@pytest.mark.parametrize("who", ["member", "school_head", "employer"])
def test_neither_is_a_reader_who_loads_no_files(who: str, request: Any, as_user: Any) -> None:
    assert send(as_user(request.getfixturevalue(who)), UPLOAD, LARGE) == (404, "", False)


def test_whoever_loads_files_is_listened_to(coordinator: User, as_user: Any) -> None:
    """The other side: here the body is read, so the three above could fail."""
    assert send(as_user(coordinator), UPLOAD, LARGE)[2] is True


@pytest.mark.parametrize(
    "path", ["/importy/", "/importy/1/zatwierdz/", "/importy/nowy/", "/importy/nowy/a/b/", "/jezyk/"]
)
def test_only_one_address_takes_large_bodies(coordinator: User, as_user: Any, path: str) -> None:
    assert send(as_user(coordinator), path, FORM_BYTES + 1) == (413, "", False)


def test_a_form_before_the_door_would_be_found(db: None, settings: Any) -> None:
    """Negative control: in the order in which Django writes its own list, the body is read before the door."""
    csrf, session = "django.middleware.csrf.CsrfViewMiddleware", "django.contrib.sessions.middleware.SessionMiddleware"
    others = [name for name in house.MIDDLEWARE if name != csrf]
    settings.MIDDLEWARE = [*others[: others.index(session) + 1], csrf, *others[others.index(session) + 1 :]]
    assert send(Client(), UPLOAD, LARGE)[2] is True
