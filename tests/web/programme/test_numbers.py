"""A number opens into what it is made of: rows for whoever checks values there, counts for every reader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from koordynata.accounts.models import User
from koordynata.programme.models import Actual, Indicator, Link, Measure
from koordynata.reference.models import Territory
from tests.foundation.test_files import PDF
from tests.programme.conftest import Ground, ground, measure, promised
from tests.programme.test_behind import MARCH, ROWS, tell
from tests.programme.test_board import report
from tests.programme.test_facts import BY_PERSON
from tests.programme.test_warehouse import CARD, house

__all__ = ["ground", "house", "measure", "promised"]
As = Callable[[User], Client]


@pytest.fixture
def card(
    ground: Ground, measure: Callable[..., Measure], promised: Callable[..., Indicator], land: dict[str, Territory]
) -> Measure:
    found = measure(**BY_PERSON)
    for code, project in (("1.1.1", "P1"), ("1.1.2", "P2")):
        Link.objects.create(element=ground.element(code), kind="project", code=project)
        promised(code, found, 1, 2)
    tell(land, ROWS)
    ground.adopt()
    return found


def address(ground: Ground, code: str, card: Measure) -> str:
    return reverse("programme:number", args=[ground.programme.pk, ground.element(code).strand.uid, card.pk])


def page(client: Client, ground: Ground, card: Measure, code: str = "1", **asked: Any) -> str:
    answer = client.get(address(ground, code, card), {"period": ground.periods[0].pk, **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_office_reads_facts_and_no_person(ground: Ground, card: Measure, as_user: As, coordinator: User) -> None:
    told = page(as_user(coordinator), ground, card)
    assert "ukończony kurs" in told and "support:0" in told and "liczy się raz" in told
    assert told.count('role="rowheader"') == 2, "two persons, each once"


@pytest.mark.parametrize("who", ["member", "school_head", "employer"])
def test_other_readers_see_counts_and_no_rows(
    ground: Ground, card: Measure, as_user: As, who: str, request: pytest.FixtureRequest, without_limits: None
) -> None:
    client = as_user(request.getfixturevalue(who))
    told = page(client, ground, card)
    assert "support:" not in told and "2 liczą się bez pokazywania" in told and "ukryte" in told
    answer: Any = client.get(address(ground, "1", card), {"format": "csv", "period": str(ground.periods[0].pk)})
    assert b"support" not in b"".join(answer.streaming_content)


def test_the_control_a_reader_who_checked_values_would_see_rows(
    ground: Ground, card: Measure, as_user: As, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control of the test above: with the wrong permission the rows are there."""
    from koordynata.accounts.roles import Permission
    from koordynata.registry.scopes import scope_of
    from koordynata.web.programme import numbers

    monkeypatch.setattr(numbers, "rows_scope", lambda user: scope_of(user, Permission.VIEW_PROGRAMMES))
    assert "support:" in page(as_user(member), ground, card)


def test_a_stranger_and_unknown_things_find_nothing(
    ground: Ground, card: Measure, as_user: As, stranger: User, coordinator: User
) -> None:
    assert as_user(stranger).get(address(ground, "1", card)).status_code == 404
    client, uid = as_user(coordinator), ground.element("1").strand.uid
    other = "00000000-0000-4000-8000-000000000000"
    for wrong in ([ground.programme.pk, uid, 987654], [ground.programme.pk, other, card.pk], [987654, uid, card.pk]):
        assert client.get(reverse("programme:number", args=wrong)).status_code == 404
    assert client.get(address(ground, "6", card)).status_code == 404, "nothing of that measure there"
    assert client.get(address(ground, "1", card), {"version": "77"}).status_code == 404


@pytest.mark.parametrize("asked", [{"period": "\0"}, {"page": "x" * 900}, {"version": "1" * 40}, {"version": "x"}])
def test_what_is_no_answer_changes_nothing(
    ground: Ground, card: Measure, as_user: As, coordinator: User, asked: dict[str, str]
) -> None:
    assert as_user(coordinator).get(address(ground, "1", card), asked).status_code == 200


def test_the_file_has_a_row_for_each_fact(
    ground: Ground, card: Measure, as_user: As, coordinator: User, without_limits: None
) -> None:
    answer: Any = as_user(coordinator).get(
        address(ground, "1", card), {"format": "csv", "period": str(ground.periods[0].pk)}
    )
    rows = b"".join(answer.streaming_content).decode().strip().splitlines()
    assert len(rows) == 1 + 3 and not any("ada" in row.split(";")[0] for row in rows)


def test_a_sum_opens_into_values_and_evidence(
    ground: Ground, as_user: As, coordinator: User, member: User, measure: Callable[..., Measure],
    promised: Callable[..., Indicator],
) -> None:  # fmt: skip
    from koordynata.foundation.audit import SYSTEM
    from koordynata.programme import services

    card = measure()
    for code, value in (("1.1.1", 4), ("1.1.2", 6)):
        report(promised(code, card, 10, 20), ground.periods[0], value)
    actual = Actual.objects.order_by("pk").first()
    assert actual is not None
    Actual.objects.filter(pk=actual.pk).update(state="draft")
    actual.refresh_from_db()
    services.attach_evidence(actual=actual, name="lista.pdf", content=PDF, by=SYSTEM)
    Actual.objects.update(state="approved")
    ground.adopt()
    own, other = (page(as_user(who), ground, card) for who in (coordinator, member))
    assert "lista.pdf" in own and "lista.pdf" in other and "żaden plik tego nie dowodzi" in own
    link = reverse("programme:evidence", args=[ground.programme.pk, actual.period_id, actual.indicator_id, 1])
    assert link.rsplit("/", 2)[0] in own and link.rsplit("/", 2)[0] not in other
    whole = as_user(member).get(address(ground, "1", card), {"period": ground.periods[0].pk}).context
    assert whole["total"] == whole["value"] == 10


def test_pages_ask_as_often_for_many_persons_as_for_few(
    ground: Ground, card: Measure, as_user: As, coordinator: User, land: dict[str, Territory],
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, counts = as_user(coordinator), []
    for many in (3, 45):
        tell(land, [*ROWS, *((f"q{number}", "P1", "1607", MARCH) for number in range(many))])
        with CaptureQueriesContext(connection) as asked:
            page(client, ground, card)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_days_of_facts_are_those_of_the_period(ground: Ground, card: Measure, as_user: As, coordinator: User) -> None:
    assert "01.09.2026" not in page(as_user(coordinator), ground, card)
    assert "01.09.2026" in page(as_user(coordinator), ground, card, period=ground.periods[1].pk)
    assert date(2026, 9, 1) <= ground.periods[1].ends


def test_a_metric_opens_into_years_with_source_and_vintage(
    ground: Ground, as_user: As, member: User, measure: Callable[..., Measure], promised: Callable[..., Indicator],
    house: Any, without_limits: None,
) -> None:  # fmt: skip
    card = measure(**CARD)
    promised("1.1.1", card, 6, 5)
    ground.adopt()
    told = page(as_user(member), ground, card, "1.1.1")
    assert "5,25" in told and "GUS, bdl-2026.csv, 31.03.2026" in told
    house.figures = {}
    silent = page(as_user(member), ground, card, "1.1.1")
    assert "nothing for 2026" in silent and "5,25" not in silent
    answer: Any = as_user(member).get(address(ground, "1.1.1", card), {"format": "csv"})
    assert "nothing for 2026" in b"".join(answer.streaming_content).decode()
