"""A form sent twice acts once, everywhere: the echo is led where the first sending led."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

import koordynata
from koordynata.accounts.models import User
from koordynata.foundation.models import AuditEvent
from koordynata.registry.models import Contact, Institution, Membership
from koordynata.web import once
from koordynata.web.once import OnceMiddleware

TEMPLATES = Path(koordynata.__file__).parent / "web/templates"
POST_FORM = re.compile(r"<form\b[^<]*method=\"post\".*?</form>", re.DOTALL)
# What may be done twice: signing in and out, choosing a language or a region.
AGAIN = {"_language.html", "_region.html", "_person.html", "login.html", "logout.html", "reauthenticate.html",
         "authenticate.html"}  # fmt: skip


def without_key(templates: dict[str, str]) -> list[str]:
    """Forms that change something and carry no key."""
    return [
        f"{name}: {form[:80]}"
        for name, text in templates.items()
        for form in POST_FORM.findall(text)
        if "{% form_key %}" not in form
    ]


def test_every_form_that_changes_something_carries_a_key() -> None:
    texts = {file.name: file.read_text() for file in TEMPLATES.rglob("*.html") if file.name not in AGAIN}
    assert without_key(texts) == []
    assert sum(len(POST_FORM.findall(text)) for text in texts.values()) > 15


def test_a_form_without_a_key_would_be_found() -> None:
    assert without_key({"x.html": '<form class="a" method="post">{% csrf_token %}</form>'})


def test_the_echo_leads_where_the_first_led_and_acts_once(school: Institution, coordinator: User, as_user: Any) -> None:
    client, page = as_user(coordinator), f"/instytucje/{school.pk}/"
    data = {"name": "Jan Przykładowy", "form_key": "k"}
    answers = [client.post(f"{page}kontakty/", data) for _ in range(3)]
    assert [(a.status_code, a.headers["Location"]) for a in answers] == [(302, page)] * 3
    assert Contact.objects.count() == 1
    contact = Contact.objects.get()
    gone = [client.post(f"{page}kontakty/{contact.pk}/usun/", {"form_key": "k2"}).status_code for _ in range(2)]
    assert gone == [302, 302], "the second click finds no missing contact"


def test_a_change_sent_twice_is_no_clash_with_oneself(school: Institution, coordinator: User, as_user: Any) -> None:
    client, address = as_user(coordinator), f"/instytucje/{school.pk}/zmien/"
    form = client.get(address).context
    values = {bound.name: bound.value() or "" for bound in form["form"]}
    data = values | {"version": form["version"], "phone": "77 111", "form_key": "k"}
    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert AuditEvent.objects.filter(verb="institution.changed").count() == 1


def test_a_role_given_twice_and_then_another(member: User, coordinator: User, land: Any, as_user: Any) -> None:
    client, address = as_user(coordinator), f"/osoby/{member.pk}/"
    for role in ("member", "member", "officer"):
        data = {"role": role, "territory": land["16"].pk, "form_key": "same"}
        assert client.post(address, data).status_code == 302
    assert Membership.objects.filter(user=member, role="officer").count() == 1, "another text acts, whatever its key"


def test_a_form_that_came_back_with_mistakes_may_be_sent_again(land: Any, coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    data = {"kind": "employer", "name": "", "territory": land["1607"].pk, "form_key": "k"}
    assert [client.post("/instytucje/nowa/", data).status_code for _ in range(2)] == [422, 422]
    assert client.post("/instytucje/nowa/", data | {"name": "Kolej (przykład)"}).status_code == 302


def sending(user: User) -> HttpRequest:
    request = RequestFactory().post(
        "/x/", {"form_key": "k", "text": "t"}, headers={"Referer": "http://testserver/from/"}
    )
    request.user = user
    return request


def answer(request: HttpRequest, to: str) -> HttpResponse:
    """One pass through the middleware with a view that leads somewhere."""

    def view(inner: HttpRequest) -> HttpResponse:
        return middleware.process_view(inner, None, (), {}) or redirect(to)

    middleware = OnceMiddleware(view)
    return middleware(request)


def test_an_echo_waits_for_a_first_sending_that_does_not_end(member: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "_PATIENCE_SECONDS", 0.0)
    cache.add(once._sending(sending(member)), once._PENDING)
    assert answer(sending(member), "/done/").headers["Location"] == "http://testserver/from/"


def test_two_people_with_one_key_do_not_meet(member: User, coordinator: User) -> None:
    assert answer(sending(member), "/one/").headers["Location"] == "/one/"
    assert answer(sending(member), "/two/").headers["Location"] == "/one/"
    assert answer(sending(coordinator), "/three/").headers["Location"] == "/three/"
