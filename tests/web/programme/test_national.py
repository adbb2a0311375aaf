"""The page of the country: read by all who read programmes; each region's office writes beside its own number."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from koordynata.accounts.models import User
from koordynata.foundation.models import AuditEvent
from koordynata.programme.models import RegionalComment
from koordynata.reference.models import Territory
from tests.programme.conftest import HALVES, Ground
from tests.programme.test_national import Make, make, region

__all__ = ["make"]
As = Callable[[User], Client]
PERIOD = {"period": "2026-01-01..2026-06-30"}
PAGE = "/program/kraj/"


@pytest.fixture
def opolskie(make: Make) -> Ground:
    ground = make("16")
    region(ground, (30, 100))
    region(make("12"), (50, 60))
    return ground


def address(ground: Ground, common: str = "ZSU-04") -> str:
    return reverse("programme:regional_comment", args=[ground.programme.pk, ground.periods[0].pk, common])


def written(**more: object) -> dict[str, object]:
    return {"text": "Powodem jest reforma sieci szkół.", "revision": 0, **more}


@pytest.mark.parametrize("who", ["coordinator", "member", "school_head", "employer", "stranger"])
def test_whoever_reads_programmes_anywhere_reads_all_regions(
    opolskie: Ground, as_user: As, who: str, request: pytest.FixtureRequest
) -> None:
    client = as_user(request.getfixturevalue(who))
    page = client.get(PAGE, PERIOD)
    assert page.status_code == 200
    text = page.content.decode()
    assert "83,33" in text and "30" in text and "Województwa obok siebie" in text
    assert client.get(f"{PAGE}16/", PERIOD).status_code == 200
    assert opolskie.programme.name not in text, "the comparison shows numbers, not what lies in other regions"


def test_nobody_without_an_account_reads_it(opolskie: Ground) -> None:
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize("wrong", ["2026-01-01", "x" * 5000, "\x00", "9999-99-99..0"])
def test_an_unknown_period_is_the_latest(opolskie: Ground, as_user: As, member: User, wrong: str) -> None:
    assert as_user(member).get(PAGE, {"period": wrong}).context["span"].ends == HALVES[0].ends


def test_a_region_that_is_none_is_not_there(opolskie: Ground, as_user: As, member: User) -> None:
    assert [as_user(member).get(f"{PAGE}{code}/").status_code for code in ("99", "1609", "PL")] == [404] * 3


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_download_holds_every_region_with_its_reason(
    opolskie: Ground, as_user: As, member: User, kind: str
) -> None:
    answer: Any = as_user(member).get(PAGE, {**PERIOD, "format": kind})
    body = b"".join(answer.streaming_content)
    if kind == "csv":
        assert "83,33" in body.decode() and "ZSU-05" in body.decode()
        return
    rows = list(openpyxl.load_workbook(io.BytesIO(body)).worksheets[0].values)
    assert len(rows) == 1 + 5 * 2
    assert [(row[5], row[14]) for row in rows if row[0] == "ZSU-04"] == [("12", 1), ("16", 2)]


def test_the_office_says_why_its_number_is_what_it_is(
    opolskie: Ground, as_user: As, coordinator: User, stranger: User
) -> None:
    office = as_user(coordinator)
    assert office.get(address(opolskie)).status_code == 200
    assert office.post(address(opolskie), written()).status_code == 302
    assert AuditEvent.objects.filter(verb="regionalcomment.written").count() == 1
    other = as_user(stranger).get(PAGE, PERIOD).content.decode()
    assert "Powodem jest reforma sieci szkół." in other and address(opolskie) not in other
    assert address(opolskie) in office.get(PAGE, PERIOD).content.decode()


@pytest.mark.parametrize("who", ["member", "school_head", "employer", "stranger"])
def test_nobody_else_writes_beside_it(opolskie: Ground, as_user: As, who: str, request: pytest.FixtureRequest) -> None:
    client = as_user(request.getfixturevalue(who))
    assert client.get(address(opolskie)).status_code == client.post(address(opolskie), written()).status_code == 404
    assert not RegionalComment.objects.exists()


def test_an_office_comments_on_its_own_number_alone(make: Make, as_user: As, coordinator: User) -> None:
    other = make("12")
    region(other, (50, 60))
    assert as_user(coordinator).post(address(other), written()).status_code == 404


def test_two_people_at_one_comment(opolskie: Ground, as_user: As, coordinator: User) -> None:
    office = as_user(coordinator)
    office.post(address(opolskie), written())
    late = office.post(address(opolskie), written(text="Inny powód."))
    assert late.status_code == 409
    assert "Inny powód." in late.content.decode() and "Powodem jest reforma" in late.content.decode()
    assert office.post(address(opolskie), written(text="Inny powód.", revision=1)).status_code == 302
    assert RegionalComment.objects.get().text == "Inny powód."


@pytest.mark.parametrize("wrong", [{"text": ""}, {"text": "x" * 2001}, {"text": "a\x00b"}])
def test_a_wrong_comment_stays_in_its_form(
    opolskie: Ground, as_user: As, coordinator: User, wrong: dict[str, str]
) -> None:
    assert as_user(coordinator).post(address(opolskie), written(**wrong)).status_code == 422
    assert not RegionalComment.objects.exists()


def test_an_indicator_that_the_set_does_not_have(opolskie: Ground, as_user: As, coordinator: User) -> None:
    assert as_user(coordinator).post(address(opolskie, "ZSU-99"), written()).status_code == 404


def test_the_page_without_any_programme(land: dict[str, Territory], as_user: As, member: User) -> None:
    assert as_user(member).get(PAGE).status_code == 200
    assert date(2026, 6, 30) == HALVES[0].ends
