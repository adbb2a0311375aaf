"""Pages of monitoring: each opens for readers of the region, says its rule, has its table and its file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.programme import services
from koordynata.programme.models import Indicator, Measure
from koordynata.programme.services.parts import MoneyLine
from tests.programme.conftest import Ground, ground, measure, promised
from tests.programme.test_board import report
from tests.web.programme.test_reading import written

__all__ = ["ground", "measure", "promised", "written"]
As = Callable[[User], Client]
SECTIONS = ("monitoring", "lights", "curves", "schedule", "burning", "places", "changed")


def page(client: Client, ground: Ground, name: str, **asked: Any) -> str:
    answer = client.get(reverse(f"programme:{name}", args=[ground.programme.pk]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["coordinator", "member", "school_head", "employer"])
def test_every_section_is_for_every_reader_of_the_region(
    written: Ground, as_user: As, who: str, request: pytest.FixtureRequest
) -> None:
    client = as_user(request.getfixturevalue(who))
    for name in SECTIONS:
        assert "monitoring" in page(client, written, name)


def test_a_stranger_finds_no_section(written: Ground, as_user: As, stranger: User) -> None:
    client = as_user(stranger)
    for name in SECTIONS:
        for asked in ({}, {"format": "csv"}):
            address = reverse(f"programme:{name}", args=[written.programme.pk])
            assert client.get(address, asked).status_code == 404


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("asked", [
    {"area": "abc", "period": "x"}, {"area": "00000000-0000-4000-8000-000000000000"}, {"period": "9" * 40},
    {"since": "2026-13-45"}, {"since": "0001-01-01"}, {"since": "9999-12-31"}, {"measure": "-1"}, {"page": "x"},
    {"area": "\0", "since": "\0"}, {"area": "x" * 5000},
])  # fmt: skip
def test_what_is_no_answer_shows_the_whole(
    written: Ground, as_user: As, member: User, name: str, asked: dict[str, str]
) -> None:
    assert page(as_user(member), written, name, **asked)


@pytest.mark.parametrize("name", SECTIONS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_section_has_its_file(
    written: Ground, as_user: As, member: User, name: str, form: str, without_limits: None
) -> None:
    answer: Any = as_user(member).get(reverse(f"programme:{name}", args=[written.programme.pk]), {"format": form})
    body = b"".join(answer.streaming_content)
    assert answer.status_code == 200 and (body[:2] == b"PK" if form == "xlsx" else body.startswith(b"\xef\xbb\xbf"))


def test_lights_say_their_rule_and_arithmetic(written: Ground, as_user: As, member: User) -> None:
    told = page(as_user(member), written, "lights", period=written.periods[0].pk)
    assert "8 ÷ 10" in told and "80%" in told and "do obserwacji" in told
    assert "Próg proponuje program; urząd może ustalić własny." in told and "niepewne" in told


def test_an_area_shows_its_own_alone(written: Ground, as_user: As, member: User) -> None:
    client = as_user(member)
    uid = written.element("6").strand.uid
    assert "Działanie 1" in page(client, written, "schedule", area=uid)
    assert "1.1.1" not in page(client, written, "schedule", area=uid)
    assert "Nie ma tu wskaźników" in page(client, written, "lights", area=uid)


def test_decisions_lead_to_their_record(written: Ground, as_user: As, member: User, coordinator: User) -> None:
    told = page(as_user(member), written, "monitoring")
    element = reverse("programme:element", args=[written.programme.pk, 1, written.element("1.1.1").strand.uid])
    assert element in told and "Umowy podpisane" in told and "Brak chętnych" in told
    assert "waga 20 z 25" in told


def test_a_curve_says_why_nothing_is_foreseen(written: Ground, as_user: As, member: User) -> None:
    told = page(as_user(member), written, "curves")
    assert "Bez prognozy: za mało zatwierdzonych okresów." in told
    assert told.count('class="chart curve"') >= 2 and "Pokaż jako tabelę" in told


def test_a_curve_shows_its_forecast(
    ground: Ground, as_user: As, member: User, measure: Callable[..., Measure], promised: Callable[..., Indicator]
) -> None:
    from koordynata.programme.services.programmes import PeriodPlan, plan_periods

    plans = [PeriodPlan("2025 I", date(2025, 1, 1), date(2025, 6, 30)),
             PeriodPlan("2025 II", date(2025, 7, 1), date(2025, 12, 31))]  # fmt: skip
    type(ground.programme).objects.update(starts=date(2025, 1, 1))
    periods = plan_periods(programme=ground.programme, periods=plans, by=SYSTEM)
    indicator = promised("1.1.1", measure(), 10, 20)
    for period in (*periods, ground.periods[0]):
        report(indicator, period, 10)
    ground.adopt()
    told = page(as_user(member), ground, "curves")
    assert "Prognoza na" in told and "curve-band" in told and "8 na 10 przypadków" in told


def test_money_over_its_plan_is_said_in_words(ground: Ground, as_user: As, member: User) -> None:
    element = ground.element("1.1.1")
    services.plan_money(element=element, lines=[MoneyLine("esf_plus", 2026, Decimal(100))], by=SYSTEM)
    services.note_money(strand=element.strand, stage="spent", source="esf_plus", on=date(2026, 2, 1),  # type: ignore[arg-type]
                        amount=Decimal(150), document="F", by=SYSTEM)  # fmt: skip
    ground.adopt()
    assert "150%" in page(as_user(member), ground, "burning")


def test_what_happened_is_shown_since_a_day_with_names_for_the_office_alone(
    written: Ground, as_user: As, member: User, coordinator: User
) -> None:
    services.move_action(
        strand=written.element("1.1.2").strand, state="running", on=date(2026, 3, 1), by=coordinator  # type: ignore[arg-type]
    )  # fmt: skip
    own, other = (page(as_user(who), written, "changed", since="2026-01-01") for who in (coordinator, member))
    assert "Działanie 2" in own and "Działanie 2" in other
    name = coordinator.audit_label.partition(" <")[0]
    assert own.count(name) > other.count(name)
    assert "Wersja 2" in own and "Wersja 2" not in other, "a draft is for the office"


def test_a_day_that_is_none_is_said(written: Ground, as_user: As, member: User) -> None:
    assert "To nie jest data." in page(as_user(member), written, "changed", since="wczoraj")


def test_sections_ask_as_often_for_many_elements_as_for_few(written: Ground, as_user: As, member: User) -> None:
    client = as_user(member)

    def counts() -> list[int]:
        found = []
        for name in SECTIONS:
            with CaptureQueriesContext(connection) as asked:
                page(client, written, name)
            found.append(len(asked))
        return found

    few = counts()
    version = written.programme.versions.get(number=2)
    for number in range(10):
        action = services.add_element(version=version, parent=written.element("6.1", version), level="action",
                                      name=f"N{number}", by=SYSTEM)  # fmt: skip
        services.plan_money(element=action, lines=[MoneyLine("own", 2026, Decimal(5))], by=SYSTEM)
    services.submit_version(version=version, by=SYSTEM)
    services.adopt_version(version=version, decided_by="Z", number="9", on=date(2026, 3, 1),
                           in_force_from=date(2026, 3, 1), by=SYSTEM)  # fmt: skip
    assert all(many <= before + 2 for many, before in zip(counts(), few, strict=True)), (
        few
    )  # a second adopted version asks twice
