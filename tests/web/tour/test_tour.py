"""The tour: five steps that a person's roles open, kept by person, closed once and for all, back when it is asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from koordynata.accounts.models import User
from koordynata.web.access import policy_of
from koordynata.web.tour.steps import MOST_STEPS, STEPS, steps_for
from tests.conftest import make_user

CARD = 'class="tour width"'


def go(client: Client, step: str, **more: Any) -> Any:
    return client.post("/oprowadzenie/", {"step": step}, **more)


@pytest.mark.parametrize("who", ["coordinator", "member", "school_head", "employer", "administrator"])
def test_everybody_is_led_by_five_steps_to_pages_that_open(who: str, request: Any, as_user: Any, lists: Any) -> None:
    user = request.getfixturevalue(who)
    client = as_user(user)
    assert len(steps_for(user)) == MOST_STEPS == 5
    for number, step in enumerate(steps_for(user)):
        answer = go(client, str(number))
        assert answer.headers["Location"] == step.address
        page = client.get(step.address.partition("#")[0])
        text = page.content.decode()
        assert page.status_code == 200 and CARD in text and str(step.title) in text
        assert f"krok {number + 1} z 5" in text


def test_a_step_asks_for_the_permission_of_its_page() -> None:
    for step in STEPS:
        match = resolve(reverse(step.url_name))
        policy = policy_of(match.func, match.url_name)
        assert policy is not None and policy.permissions == frozenset(filter(None, [step.permission])), step.url_name


def test_the_first_sign_in_finds_it_and_a_closed_one_stays_closed(coordinator: User, as_user: Any) -> None:
    client = as_user(coordinator)
    assert CARD in client.get("/").content.decode()
    assert CARD not in client.get("/luki/").content.decode(), "only on the page of its step"
    assert (
        go(client, "close", headers={"Referer": "http://testserver/dziennik/"})
        .headers["Location"]
        .endswith("/dziennik/")
    )
    assert CARD not in as_user(coordinator).get("/").content.decode(), "on another machine, too"
    page = client.get("/").content.decode()
    assert 'action="/oprowadzenie/"' in page, "the menu brings it back"
    assert go(client, "0").headers["Location"] == "/#tour"
    assert CARD in client.get("/").content.decode()


def test_it_is_kept_by_person(coordinator: User, member: User, as_user: Any) -> None:
    go(as_user(coordinator), "1")
    assert CARD in as_user(member).get("/").content.decode()
    assert CARD not in as_user(coordinator).get("/").content.decode()
    assert "krok 2 z 5" in as_user(coordinator).get("/luki/").content.decode()


@pytest.mark.parametrize("answer", ["", "5", "99", "-1", "x", "9" * 5000, "²"])
def test_past_the_last_step_and_beside_the_numbers_it_ends(answer: str, member: User, as_user: Any) -> None:
    assert go(as_user(member), answer).status_code == 302
    member.refresh_from_db()
    assert member.tour_closed_at is not None


def test_a_lost_role_does_not_lose_the_way(coordinator: User, as_user: Any) -> None:
    go(as_user(coordinator), "4")
    coordinator.memberships.update(role="member")
    assert "krok 5 z 5" in as_user(coordinator).get("/szukaj/").content.decode()


def test_somebody_without_a_role_and_nobody_at_all(land: Any, as_user: Any) -> None:
    alone = make_user("alone@example.org")
    assert "krok 1 z 3" in as_user(alone).get("/").content.decode()
    assert CARD not in Client().get("/konto/login/").content.decode()
    assert CARD not in as_user(alone).get("/nie-ma/").content.decode()
