"""Beginning a programme, planning its periods, reading its structure, through the pages."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from koordynata.programme.models import Programme
from koordynata.programme.services.programmes import PeriodPlan
from koordynata.reference.models import Territory
from koordynata.web.programme.beginning import periods_in
from tests.programme.conftest import Ground, ground
from tests.programme.test_structure import GOOD, HEAD

from .test_writing import As, at, office

__all__ = ["ground", "office"]


def begun(land: dict[str, Territory], **more: Any) -> dict[str, Any]:
    return {
        "kind": "zsu", "territory": land["16"].pk, "name": "Program nowy (przykład)", "short_name": "NOWY",
        "starts": "2026-01-01", "ends": "2027-12-31", **more,
    }  # fmt: skip


def test_a_programme_begins_with_its_eight_areas(office: Client, land: dict[str, Territory]) -> None:
    page = reverse("programme:begin")
    assert office.get(page).status_code == 200
    assert office.post(page, begun(land)).status_code == 302
    made = Programme.objects.get(short_name="NOWY")
    assert made.versions.get().elements.count() == 8
    assert office.post(page, begun(land)).status_code == 422  # the same short name


@pytest.mark.parametrize("wrong", [
    {"ends": "2025-12-31"}, {"kind": "national"}, {"kind": "moon"}, {"name": ""}, {"starts": "wczoraj"},
    {"durable_until": "2026-01-01"}, {"short_name": "x" * 41},
])  # fmt: skip
def test_a_wrong_beginning_comes_back_filled(office: Client, land: dict[str, Territory], wrong: dict[str, str]) -> None:
    answer = office.post(reverse("programme:begin"), begun(land, **wrong))
    assert answer.status_code == 422 and answer.context["form"].errors
    assert not Programme.objects.exists()


def test_nobody_begins_for_another_region(
    office: Client, land: dict[str, Territory], as_user: As, member: Any, stranger: Any
) -> None:
    assert office.post(reverse("programme:begin"), begun(land, territory=land["12"].pk)).status_code == 422
    for other in (member,):
        assert as_user(other).post(reverse("programme:begin"), begun(land)).status_code == 404
    assert as_user(stranger).post(reverse("programme:begin"), begun(land)).status_code in (404, 422)
    assert not Programme.objects.exists()


def test_a_period_is_planned_once(ground: Ground, office: Client) -> None:
    page = reverse("programme:plan_periods", args=[ground.programme.pk])
    assert office.get(page).status_code == 200
    told = {"name": "2027", "starts": "2027-01-01", "ends": "2027-12-31", "due": "2028-01-31"}
    assert office.post(page, told).status_code == 302
    again = office.post(page, told)
    assert again.status_code == 422 and "„2027”" in again.content.decode()
    assert office.post(page, {**told, "starts": "2027-06-01", "ends": "2026-01-01"}).status_code == 422
    assert office.post(page, {"months": "6", "due_days": "31"}).status_code == 422  # halves that are there
    assert ground.programme.periods.count() == 3


@pytest.mark.parametrize(("months", "count", "first"), [
    (12, 2, PeriodPlan("2026", date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 31))),
    (6, 4, PeriodPlan("2026 I", date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 31))),
    (3, 8, PeriodPlan("2026 I", date(2026, 1, 1), date(2026, 3, 31), date(2026, 5, 1))),
])  # fmt: skip
def test_periods_fill_the_time_of_the_programme(ground: Ground, months: int, count: int, first: PeriodPlan) -> None:
    plans = list(periods_in(ground.programme, months, 31))
    assert len(plans) == count and plans[0] == first
    assert plans[-1].ends == ground.programme.ends
    assert all((after.starts - before.ends).days == 1 for before, after in pairwise(plans))


def test_a_file_is_shown_and_then_added_once(ground: Ground, office: Client) -> None:
    shown = office.post(at(ground, "structure"), {"file": SimpleUploadedFile("tematy.csv", GOOD.encode())})
    assert shown.status_code == 200 and "Studia dla dyrektorów" in shown.content.decode()
    assert not ground.version.elements.filter(code="2.1").exists()
    for _twice in range(2):
        assert office.post(at(ground, "add_structure"), {"ticket": shown.context["ticket"]}).status_code == 302
    assert ground.version.elements.filter(code__startswith="2.1").count() == 3


def test_a_wrong_file_is_told_line_by_line(ground: Ground, office: Client) -> None:
    file = SimpleUploadedFile("tematy.csv", (HEAD + "2.1;A;;99\n2.2;B;;98\n").encode())
    answer = office.post(at(ground, "structure"), {"file": file})
    assert answer.status_code == 422 and [one.line for one in answer.context["plan"].wrong] == [2, 3]
    assert not answer.context["ticket"]


@pytest.mark.parametrize("name", ["zły.exe", "tematy.csv"])
def test_what_is_no_table_is_refused(ground: Ground, office: Client, name: str) -> None:
    answer = office.post(at(ground, "structure"), {"file": SimpleUploadedFile(name, b"MZ\x90\0")})
    assert answer.status_code == 422


def test_a_ticket_is_for_one_person_and_one_version(
    ground: Ground, office: Client, as_user: As, administrator: Any
) -> None:
    shown = office.post(at(ground, "structure"), {"file": SimpleUploadedFile("tematy.csv", GOOD.encode())})
    as_user(administrator).post(at(ground, "add_structure"), {"ticket": shown.context["ticket"]})
    for ticket in ("", "x" * 5000, "a:b:c", "\0"):
        assert office.post(at(ground, "add_structure"), {"ticket": ticket}).status_code == 302
    assert not ground.version.elements.filter(code="2.1").exists()
