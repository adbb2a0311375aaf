"""Carrying an action out through its page: state, milestones with files, money, risks, discussion, history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import ActionState, Involved, MoneyStage
from koordynata.programme.models import Evidence, Milestone, Reached, Strand
from koordynata.registry.models import Institution
from tests.foundation.test_files import PDF
from tests.programme.conftest import Ground, ground

from .test_writing import As, at, office

__all__ = ["ground", "office"]


@pytest.fixture
def milestone(ground: Ground, school: Institution) -> Milestone:
    """Version 1 in force; the school is responsible for 1.1.1, with one milestone."""
    action = ground.element("1.1.1")
    one = services.plan_milestone(element=action, name="Umowy podpisane", due=date(2026, 3, 1), by=SYSTEM)
    services.involve_institution(element=action, institution=school, role=Involved.RESPONSIBLE, by=SYSTEM)
    ground.adopt()
    return one


def strand(ground: Ground) -> Strand:
    return ground.element("1.1.1").strand


def test_an_action_moves_along_its_table(ground: Ground, office: Client, milestone: Milestone) -> None:
    page = at(ground, "move_action", "1.1.1")
    assert office.post(page, {"state": "running", "on": "2026-02-02", "version": 1}).status_code == 302
    assert office.post(page, {"state": "suspended", "on": "2026-03-02", "version": 2}).status_code == 422
    told = {"state": "suspended", "on": "2026-03-02", "reason": "Brak prowadzącego", "version": 2}
    assert office.post(page, told).status_code == 302
    assert "Brak prowadzącego" in office.get(at(ground, "element", "1.1.1")).content.decode()
    assert office.post(page, {"state": "done", "on": "2026-03-02", "version": 3}).status_code == 422
    assert strand(ground).state == ActionState.SUSPENDED


def test_whoever_is_late_moves_nothing_and_keeps_the_words(
    ground: Ground, office: Client, milestone: Milestone
) -> None:
    services.move_action(strand=strand(ground), state=ActionState.RUNNING, on=date(2026, 2, 2), by=SYSTEM)
    told = {"state": "abandoned", "on": "2026-02-03", "reason": "Nie ma chętnych", "version": 1}
    late = office.post(at(ground, "move_action", "1.1.1"), told)
    assert late.status_code == 409
    assert "Nie ma chętnych" in late.content.decode()
    assert strand(ground).state == ActionState.RUNNING


def test_a_milestone_is_reached_with_its_file_and_taken_back(
    ground: Ground, office: Client, as_user: As, employer: User, milestone: Milestone
) -> None:
    told = {"on": "2026-02-20", "note": "Trzy umowy", "file": SimpleUploadedFile("umowy.pdf", PDF)}
    assert office.post(at(ground, "reach", "1.1.1", milestone.pk), told).status_code == 302
    file = Evidence.objects.get(milestone=milestone.uid)
    page = office.get(at(ground, "element", "1.1.1")).content.decode()
    assert "umowy.pdf" in page and "Trzy umowy" in page
    address = at(ground, "proof", "1.1.1", milestone.pk, file.pk)
    assert office.get(address).content == PDF
    assert as_user(employer).get(address).status_code == 404
    office.post(at(ground, "prove", "1.1.1", milestone.pk), {"file": SimpleUploadedFile("znowu.pdf", PDF)})
    assert Evidence.objects.filter(milestone=milestone.uid).count() == 1  # the same content
    assert office.post(at(ground, "take_back", "1.1.1", milestone.pk), {"reason": ""}).status_code == 422
    for _twice in range(2):
        assert office.post(at(ground, "take_back", "1.1.1", milestone.pk), {"reason": "Pomyłka"}).status_code == 302
    assert not Reached.objects.exists() and not Evidence.objects.exists()


def test_a_file_that_is_not_taken_leaves_nothing_behind(ground: Ground, office: Client, milestone: Milestone) -> None:
    told = {"on": "2026-02-20", "note": "Trzy umowy", "file": SimpleUploadedFile("umowy.pdf", b"MZ\x90 not a pdf")}
    answer = office.post(at(ground, "reach", "1.1.1", milestone.pk), told)
    assert answer.status_code == 422
    assert "Trzy umowy" in answer.content.decode()
    assert not Reached.objects.exists()


def test_money_is_entered_and_taken_back_with_one_click(ground: Ground, office: Client, milestone: Milestone) -> None:
    page = at(ground, "note_money", "1.1.1")
    told = {"stage": "spent", "source": "esf_plus", "on": "2026-02-20", "amount": "100.50", "document": "FV 1"}
    assert office.post(page, told).status_code == 302
    assert office.post(page, told).status_code == 422  # the same document again
    money = strand(ground).money.get()
    for _twice in range(2):
        assert office.post(at(ground, "take_back_money", "1.1.1", money.pk)).status_code == 302
    assert sorted(one.amount for one in strand(ground).money.all()) == [Decimal("-100.50"), Decimal("100.50")]
    back = strand(ground).money.get(amount__lt=0)
    office.post(at(ground, "take_back_money", "1.1.1", back.pk))
    assert strand(ground).money.count() == 2
    assert "FV 1" in office.get(at(ground, "element", "1.1.1")).content.decode()


@pytest.mark.parametrize("wrong", [
    {"amount": "0"}, {"amount": "-5"}, {"amount": "1e30"}, {"source": "moon"}, {"stage": "planned"}, {"on": "jutro"},
    {"document": ""}, {"document": "x" * 121}, {"document": "a\0b"},
])  # fmt: skip
def test_wrong_money_comes_back_filled(
    ground: Ground, office: Client, milestone: Milestone, wrong: dict[str, str]
) -> None:
    told = {"stage": "spent", "source": "own", "on": "2026-02-20", "amount": "5", "document": "FV 1", **wrong}
    answer = office.post(at(ground, "note_money", "1.1.1"), told)
    assert answer.status_code == 422 and answer.context["money_form"].errors
    assert not strand(ground).money.exists()


def test_a_risk_is_added_weighed_anew_and_closed(ground: Ground, office: Client, milestone: Milestone) -> None:
    told = {"name": "Brak chętnych", "likelihood": "4", "impact": "5", "response": "Promocja", "owner": "WUP"}
    assert office.post(at(ground, "note_risk", "1.1.1"), told).status_code == 302
    assert office.post(at(ground, "note_risk", "1.1.1"), {**told, "impact": "6"}).status_code == 422
    risk = strand(ground).risks.get()
    page = at(ground, "change_risk", "1.1.1", risk.pk)
    assert office.get(page).status_code == 200
    told |= {"impact": "2", "state": "closed", "version": "1"}
    assert office.post(page, told).status_code == 302
    late = office.post(page, {**told, "name": "Inne słowa", "state": "open"})
    assert late.status_code == 409 and "Inne słowa" in late.content.decode()
    risk.refresh_from_db()
    assert (risk.state, risk.weight, risk.name) == ("closed", 8, "Brak chętnych")


def test_the_responsible_school_carries_out_and_others_do_not(
    ground: Ground, as_user: As, school_head: User, member: User, employer: User, stranger: User, milestone: Milestone
) -> None:
    told = {"name": "Ryzyko", "likelihood": "1", "impact": "1"}
    assert as_user(school_head).post(at(ground, "note_risk", "1.1.1"), told).status_code == 302
    for other in (member, employer, stranger):
        client = as_user(other)
        for name in ("note_risk", "note_money", "move_action", "remark"):
            assert client.post(at(ground, name, "1.1.1"), told).status_code == 404
    assert as_user(school_head).post(at(ground, "note_risk", "1.1.2"), told).status_code == 404


def test_nothing_is_carried_out_under_a_draft_or_under_an_old_version(
    ground: Ground, office: Client, milestone: Milestone
) -> None:
    today = timezone.localdate()
    second = services.open_next_version(programme=ground.programme, reason="Nowe", by=SYSTEM)
    told = {"name": "Ryzyko", "likelihood": "1", "impact": "1"}
    draft = at(ground, "note_risk", "1.1.1").replace("/wersje/1/", "/wersje/2/")
    assert office.post(draft, told).status_code == 404
    ground.adopt(second, today)
    assert office.post(at(ground, "note_risk", "1.1.1"), told).status_code == 404
    assert office.post(draft, told).status_code == 302


def test_the_discussion_is_for_those_involved(
    ground: Ground, office: Client, as_user: As, school_head: User, member: User, milestone: Milestone
) -> None:
    assert office.post(at(ground, "remark", "1.1.1"), {"text": "Kto <b>prowadzi</b>?"}).status_code == 302
    assert as_user(school_head).post(at(ground, "remark", "1.1.1"), {"text": "My."}).status_code == 302
    page = as_user(school_head).get(at(ground, "element", "1.1.1")).content.decode()
    assert "Kto &lt;b&gt;prowadzi&lt;/b&gt;?" in page and "My." in page
    assert "prowadzi" not in as_user(member).get(at(ground, "element", "1.1.1")).content.decode()
    assert office.post(at(ground, "remark", "1.1.1"), {"text": " "}).status_code == 422


def test_the_history_tells_who_did_what_in_words(
    ground: Ground, office: Client, as_user: As, coordinator: User, member: User, milestone: Milestone
) -> None:
    office.post(at(ground, "move_action", "1.1.1"), {"state": "running", "on": "2026-02-02", "version": 1})
    page = office.get(at(ground, "history", "1.1.1")).content.decode()
    assert coordinator.full_name in page and f"&lt;{coordinator.email}" not in page
    assert "strand.moved" not in page and "milestone.added" not in page and "Umowy podpisane" in page
    other = as_user(member).get(at(ground, "history", "1.1.1")).content.decode()
    assert "Umowy podpisane" in other and coordinator.full_name not in other
    assert office.get(at(ground, "history", "1.1.1") + "?format=csv").status_code == 200


def test_a_draft_is_not_told_in_the_history_of_others(
    ground: Ground, office: Client, as_user: As, member: User, milestone: Milestone
) -> None:
    second = services.open_next_version(programme=ground.programme, reason="Nowe", by=SYSTEM)
    services.change_element(element=ground.element("1.1.1", second), name="Tajna nazwa", by=SYSTEM)
    assert "Tajna nazwa" in office.get(at(ground, "history", "1.1.1")).content.decode()
    assert "Tajna nazwa" not in as_user(member).get(at(ground, "history", "1.1.1")).content.decode()


def test_the_page_asks_as_much_for_much_work_as_for_little(
    ground: Ground, office: Client, milestone: Milestone, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    page = at(ground, "element", "1.1.1")

    def grow(numbers: range) -> None:
        for number in numbers:
            services.note_risk(strand=strand(ground), name=f"R{number}", likelihood=1, impact=number % 5 + 1, by=SYSTEM)
            services.note_money(strand=strand(ground), stage=MoneyStage.SPENT, source="own", on=date(2026, 3, 1),
                                amount=Decimal(5), document=f"FV {number}", by=SYSTEM)  # fmt: skip

    grow(range(2))
    office.get(page)
    with django_assert_max_num_queries(70) as few:
        office.get(page)
    grow(range(2, 12))
    with django_assert_max_num_queries(70) as many:
        office.get(page)
    assert len(many) == len(few)


def test_what_has_not_happened_yet_is_not_entered(ground: Ground, office: Client, milestone: Milestone) -> None:
    """A milestone of tomorrow would be neither late nor waited for."""
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    spent = {"stage": "spent", "source": "own", "amount": "5", "document": "FV 1"}
    for address, told in (
        (at(ground, "reach", "1.1.1", milestone.pk), {"note": "Umowy"}), (at(ground, "note_money", "1.1.1"), spent),
        (at(ground, "move_action", "1.1.1"), {"state": "running", "version": "1"}),
    ):  # fmt: skip
        answer = office.post(address, {**told, "on": tomorrow})
        assert answer.status_code == 422 and "dopiero nadejdzie" in answer.content.decode()
    assert not Reached.objects.exists() and not strand(ground).money.exists() and strand(ground).began_on is None
