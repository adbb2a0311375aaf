"""The audit chain finds what was done to it behind its back."""

from typing import Any

import pytest
from django.db import connection

from koordynata.foundation.audit import SYSTEM, find_breaks, head_now, record_event
from koordynata.foundation.models import AuditEvent

SWAP = (
    "UPDATE foundation_auditevent SET id = -1 WHERE id = {1}; UPDATE foundation_auditevent SET id = {1} WHERE id = {2};"
    "UPDATE foundation_auditevent SET id = {2} WHERE id = -1"
)
_COLUMNS = "at, actor_label, verb, object_type, object_label, territories, previous_hash"
INSERT = (
    f"INSERT INTO foundation_auditevent (id, object_id, hash, {_COLUMNS}) SELECT id + 1000, '7', 'made up', {_COLUMNS} "
    "FROM foundation_auditevent WHERE id = {1}"
)
CUT = (
    "DELETE FROM foundation_eventplace WHERE event_id = {2}; DELETE FROM foundation_auditevent WHERE id = {2};"
    "UPDATE foundation_audithead SET events = 2, hash = (SELECT hash FROM foundation_auditevent WHERE id = {1})"
)


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
        SWAP,
        INSERT,
        "UPDATE foundation_eventplace SET code = '1609' WHERE event_id = {1} AND code = '12'",
        "DELETE FROM foundation_eventplace WHERE event_id = {0} AND code = '12'",
    ],
)
def test_tampering_is_found(three_events: list[AuditEvent], tampering: str) -> None:
    with connection.cursor() as cursor:
        for statement in tampering.format(*(event.pk for event in three_events)).split(";"):
            cursor.execute(statement)
    assert find_breaks()


def test_a_head_kept_outside_finds_a_chain_cut_with_its_head(three_events: list[AuditEvent]) -> None:
    kept = head_now()
    assert kept == three_events[2].hash and find_breaks([kept]) == []
    with connection.cursor() as cursor:
        for statement in CUT.format(*(event.pk for event in three_events)).split(";"):
            cursor.execute(statement)
    assert find_breaks() == [], "the negative control: the chain alone does not see it"
    assert find_breaks([kept]) and find_breaks([three_events[1].hash]) == []


def test_a_head_kept_outside_finds_a_chain_written_anew(three_events: list[AuditEvent]) -> None:
    kept = head_now()
    with connection.cursor() as cursor:
        for table in ("eventplace", "auditevent", "audithead"):
            cursor.execute(f"DELETE FROM foundation_{table}")
    for number in range(3):
        record_event("test.done", by=SYSTEM, object_type="thing", object_id=number, label="another story")
    assert find_breaks() == [] and find_breaks([kept])


def test_an_event_cannot_be_rewritten(three_events: list[AuditEvent]) -> None:
    three_events[0].object_label = "other"
    with pytest.raises(TypeError):
        three_events[0].save()
    with pytest.raises(TypeError):
        three_events[0].delete()
