"""The audit chain finds what was done to it behind its back."""

from typing import Any

import pytest
from django.db import connection

from koordynata.foundation.audit import SYSTEM, find_breaks, record_event
from koordynata.foundation.models import AuditEvent


@pytest.fixture
def three_events(db: None) -> list[AuditEvent]:
    return [
        record_event(
            "test.done",
            by=SYSTEM,
            object_type="thing",
            object_id=n,
            label=f"thing {n}",
            after={"n": n},
            territories=["1607", "1607", "12"],
        )
        for n in range(3)
    ]


def test_an_intact_chain_has_no_breaks(three_events: Any) -> None:
    assert find_breaks() == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE foundation_auditevent SET object_label = 'other' WHERE id = {1}",
        "DELETE FROM foundation_eventplace WHERE event_id = {1}; DELETE FROM foundation_auditevent WHERE id = {1}",
        "DELETE FROM foundation_eventplace WHERE event_id = {2}; DELETE FROM foundation_auditevent WHERE id = {2}",
        "DELETE FROM foundation_eventplace WHERE event_id = {0}; DELETE FROM foundation_auditevent WHERE id = {0}",
        "UPDATE foundation_auditevent SET actor_label = 'somebody else' WHERE id = {2}",
        "UPDATE foundation_eventplace SET code = '1609' WHERE event_id = {1} AND code = '12'",
        "DELETE FROM foundation_eventplace WHERE event_id = {0} AND code = '12'",
    ],
)
def test_tampering_is_found(three_events: list[AuditEvent], tampering: str) -> None:
    with connection.cursor() as cursor:
        for statement in tampering.format(*(event.pk for event in three_events)).split(";"):
            cursor.execute(statement)
    assert find_breaks()


def test_an_event_cannot_be_rewritten(three_events: list[AuditEvent]) -> None:
    three_events[0].object_label = "other"
    with pytest.raises(TypeError):
        three_events[0].save()
    with pytest.raises(TypeError):
        three_events[0].delete()
