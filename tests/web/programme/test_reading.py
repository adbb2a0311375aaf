"""Reading a programme: each reader sees what lies in their territory; drafts are for the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import ActionState
from koordynata.programme.models import Element, Indicator, Measure, Version
from tests.programme.conftest import Ground, ground, measure, promised
from tests.programme.test_board import report

__all__ = ["ground", "measure", "promised"]  # the programme of the room's own tests
As = Callable[[User], Client]


@pytest.fixture
def written(ground: Ground, measure: Callable[..., Measure], promised: Callable[..., Indicator]) -> Ground:
    """A first version in force with a value, a second one being written with another text."""
    card = measure()
    report(promised("1.1.1", card, 10, 20), ground.periods[0], 8)
    services.plan_milestone(element=ground.element("1.1.1"), name="Umowy podpisane", due=date(2026, 3, 1), by=SYSTEM)
    services.move_action(
        strand=ground.element("1.1.1").strand, state=ActionState.RUNNING, on=date(2026, 2, 2), by=SYSTEM
    )
    services.note_risk(strand=ground.element("1.1.1").strand, name="Brak chętnych", likelihood=4, impact=5, by=SYSTEM)
    ground.adopt()
    second = services.open_next_version(programme=ground.programme, reason="Nowe cele.", by=SYSTEM)
    services.change_element(element=ground.element("1.1.1", second), text="Jeden pięć trzy.", by=SYSTEM)
    return ground


def pages(ground: Ground, number: int) -> list[str]:
    pk, uid = ground.programme.pk, ground.element("1.1.1").strand.uid
    return [
        reverse("programme:version", args=[pk, number]),
        reverse("programme:difference", args=[pk, number]),
        reverse("programme:element", args=[pk, number, uid]),
    ]


@pytest.mark.parametrize("who", ["coordinator", "member", "school_head", "employer"])
def test_the_version_in_force_is_for_every_reader_of_the_region(
    written: Ground, as_user: As, who: str, request: pytest.FixtureRequest
) -> None:
    client = as_user(request.getfixturevalue(who))
    pk = written.programme.pk
    for name in ("overview", "content", "versions"):
        assert client.get(reverse(f"programme:{name}", args=[pk])).status_code == 200
    assert [client.get(page).status_code for page in pages(written, 1)] == [200, 200, 200]
    drafts = [client.get(page).status_code for page in pages(written, 2)]
    assert drafts == ([200] * 3 if who == "coordinator" else [404] * 3)


def test_a_stranger_finds_nothing(written: Ground, as_user: As, stranger: User) -> None:
    client = as_user(stranger)
    addresses = [reverse("programme:overview", args=[written.programme.pk]), *pages(written, 1)]
    assert {client.get(address).status_code for address in addresses} == {404}
    assert written.programme.name not in client.get(reverse("programme:programmes")).content.decode()


def test_the_overview_tells_value_plan_target_and_light(written: Ground, as_user: As, member: User) -> None:
    address = reverse("programme:overview", args=[written.programme.pk])
    page = as_user(member).get(address, {"period": written.periods[0].pk}).content.decode()
    assert "osiągnięto 8, plan na ten dzień 10, cel końcowy 30" in page
    assert "do obserwacji" in page


def test_elements_are_named_in_the_reader_s_language(written: Ground, as_user: As, member: User) -> None:
    Element.objects.filter(version=written.version, code="1").update(name="Obszar", name_en="An area")
    client, address = as_user(member), reverse("programme:overview", args=[written.programme.pk])
    assert "Obszar" in client.get(address).content.decode()
    client.cookies["django_language"] = "en"
    page = client.get(address).content.decode()
    assert "An area" in page and "Obszar" not in page


def test_what_is_late_says_so_beside_its_state(written: Ground, as_user: As, member: User) -> None:
    Element.objects.filter(version=written.version, code="1.1.1").update(starts="2020-01-01", ends="2020-12-31")
    page = as_user(member).get(reverse("programme:overview", args=[written.programme.pk])).content.decode()
    assert "w toku · po terminie" in page


def test_a_second_area_without_promises_says_so(written: Ground, as_user: As, member: User) -> None:
    page = as_user(member).get(reverse("programme:overview", args=[written.programme.pk])).content.decode()
    assert page.count("Nie ma tu wskaźników.") == 7


@pytest.mark.parametrize("period", ["", "abc", "-1", "999999999999999999999", "١"])
def test_a_period_that_is_none_is_the_last_that_ended(written: Ground, as_user: As, member: User, period: str) -> None:
    answer = as_user(member).get(reverse("programme:overview", args=[written.programme.pk]), {"period": period})
    assert answer.status_code == 200
    assert answer.context["period"] == written.periods[0]


def test_the_difference_is_shown_word_by_word(written: Ground, as_user: As, coordinator: User) -> None:
    page = as_user(coordinator).get(reverse("programme:difference", args=[written.programme.pk, 2])).content.decode()
    assert "<del>dwa</del>" in page and "<ins>pięć</ins>" in page


def test_an_unknown_version_or_element_does_not_exist(written: Ground, as_user: As, coordinator: User) -> None:
    client, pk = as_user(coordinator), written.programme.pk
    assert client.get(reverse("programme:version", args=[pk, 9])).status_code == 404
    other = "00000000-0000-4000-8000-000000000000"
    assert client.get(reverse("programme:element", args=[pk, 1, other])).status_code == 404


def test_pages_ask_as_often_for_many_elements_as_for_few(written: Ground, as_user: As, member: User) -> None:
    client, version = as_user(member), in_force_after(written, 1)
    few = [asked(client, one) for one in addresses(written, version)]
    version = in_force_after(written, 12)
    assert [asked(client, one) for one in addresses(written, version)] == few


def in_force_after(written: Ground, actions: int) -> Version:
    """The newest version with so many more actions, each with money and a milestone, in force."""
    known = written.programme.versions.order_by("-number").first()
    assert known is not None
    version = known if known.is_open else services.open_next_version(programme=written.programme, reason="x", by=SYSTEM)
    for number in range(actions):
        action = services.add_element(
            version=version, parent=written.element("6.1", version), level="action", name=f"N{number}", by=SYSTEM
        )
        services.plan_money(element=action, lines=[services.parts.MoneyLine("own", 2026, Decimal(5))], by=SYSTEM)
        services.plan_milestone(element=action, name="Start", due=date(2026, 2, 1), by=SYSTEM)
    day = date(2026, 2, version.number)
    services.submit_version(version=version, by=SYSTEM)
    services.adopt_version(version=version, decided_by="Z", number="9", on=day, in_force_from=day, by=SYSTEM)
    return version


def addresses(written: Ground, version: Version) -> list[str]:
    return [reverse("programme:overview", args=[written.programme.pk]), *pages(written, version.number)]


def asked(client: Client, address: str) -> int:
    client.get(address)  # what is kept between requests is kept now
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
