"""What hangs on an element of a draft, written through its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from koordynata.accounts.models import User
from koordynata.coordination.models import Body, Resolution
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.models import AuditEvent
from koordynata.foundation.stale import state_of
from koordynata.programme import services
from koordynata.programme.enums import Involved
from koordynata.programme.services.parts import MILESTONE, MoneyLine, lines_of, lines_seen, tags_of, tags_seen
from koordynata.reference.models import Territory
from koordynata.registry.models import Institution
from koordynata.registry.search import refresh_search_index
from tests.programme.conftest import Ground, ground

from .test_writing import As, at, office

__all__ = ["ground", "office"]


@pytest.fixture
def employer_there(land: dict[str, Territory]) -> Institution:
    there = Institution.objects.create(kind="employer", name="Kolej Śląska (przykład)", territory=land["1607"])
    refresh_search_index()
    return there


@pytest.fixture
def resolution(land: dict[str, Territory]) -> Resolution:
    body = Body.objects.create(name="Zarząd (przykład)", territory=land["16"])
    return Resolution.objects.create(
        body=body, kind="resolution", year=2026, number=7, title="O stażach (przykład)", text="Uchwala się.",
        adopted_on=date(2026, 1, 14),
    )  # fmt: skip


def test_an_institution_is_found_and_named(ground: Ground, office: Client, employer_there: Institution) -> None:
    page = at(ground, "involve", "1.1.1")
    assert "Kolej" in office.get(page, {"q": "kolej slaska"}).content.decode()
    told = {"institution": employer_there.pk, "role": "responsible", "person": "dyrektor"}
    assert office.post(f"{page}?q=kolej", told).status_code == 302
    one = ground.element("1.1.1").involvements.get()
    assert (one.institution, one.role, one.person) == (employer_there, "responsible", "dyrektor")
    shown = office.get(at(ground, "element", "1.1.1")).content.decode()
    assert "Kolej Śląska (przykład), dyrektor" in shown
    office.post(at(ground, "take_off_institution", "1.1.1", one.pk))
    assert not ground.element("1.1.1").involvements.exists()


def test_a_second_responsible_institution_is_refused_and_nothing_is_lost(
    ground: Ground, office: Client, employer_there: Institution, school: Institution
) -> None:
    services.involve_institution(
        element=ground.element("1.1.1"), institution=school, role=Involved.RESPONSIBLE, by=SYSTEM
    )
    told = {"institution": employer_there.pk, "role": "responsible", "person": "Zofia Kos"}
    answer = office.post(at(ground, "involve", "1.1.1") + "?q=kolej", told)
    assert answer.status_code == 422
    assert "Zofia Kos" in answer.content.decode()


@pytest.mark.parametrize("q", ["", "nic takiego", "x" * 500, "900001\0", "'; --"])
def test_a_search_for_nothing_finds_nothing(ground: Ground, office: Client, school: Institution, q: str) -> None:
    answer = office.get(at(ground, "involve", "1.1.1"), {"q": q})
    assert answer.status_code == 200
    assert not answer.context["any"]


def test_links_take_their_titles_from_their_lists(ground: Ground, office: Client, lists: dict[str, Any]) -> None:
    page = at(ground, "add_link", "1.1.1")
    office.post(page, {"kind": "occupation", "code": "311407"})
    link = ground.element("1.1.1").links.get()
    assert link.title == lists["occupations"]["311407"].name_pl
    wrong = office.post(page, {"kind": "occupation", "code": "999999", "title": "Zmyślony"})
    assert wrong.status_code == 422
    assert "999999" in str(wrong.context["link_form"].errors)
    nameless = office.post(page, {"kind": "project", "code": "FELB.01"})
    assert nameless.status_code == 422 and "title" in nameless.context["link_form"].errors
    assert office.post(page, {"kind": "project", "code": "FELB.01", "title": "Staże"}).status_code == 302
    office.post(at(ground, "take_off_link", "1.1.1", link.pk))
    assert [one.title for one in ground.element("1.1.1").links.all()] == ["Staże"]


def test_a_resolution_is_found_by_its_number(ground: Ground, office: Client, resolution: Resolution) -> None:
    page = at(ground, "add_link", "1.1.1")
    assert office.post(page, {"kind": "resolution", "code": str(resolution)}).status_code == 302
    link = ground.element("1.1.1").links.get()
    assert link.code == f"resolution:{resolution.pk}" and resolution.title in link.title
    address = reverse("resolutions:resolution", args=[resolution.pk])
    assert address in office.get(at(ground, "element", "1.1.1")).content.decode()
    assert office.post(page, {"kind": "resolution", "code": "999/2026"}).status_code == 422


def test_tags_are_chosen_unless_somebody_was_faster(ground: Ground, office: Client) -> None:
    element = ground.element("1.1.1")
    seen = tags_seen(element)
    assert office.post(at(ground, "tag", "1.1.1"), {"wanted": ["green", "digital"], "seen": seen}).status_code == 302
    late = office.post(at(ground, "tag", "1.1.1"), {"wanted": ["inclusion"], "seen": seen})
    assert late.status_code == 409
    assert tags_of(element) == ["digital", "green"]
    assert office.post(at(ground, "tag", "1.1.1"), {"wanted": ["purple"]}).status_code == 422


def test_a_milestone_is_planned_changed_and_taken_off(ground: Ground, office: Client) -> None:
    office.post(at(ground, "add_milestone", "1.1.1"), {"name": "Umowy", "due": "2026-03-01", "evidence": "protokół"})
    one = ground.element("1.1.1").milestones.get()
    page = at(ground, "change_milestone", "1.1.1", one.pk)
    assert office.get(page).status_code == 200
    seen = state_of(one, MILESTONE)
    told = {"name": "Umowy podpisane", "due": "2026-04-01", "evidence": "", "seen": seen}
    assert office.post(page, told).status_code == 302
    late = office.post(page, {**told, "name": "Coś innego"})
    text = late.content.decode()
    assert late.status_code == 409 and "Coś innego" in text and "Umowy podpisane" in text
    assert ground.element("1.1.1").milestones.get().name == "Umowy podpisane"
    office.post(at(ground, "take_off_milestone", "1.1.1", one.pk))
    office.post(at(ground, "take_off_milestone", "1.1.1", one.pk))
    assert not ground.element("1.1.1").milestones.exists()


@pytest.mark.parametrize("wrong", [
    {"name": "", "due": "2026-03-01"}, {"name": "X", "due": "2031-03-01"}, {"name": "X", "due": "2026-02-30"},
    {"name": "x" * 201, "due": "2026-03-01"}, {"name": "a\0b", "due": "2026-03-01"},
])  # fmt: skip
def test_a_wrong_milestone_comes_back_filled(ground: Ground, office: Client, wrong: dict[str, str]) -> None:
    answer = office.post(at(ground, "add_milestone", "1.1.1"), wrong)
    assert answer.status_code == 422
    assert answer.context["milestone_form"].errors
    assert not ground.element("1.1.1").milestones.exists()


def test_money_is_planned_by_year_and_source(ground: Ground, office: Client) -> None:
    page = at(ground, "budget", "1.1.1")
    assert office.get(page).status_code == 200
    seen = lines_seen(ground.element("1.1.1"))
    told = {"2026-esf_plus": "1000.50", "2027-own": "20", "2026-own": "", "seen": seen}
    assert office.post(page, told).status_code == 302
    assert lines_of(ground.element("1.1.1")) == {"2026 esf_plus": Decimal("1000.50"), "2027 own": Decimal(20)}
    late = office.post(page, {"2026-esf_plus": "7", "seen": seen})
    assert late.status_code == 409
    assert {(one.saved, one.entered) for one in late.context["clashes"]} == {
        (Decimal("1000.50"), Decimal(7)), (Decimal(20), None),
    }  # fmt: skip
    assert office.post(page, {"2026-esf_plus": "7", "seen": late.context["seen"]}).status_code == 302


@pytest.mark.parametrize("wrong", [{"2026-own": "-1"}, {"2026-own": "abc"}, {"2027-kpo": "5"}, {"2026-own": "1e20"}])
def test_money_that_cannot_be_is_refused(ground: Ground, office: Client, wrong: dict[str, str]) -> None:
    answer = office.post(at(ground, "budget", "1.1.1"), {**wrong, "seen": lines_seen(ground.element("1.1.1"))})
    assert answer.status_code == 422
    assert not lines_of(ground.element("1.1.1"))


WAYS = ("involve", "add_link", "tag", "add_milestone", "budget")


@pytest.mark.parametrize("who", ["member", "school_head", "employer", "stranger"])
def test_only_the_office_writes(ground: Ground, as_user: As, request: pytest.FixtureRequest, who: str) -> None:
    client = as_user(request.getfixturevalue(who))
    assert {client.post(at(ground, name, "1.1.1"), {"name": "X"}).status_code for name in WAYS} == {404}


def test_an_adopted_version_takes_nothing_more(ground: Ground, office: Client) -> None:
    element = ground.element("1.1.1")
    services.plan_money(element=element, lines=[MoneyLine("own", 2026, Decimal(5))], by=SYSTEM)
    one = services.plan_milestone(element=element, name="Umowy", due=date(2026, 3, 1), by=SYSTEM)
    ground.adopt()
    assert office.post(at(ground, "add_milestone", "1.1.1"), {"name": "X", "due": "2026-03-01"}).status_code == 422
    told = {"2026-own": "7", "seen": lines_seen(element)}
    assert office.post(at(ground, "budget", "1.1.1"), told).status_code == 422
    office.post(at(ground, "take_off_milestone", "1.1.1", one.pk))
    assert element.milestones.count() == 1 and lines_of(element) == {"2026 own": Decimal(5)}


def test_a_part_of_another_element_is_not_touched(ground: Ground, office: Client) -> None:
    other = services.plan_milestone(element=ground.element("1.1.2"), name="Inny", due=date(2026, 3, 1), by=SYSTEM)
    assert office.get(at(ground, "change_milestone", "1.1.1", other.pk)).status_code == 404
    office.post(at(ground, "take_off_milestone", "1.1.1", other.pk))
    assert ground.element("1.1.2").milestones.exists()


Count = Callable[..., Any]


def test_the_page_asks_as_much_for_many_parts_as_for_few(
    ground: Ground, office: Client, django_assert_max_num_queries: Count, land: dict[str, Territory]
) -> None:
    element, page = ground.element("1.1.1"), at(ground, "element", "1.1.1")

    def grow(numbers: range) -> None:
        for number in numbers:
            services.plan_milestone(element=element, name=f"K{number}", due=date(2026, 3, 1), by=SYSTEM)
            services.link_element(element=element, kind="project", code=f"P{number}", title="Staże", by=SYSTEM)
            there = Institution.objects.create(kind="employer", name=f"Firma {number}", territory=land["1607"])
            services.involve_institution(element=element, institution=there, role=Involved.COOPERATING, by=SYSTEM)

    grow(range(1))
    office.get(page)
    with django_assert_max_num_queries(60) as few:
        office.get(page)
    grow(range(1, 9))
    with django_assert_max_num_queries(60) as many:
        office.get(page)
    assert len(many) == len(few)


def test_users_of_the_office_are_named_in_what_is_recorded(ground: Ground, office: Client, coordinator: User) -> None:
    office.post(at(ground, "add_milestone", "1.1.1"), {"name": "Umowy", "due": "2026-03-01"})
    event = AuditEvent.objects.get(verb="milestone.added")
    assert (event.object_type, event.object_id) == ("element", str(ground.element("1.1.1").pk))
    assert event.actor_id == coordinator.pk
