"""The loop in the top bar: a stage with one page is a link, with more a menu; nobody is shown what does not open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from koordynata.accounts.models import User
from koordynata.web.navigation import Menu

As = Callable[[User], Client]


def loop(client: Client, address: str) -> list[Menu]:
    found: list[Menu] = client.get(address, follow=True).context["loop"]
    return found


def names(menus: list[Menu]) -> list[str]:
    return [link.label for menu in menus for link in menu.links]


@pytest.mark.usefixtures("land")
@pytest.mark.parametrize("who", ["coordinator", "member", "school_head", "employer", "stranger"])
def test_every_link_opens_for_whoever_is_shown_it(as_user: As, who: str, request: pytest.FixtureRequest) -> None:
    client = as_user(request.getfixturevalue(who))
    for menu in loop(client, reverse("desk")):
        for link in menu.links:
            assert client.get(link.url, follow=True).status_code == 200, (who, link.url)


@pytest.mark.usefixtures("land")
def test_the_office_has_menus_and_one_page_is_a_link(as_user: As, coordinator: User) -> None:
    desk, see, agree, act, prove = loop(as_user(coordinator), reverse("desk"))
    assert (desk.stage, len(desk.links), desk.here) == ("", 1, True)
    assert [len(menu.links) for menu in (see, agree, act, prove)] == [3, 3, 1, 2]
    assert (act.label, act.stage) == (act.links[0].label, "Działania") and see.label == "Rozpoznanie"


@pytest.mark.usefixtures("land")
def test_the_present_page_marks_its_stage_and_no_other(as_user: As, coordinator: User) -> None:
    page = as_user(coordinator).get(reverse("coordination:meetings"))
    menus: Any = page.context["loop"]
    assert [menu.here for menu in menus] == [False, False, True, False, False]
    assert '<summary aria-current="true">Uzgodnienia' in page.content.decode()


@pytest.mark.usefixtures("land")
def test_a_page_that_is_an_entry_itself_belongs_to_no_other(as_user: As, coordinator: User) -> None:
    client = as_user(coordinator)
    assert [menu.here for menu in loop(client, reverse("programme:national"))] == [False, False, False, False, True]
    assert [menu.here for menu in loop(client, reverse("programme:programmes"))] == [False, False, False, True, False]


@pytest.mark.usefixtures("land")
def test_whoever_may_not_enter_sees_no_word_of_it(as_user: As, coordinator: User, employer: User) -> None:
    office = names(loop(as_user(coordinator), reverse("desk")))
    assert "Biuro" in office and "Importy" in office
    theirs = names(loop(as_user(employer), reverse("desk")))
    assert "Biuro" not in theirs and "Importy" not in theirs


def test_before_signing_in_there_is_no_loop(client: Client, db: None) -> None:
    assert client.get("/", follow=True).context["loop"] == []
