"""What hangs on an element of a draft."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.enums import Involved
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.services.parts import MoneyLine
from koordynata.registry.models import Institution

from .conftest import Ground


def test_tags_are_those_of_the_data(ground: Ground) -> None:
    element = ground.element("1.1.1")
    services.tag_element(element=element, wanted=["green", "digital"], by=SYSTEM)
    services.tag_element(element=element, wanted=["digital"], by=SYSTEM)
    assert [one.tag for one in element.tags.all()] == ["digital"]
    with pytest.raises(ProgrammeRefusal):
        services.tag_element(element=element, wanted=["purple"], by=SYSTEM)


def test_links_go_to_what_is_there(ground: Ground, lists: dict[str, Any]) -> None:
    element = ground.element("1.1.1")
    link = services.link_element(element=element, kind="occupation", code=" 311407 ", by=SYSTEM)
    assert link.title == lists["occupations"]["311407"].name_pl
    assert services.link_element(element=element, kind="project", code="P1", title="Staże", by=SYSTEM).title == "Staże"
    with pytest.raises(ProgrammeRefusal):
        services.link_element(element=element, kind="branch", code="XXX", by=SYSTEM)
    with pytest.raises(ValidationError):
        services.link_element(element=element, kind="project", code="P1", by=SYSTEM)


def test_one_institution_is_responsible(ground: Ground, school: Institution) -> None:
    element = ground.element("1.1.1")
    services.involve_institution(
        element=element, institution=school, role=Involved.RESPONSIBLE, person="dyrektor", by=SYSTEM
    )
    other = Institution.objects.create(kind="employer", name="Kolej (przykład)", territory=school.territory)
    with pytest.raises(ProgrammeRefusal):
        services.involve_institution(element=element, institution=other, role=Involved.RESPONSIBLE, by=SYSTEM)
    services.involve_institution(element=element, institution=school, role=Involved.COOPERATING, by=SYSTEM)
    services.involve_institution(element=element, institution=other, role=Involved.RESPONSIBLE, by=SYSTEM)
    assert {(one.institution_id, one.role) for one in element.involvements.all()} == {
        (school.pk, "cooperating"), (other.pk, "responsible"),
    }  # fmt: skip


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1)])
def test_a_milestone_lies_in_the_time_of_the_programme(ground: Ground, day: date) -> None:
    with pytest.raises(ProgrammeRefusal):
        services.plan_milestone(element=ground.element("1.1.1"), name="X", due=day, by=SYSTEM)


def test_a_milestone_keeps_its_identity_when_it_moves(ground: Ground) -> None:
    element = ground.element("1.1.1")
    first = services.plan_milestone(element=element, name="Umowy", due=date(2026, 3, 1), by=SYSTEM)
    again = services.plan_milestone(element=element, name="Umowy", due=date(2026, 5, 1), uid=first.uid, by=SYSTEM)
    assert (again.pk, element.milestones.count()) == (first.pk, 1)
    services.take_off(part=again, by=SYSTEM)
    assert not element.milestones.exists()


@pytest.mark.parametrize("line", [
    MoneyLine("esf_plus", 2025, Decimal(1)), MoneyLine("lottery", 2026, Decimal(1)), MoneyLine("kpo", 2027, Decimal(1)),
])  # fmt: skip
def test_money_comes_from_a_source_in_its_time(ground: Ground, line: MoneyLine) -> None:
    """KPO ends in 2026: the year is data."""
    with pytest.raises(ProgrammeRefusal):
        services.plan_money(element=ground.element("1.1.1"), lines=[line], by=SYSTEM)


def test_a_budget_is_set_as_a_whole(ground: Ground) -> None:
    element = ground.element("1.1.1")
    services.plan_money(
        element=element, lines=[MoneyLine("own", 2026, Decimal(5)), MoneyLine("kpo", 2026, Decimal(7))], by=SYSTEM
    )
    services.plan_money(element=element, lines=[MoneyLine("own", 2026, Decimal(6))], by=SYSTEM)
    assert [(one.source, one.amount) for one in element.budget.all()] == [("own", Decimal(6))]
    with pytest.raises(ValidationError):
        services.plan_money(element=element, lines=[MoneyLine("own", 2026, Decimal(-1))], by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        services.plan_money(element=element, lines=[MoneyLine("own", 2026, Decimal(1))] * 2, by=SYSTEM)
    assert element.budget.get().amount == 6


def test_an_adopted_version_takes_nothing_more(ground: Ground) -> None:
    element = ground.element("1.1.1")
    ground.adopt()
    with pytest.raises(ProgrammeRefusal):
        services.plan_money(element=element, lines=[], by=SYSTEM)
    with pytest.raises(ProgrammeRefusal):
        services.tag_element(element=element, wanted=["green"], by=SYSTEM)
