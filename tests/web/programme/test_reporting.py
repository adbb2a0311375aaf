"""Values through the pages: an employer reports, the office checks, returns, approves and closes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import ActualState, Involved
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.models import Actual, Evidence, Indicator, Measure, Milestone
from koordynata.registry.models import Institution
from tests.foundation.test_files import PDF
from tests.programme.conftest import Ground, ground, measure, promised

__all__ = ["ground", "measure", "promised"]
As = Callable[[User], Client]
VALUE = {"value": "8", "part-sex-women": "5", "part-sex-men": "3", "note": "Lista w załączniku."}


@pytest.fixture
def reported(
    ground: Ground, measure: Callable[..., Measure], promised: Callable[..., Indicator], employer: User
) -> Indicator:
    """An indicator of an action whose institution is the employer's."""
    indicator = promised("1.1.1", measure(dimensions=["sex"]), 10, 20)
    company = Institution.objects.get(name="Kolej (przykład)")
    services.involve_institution(
        element=ground.element("1.1.1"), institution=company, role=Involved.RESPONSIBLE, by=SYSTEM
    )
    ground.adopt()
    return indicator


def at(ground: Ground, indicator: Indicator, name: str = "value", *more: object) -> str:
    return reverse(f"programme:{name}", args=[ground.programme.pk, ground.periods[0].pk, indicator.pk, *more])


def hand_over(client: Client, ground: Ground, indicator: Indicator, **written: str) -> Any:
    """The value as the form shows it, with what is written into it, and the button that submits it."""
    sent = {**VALUE, "version": Actual.objects.get().revision, "then": "submit", **written}
    return client.post(at(ground, indicator), sent)


def state() -> str:
    return Actual.objects.get().state


def test_from_the_employers_number_to_a_closed_period(
    ground: Ground, reported: Indicator, as_user: As, employer: User, coordinator: User
) -> None:
    partner, office = as_user(employer), as_user(coordinator)
    period = reverse("programme:period", args=[ground.programme.pk, ground.periods[0].pk])
    assert "Wskaźnik W1" in partner.get(period).content.decode()
    assert partner.get(at(ground, reported)).status_code == 200
    assert partner.post(at(ground, reported), {**VALUE, "version": 0}).status_code == 302
    file = SimpleUploadedFile("lista.pdf", PDF, "application/pdf")
    partner.post(at(ground, reported, "attach_evidence"), {"file": file})
    hand_over(partner, ground, reported)
    office.post(at(ground, reported, "check_value"))
    assert state() == ActualState.CHECKED
    office.post(at(ground, reported, "return_value"), {"reason": "Brak podpisu."})
    page = partner.get(at(ground, reported)).content.decode()
    assert "Brak podpisu." in page
    hand_over(partner, ground, reported, value="9")
    for verb in ("check_value", "approve_value"):
        office.post(at(ground, reported, verb))
    actual = Actual.objects.get()
    assert (actual.state, actual.value, actual.evidence.count()) == (ActualState.APPROVED, Decimal(9), 1)
    assert "płeć: kobiety" in office.get(at(ground, reported)).content.decode()
    close = reverse("programme:close_period", args=[ground.programme.pk, ground.periods[0].pk])
    assert "zamknięty" in office.post(close, follow=True).content.decode()


def test_periods_say_what_is_missing(ground: Ground, reported: Indicator, as_user: As, coordinator: User) -> None:
    page = as_user(coordinator).get(reverse("programme:periods", args=[ground.programme.pk])).content.decode()
    assert "nie przekazano: 1" in page


def test_an_objectives_own_target_is_put_together_and_not_asked_for(
    ground: Ground, measure: Callable[..., Measure], promised: Callable[..., Indicator], as_user: As, coordinator: User
) -> None:
    card = measure("W2")
    promised("1.1.1", card, 5, 5)
    promised("1.1", card, 9, 9)
    promised("6.1", card, 9, 9)
    ground.adopt()
    page = as_user(coordinator).get(reverse("programme:period", args=[ground.programme.pk, ground.periods[0].pk]))
    assert [row.element.code for row in page.context["rows"]] == ["1.1.1", "6.1"]
    periods = as_user(coordinator).get(reverse("programme:periods", args=[ground.programme.pk]))
    assert {row.missing for row in periods.context["rows"]} == {2}


@pytest.mark.parametrize("wrong", [
    {"value": ""}, {"value": "x"}, {"value": "5", "part-sex-women": "6"}, {"part-sex-women": "-1"}, {"value": "9" * 20},
    {"value": "NaN"},
])  # fmt: skip
def test_a_wrong_value_is_refused_and_kept_in_its_form(
    ground: Ground, reported: Indicator, as_user: As, employer: User, wrong: dict[str, str]
) -> None:
    answer = as_user(employer).post(at(ground, reported), {**VALUE, **wrong, "version": 0})
    assert answer.status_code == 422
    assert "Lista w załączniku." in answer.content.decode()
    assert not Actual.objects.exists()


def test_two_people_at_one_value(
    ground: Ground, reported: Indicator, as_user: As, employer: User, coordinator: User
) -> None:
    as_user(employer).post(at(ground, reported), {**VALUE, "version": 0})
    late = as_user(coordinator).post(at(ground, reported), {**VALUE, "value": "7", "part-sex-women": "4", "version": 0})
    assert late.status_code == 409
    assert Actual.objects.get().value == 8


def test_what_cannot_be_submitted_is_not_half_saved(
    ground: Ground, reported: Indicator, as_user: As, employer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_user(employer)
    client.post(at(ground, reported), {**VALUE, "version": 0})

    def refuse(**_told: object) -> None:
        raise ProgrammeRefusal("Not today.")

    monkeypatch.setattr(services, "submit_actual", refuse)
    answer = hand_over(client, ground, reported, value="9")
    assert answer.status_code == 422 and "Not today." in answer.content.decode()
    assert Actual.objects.get().value == 8 and state() == ActualState.DRAFT


def test_numbers_are_read_and_shown_as_people_write_them(
    ground: Ground, reported: Indicator, as_user: As, employer: User
) -> None:
    client = as_user(employer)
    client.post(at(ground, reported), {**VALUE, "value": "1 200,50", "version": 0})
    assert Actual.objects.get().value == Decimal("1200.5")
    page = client.get(at(ground, reported)).content.decode()
    assert 'value="1\xa0200,5"' in page and 'value="5"' in page, "no zeros that say nothing"


def test_nobody_else_reports_or_checks(
    ground: Ground, reported: Indicator, as_user: As, school_head: User, member: User, employer: User
) -> None:
    as_user(employer).post(at(ground, reported), {**VALUE, "version": 0})
    hand_over(as_user(employer), ground, reported)
    for user in (school_head, member):
        client = as_user(user)
        assert client.get(at(ground, reported)).status_code == 404
        assert hand_over(client, ground, reported).status_code == 404
        for verb in ("check_value", "approve_value", "return_value", "attach_evidence"):
            assert client.post(at(ground, reported, verb), {"reason": "X"}).status_code == 404
    for verb in ("check_value", "approve_value", "return_value"):
        assert as_user(employer).post(at(ground, reported, verb), {"reason": "X"}).status_code == 404
    assert state() == ActualState.SUBMITTED


def test_a_file_that_is_not_what_it_says_is_refused(
    ground: Ground, reported: Indicator, as_user: As, employer: User
) -> None:
    client = as_user(employer)
    client.post(at(ground, reported), {**VALUE, "version": 0})
    false = SimpleUploadedFile("lista.pdf", b"MZ not a document", "application/pdf")
    client.post(at(ground, reported, "attach_evidence"), {"file": false})
    client.post(at(ground, reported, "attach_evidence"), {})
    assert not Actual.objects.get().evidence.exists()


def test_evidence_of_a_submitted_value_stays(ground: Ground, reported: Indicator, as_user: As, employer: User) -> None:
    client = as_user(employer)
    client.post(at(ground, reported), {**VALUE, "version": 0})
    client.post(
        at(ground, reported, "attach_evidence"), {"file": SimpleUploadedFile("lista.pdf", PDF, "application/pdf")}
    )
    file = Actual.objects.get().evidence.get()
    assert client.get(at(ground, reported, "evidence", file.pk))["Content-Disposition"].startswith("attachment")
    hand_over(client, ground, reported)
    client.post(at(ground, reported, "detach_evidence", file.pk))
    assert Actual.objects.get().evidence.count() == 1


def test_a_period_is_reopened_with_a_reason_alone(
    ground: Ground, reported: Indicator, as_user: As, coordinator: User
) -> None:
    office, period = as_user(coordinator), ground.periods[0]
    office.post(reverse("programme:close_period", args=[ground.programme.pk, period.pk]))
    reopen = reverse("programme:reopen_period", args=[ground.programme.pk, period.pk])
    for reason, closed in (("", True), ("Błąd.", False)):
        office.post(reopen, {"reason": reason})
        period.refresh_from_db()
        assert period.is_closed == closed


def test_a_page_without_a_value_gives_out_no_file_of_another_thing(
    ground: Ground, reported: Indicator, as_user: As, employer: User, coordinator: User
) -> None:
    """The file of a milestone hangs on no value: it must not answer to “the file of no value”."""
    milestone = Milestone(element=ground.element("1.1.1"), name="Nabór", due=ground.programme.ends)
    milestone.save()
    services.reach_milestone(milestone=milestone, on=ground.programme.starts, file=("a.pdf", PDF), by=SYSTEM)
    file = Evidence.objects.get()
    for who in (employer, coordinator):
        assert as_user(who).get(at(ground, reported, "evidence", file.pk)).status_code == 404


def test_whoever_left_the_action_reports_for_the_periods_of_its_own_version_alone(
    ground: Ground, reported: Indicator, as_user: As, employer: User
) -> None:
    second = services.open_next_version(programme=ground.programme, reason="Inny partner.", by=SYSTEM)
    services.take_off(part=ground.element("1.1.1", second).involvements.get(), by=SYSTEM)
    ground.adopt(second, day=date(2026, 8, 1))
    client, (first, later) = as_user(employer), ground.periods
    for period, status in ((first, 302), (later, 404)):
        address = reverse("programme:value", args=[ground.programme.pk, period.pk, reported.pk])
        assert client.post(address, {**VALUE, "version": 0}).status_code == status
    assert Actual.objects.get().period == first


def test_a_value_that_changed_behind_the_page_is_not_approved_unseen(
    ground: Ground, reported: Indicator, as_user: As, employer: User, coordinator: User
) -> None:
    partner, office = as_user(employer), as_user(coordinator)
    partner.post(at(ground, reported), {**VALUE, "version": 0})
    hand_over(partner, ground, reported)
    page = office.get(at(ground, reported)).content.decode()
    old = Actual.objects.get().revision
    assert page.count(f'name="version" value="{old}"') == 2  # checked, or returned
    office.post(at(ground, reported, "return_value"), {"reason": "Popraw."})
    hand_over(partner, ground, reported, value="9")
    answer = office.post(at(ground, reported, "check_value"), {"version": old}, follow=True)
    assert "Obejrzyj ją ponownie" in answer.content.decode()
    assert state() == ActualState.SUBMITTED
