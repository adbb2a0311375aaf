"""Workbooks through the pages: shown first, then written; each person takes and brings what is theirs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import Actual
from koordynata.registry.models import Institution
from tests.programme.conftest import Ground, ground, measure, promised
from tests.programme.test_values_workbook import FILLED, partner
from tests.programme.test_workbook import BUDGET, ELEMENTS, edited, full, put

__all__ = ["full", "ground", "measure", "partner", "promised"]
As = Callable[[User], Client]


def at(ground: Ground, name: str, *more: object) -> str:
    place = ground.version.number if "version" in name else ground.periods[0].pk
    return reverse(f"programme:{name}", args=[ground.programme.pk, place, *more])


def upload(client: Client, address: str, content: bytes, name: str = "program.xlsx") -> Any:
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def shown(answer: Any, **choices: str) -> dict[str, str]:
    return {"kept": answer.context["digest"], "stand": answer.context["stand"], **choices}


def test_from_the_page_into_a_spreadsheet_and_back(full: Ground, as_user: As, coordinator: User) -> None:
    office = as_user(coordinator)
    content = office.get(at(full, "version_file")).content
    changed = edited(content, put(ELEMENTS, "1.1.1", "name", "Staże w przemyśle"))
    answer = upload(office, at(full, "version_workbook"), changed)
    text = answer.content.decode()
    assert answer.status_code == 200 and "Staże w przemyśle" in text and "D" in text
    assert full.element("1.1.1").name != "Staże w przemyśle", "nothing is written before a person says so"
    assert office.post(at(full, "take_version"), shown(answer)).status_code == 302
    assert full.element("1.1.1").name == "Staże w przemyśle"
    assert "Plik niczego nie zmienia." in upload(
        office, at(full, "version_workbook"), office.get(at(full, "version_file")).content
    ).content.decode()  # fmt: skip


def test_a_problem_is_shown_with_its_cell_and_there_is_nothing_to_press(
    full: Ground, as_user: As, coordinator: User
) -> None:
    office = as_user(coordinator)
    bad = edited(office.get(at(full, "version_file")).content, put(BUDGET, "1.1.1", "amount", -5))
    answer = upload(office, at(full, "version_workbook"), bad)
    assert "Budżet, F3" in answer.content.decode() and "Zapisz te zmiany" not in answer.content.decode()
    assert office.post(at(full, "take_version"), shown(answer)).status_code == 422


def test_a_clash_is_chosen_on_the_page(full: Ground, as_user: As, coordinator: User) -> None:
    office = as_user(coordinator)
    changed = edited(office.get(at(full, "version_file")).content, put(ELEMENTS, "1.1.1", "name", "Z pliku"))
    services.change_element(element=full.element("1.1.1"), name="Ze strony", by=SYSTEM)
    answer = upload(office, at(full, "version_workbook"), changed)
    text = answer.content.decode()
    assert "Z pliku" in text and "Ze strony" in text and 'name="choice-0"' in text
    office.post(at(full, "take_version"), shown(answer))
    assert full.element("1.1.1").name == "Ze strony", "without a choice nothing is written"
    office.post(at(full, "take_version"), shown(answer, **{"choice-0": "file"}))
    assert full.element("1.1.1").name == "Z pliku"


def test_a_preview_that_is_no_longer_true_is_shown_anew(full: Ground, as_user: As, coordinator: User) -> None:
    office = as_user(coordinator)
    changed = edited(office.get(at(full, "version_file")).content, put(ELEMENTS, "1.1.2", "name", "Z pliku"))
    answer = upload(office, at(full, "version_workbook"), changed)
    services.change_element(element=full.element("6.1.1"), name="Inna", by=SYSTEM)
    late = office.post(at(full, "take_version"), shown(answer))
    assert late.status_code == 409 and "Z pliku" in late.content.decode()
    assert office.post(at(full, "take_version"), shown(late)).status_code == 302


@pytest.mark.parametrize("who", ["member", "school_head", "employer", "stranger"])
def test_nobody_but_the_office_reads_a_version_in(
    full: Ground, as_user: As, who: str, request: pytest.FixtureRequest
) -> None:
    client = as_user(request.getfixturevalue(who))
    for name in ("version_workbook", "take_version", "version_file"):
        assert client.get(at(full, name)).status_code in (404, 405)
        assert client.post(at(full, name), {"kept": "0" * 64}).status_code in (404, 405)


@pytest.mark.parametrize("file", ["", "x", "../../etc/passwd", "0" * 64, "\x00" * 64])
def test_only_what_was_shown_is_taken(full: Ground, as_user: As, coordinator: User, file: str) -> None:
    answer = as_user(coordinator).post(at(full, "take_version"), {"kept": file, "stand": "x"})
    assert answer.status_code == 404


@pytest.mark.parametrize(("content", "name"), [
    (b"MZ", "program.xlsx"), (b"", "program.xlsx"), (b"a;b", "program.csv"), (b"PK\x03\x04" * 9, "p.xlsx"),
])  # fmt: skip
def test_a_file_that_is_none_is_refused_beside_its_field(
    full: Ground, as_user: As, coordinator: User, content: bytes, name: str
) -> None:
    assert upload(as_user(coordinator), at(full, "version_workbook"), content, name).status_code == 422


def test_a_partner_reports_in_a_workbook(ground: Ground, partner: Institution, as_user: As, employer: User) -> None:
    client = as_user(employer)
    assert partner.name in client.get(at(ground, "values_workbook")).content.decode()
    content = edited(client.get(at(ground, "values_file", partner.pk)).content, FILLED)
    answer = upload(client, at(ground, "values_workbook"), content)
    assert answer.status_code == 200 and not Actual.objects.exists()
    assert client.post(at(ground, "take_values"), shown(answer)).status_code == 302
    assert Actual.objects.count() == 2


@pytest.mark.parametrize("who", ["member", "school_head", "stranger"])
def test_the_form_is_for_its_institution_and_the_office(
    ground: Ground, partner: Institution, as_user: As, coordinator: User, who: str, request: pytest.FixtureRequest
) -> None:
    content = as_user(coordinator).get(at(ground, "values_file", partner.pk)).content
    client = as_user(request.getfixturevalue(who))
    assert client.get(at(ground, "values_file", partner.pk)).status_code == 404
    assert upload(client, at(ground, "values_workbook"), content).status_code in (404, 422)


def test_a_workbook_of_another_page_is_refused(
    ground: Ground, partner: Institution, as_user: As, coordinator: User
) -> None:
    office = as_user(coordinator)
    second = services.open_next_version(programme=ground.programme, reason="X", by=SYSTEM)
    content = office.get(at(ground, "values_file", partner.pk)).content
    page = reverse("programme:version_workbook", args=[ground.programme.pk, second.number])
    assert upload(office, page, content).status_code == 422
