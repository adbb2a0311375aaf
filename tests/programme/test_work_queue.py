"""What waits in programmes: each source tells its own people, with whose turn it is; gone when it is settled."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.work import WorkItem
from koordynata.programme import services
from koordynata.programme.enums import ActionState, Involved
from koordynata.programme.models import Actual
from koordynata.programme.queries.work import SOURCES
from koordynata.registry.models import Institution
from koordynata.web.office.subjects import address_of

from .conftest import Define, Ground, Promised
from .test_board import report


def told(user: User, source: str) -> list[WorkItem]:
    person = User.objects.get(pk=user.pk)  # what may be done is remembered for one request
    return [one for known in SOURCES if known.id == source for one in known.tell(person, date(2026, 11, 21))]


@pytest.fixture
def school_acts(ground: Ground, measure: Define, promised: Promised, school: Institution) -> Ground:
    """The school is responsible for action 1.1.1, whose value waits; the version is in force."""
    element = ground.element("1.1.1")
    services.involve_institution(element=element, institution=school, role=Involved.RESPONSIBLE, by=SYSTEM)
    services.change_element(element=element, starts=date(2026, 2, 1), ends=date(2026, 10, 1), by=SYSTEM)
    services.plan_milestone(element=element, name="Umowy", due=date(2026, 3, 1), by=SYSTEM)
    promised("1.1.1", measure(), 10, 20)
    ground.adopt()
    return ground


def entered(ground: Ground, by: User) -> Actual:
    from decimal import Decimal

    indicator = ground.element("1.1.1").strand.indicators.get()
    actual = services.enter_actual(
        indicator=indicator, period=ground.periods[0], given=services.actuals.Value(Decimal(3)), by=by
    )
    return services.submit_actual(actual=actual, by=by)


def test_a_value_goes_from_checking_to_approval_to_nowhere(
    school_acts: Ground, coordinator: User, school_head: User
) -> None:
    actual = entered(school_acts, school_head)
    (check,) = told(coordinator, "programme_values")
    services.check_actual(actual=actual, by=coordinator)
    (approve,) = told(coordinator, "programme_values")
    assert check.about != approve.about and check.subject == approve.subject
    assert told(school_head, "programme_values") == []
    services.approve_actual(actual=actual, by=coordinator)
    assert told(coordinator, "programme_values") == []


def test_a_returned_value_waits_for_whoever_entered_it(
    school_acts: Ground, coordinator: User, school_head: User, member: User, stranger: User
) -> None:
    actual = entered(school_acts, school_head)
    services.return_actual(actual=actual, reason="Brak listy.", by=coordinator)
    (own,) = told(school_head, "programme_returned")
    (office,) = told(coordinator, "programme_returned")
    assert (own.waits_for, own.about) == ("", "Brak listy.")
    assert office.waits_for == school_head.audit_label.partition(" <")[0]
    assert told(member, "programme_returned") == told(stranger, "programme_returned") == []
    services.submit_actual(actual=actual, by=school_head)
    assert told(school_head, "programme_returned") == []


def test_a_returned_value_does_not_wait_for_whoever_left_the_action_before_its_period(
    school_acts: Ground, coordinator: User, school_head: User
) -> None:
    second = services.open_next_version(programme=school_acts.programme, reason="Inna szkoła.", by=SYSTEM)
    services.take_off(part=school_acts.element("1.1.1", second).involvements.get(), by=SYSTEM)
    assert school_acts.adopt(second, day=date(2026, 6, 1)).in_force_from == date(2026, 6, 1)
    services.return_actual(actual=entered(school_acts, coordinator), reason="Brak listy.", by=coordinator)
    assert told(school_head, "programme_returned") == []  # the page of the value would answer 404
    assert len(told(coordinator, "programme_returned")) == 1


def test_late_actions_and_milestones_wait_until_they_are_done(school_acts: Ground, coordinator: User) -> None:
    found = told(coordinator, "programme_actions")
    assert [one.due for one in found] == [date(2026, 10, 1), date(2026, 3, 1)]
    strand = school_acts.element("1.1.1").strand
    services.move_action(strand=strand, state=ActionState.RUNNING, on=date(2026, 3, 1), by=SYSTEM)
    services.move_action(strand=strand, state=ActionState.DONE, on=date(2026, 3, 1), by=SYSTEM)
    assert told(coordinator, "programme_actions") == []


def test_a_draft_is_late_nowhere(ground: Ground, coordinator: User) -> None:
    services.change_element(element=ground.element("1.1.1"), starts=date(2026, 2, 1), ends=date(2026, 3, 1), by=SYSTEM)
    assert told(coordinator, "programme_actions") == []


def test_comments_and_submitted_versions_wait_for_the_office(
    ground: Ground, coordinator: User, member: User, stranger: User
) -> None:
    day = timezone.localdate()
    services.put_to_consultation(version=ground.version, starts=day, until=day, by=SYSTEM)
    comment = services.make_comment(version=ground.version, text="Uwaga", author="A", today=day, by=SYSTEM)
    (one,) = told(coordinator, "programme_comments")
    assert one.due == day and told(member, "programme_comments") == told(stranger, "programme_comments") == []
    services.answer_comment(comment=comment, outcome="noted", answer="Tak.", revision=None, by=SYSTEM)  # type: ignore[arg-type]
    assert told(coordinator, "programme_comments") == []
    services.end_consultation(version=ground.version, by=SYSTEM)
    services.submit_version(version=ground.version, by=SYSTEM)
    (version,) = told(coordinator, "programme_versions")
    assert version.waits_for and told(stranger, "programme_versions") == []


def test_every_record_has_a_page_that_opens(
    school_acts: Ground, coordinator: User, school_head: User, as_user: Any
) -> None:
    actual = entered(school_acts, school_head)
    items = told(coordinator, "programme_values") + told(coordinator, "programme_actions")
    services.return_actual(actual=actual, reason="Brak.", by=coordinator)
    items += told(coordinator, "programme_returned")
    second = services.open_next_version(programme=school_acts.programme, reason="Zmiana.", by=SYSTEM)
    services.submit_version(version=second, by=SYSTEM)
    items += told(coordinator, "programme_versions")
    assert len({one.source for one in items}) == 4
    client = as_user(coordinator)
    assert [client.get(address_of(one.subject)).status_code for one in items] == [200] * len(items)


def test_the_whole_country_sees_every_region(school_acts: Ground, administrator: User, school_head: User) -> None:
    entered(school_acts, school_head)
    assert len(told(administrator, "programme_values")) == 1 and told(administrator, "programme_actions")


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.id)
def test_a_source_asks_as_often_for_many_as_for_few(
    source: Any, ground: Ground, measure: Define, promised: Promised, coordinator: User
) -> None:
    counts = []
    for number in range(2):
        for step in range(1 + 6 * number):
            action = services.add_element(version=ground.version, parent=ground.element("6.1"), level="action",
                                          name="N", starts=date(2026, 1, 1), ends=date(2026, 2, 1), by=SYSTEM)  # fmt: skip
            services.plan_milestone(element=action, name="M", due=date(2026, 3, 1), by=SYSTEM)
            report(promised(action.code, measure(f"N{number}{step}"), 1, 2), ground.periods[0], 1, approved=False)
        Actual.objects.filter(pk__in=Actual.objects.order_by("pk")[:1]).update(state="returned", returned_reason="x")
        type(ground.version).objects.filter(pk=ground.version.pk).update(
            state="adopted", in_force_from=date(2026, 1, 1), decision_date=date(2026, 1, 1), decided_by="Z",
            content_hash="x",
        )  # fmt: skip
        person = User.objects.get(pk=coordinator.pk)
        with CaptureQueriesContext(connection) as asked:
            list(source.tell(person, date(2026, 11, 21)))
        counts.append(len(asked))
        type(ground.version).objects.filter(pk=ground.version.pk).update(state="draft")
    assert counts[0] == counts[1]
