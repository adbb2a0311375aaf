"""What a form showed, in one word."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from koordynata.foundation.audit import SYSTEM, record_event
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.stale import changed_by_another, check_seen, state_of
from koordynata.foundation.working_days import WARSAW

NAMES = ("name", "starts")


@dataclass(frozen=True)
class Thing:
    name: str = "sala"
    starts: datetime | None = datetime(2026, 11, 21, 12, tzinfo=UTC)
    unseen: int = 1


def test_what_the_form_showed_may_be_saved() -> None:
    seen = state_of(Thing(), NAMES)
    check_seen(replace(Thing(), unseen=2), NAMES, seen)
    check_seen(Thing(starts=datetime(2026, 11, 21, 13, tzinfo=WARSAW)), NAMES, seen)
    assert state_of(Thing(), reversed(NAMES)) == seen, "the order of the fields says nothing"


@pytest.mark.parametrize(
    "now", [Thing(name="aula"), Thing(starts=None), Thing(starts=datetime(2026, 11, 21, tzinfo=UTC))]
)
def test_another_value_is_told(now: Thing) -> None:
    with pytest.raises(ChangedMeanwhile) as late:
        check_seen(now, NAMES, state_of(Thing(), NAMES))
    assert late.value.current == {"name": now.name, "starts": now.starts}


def test_a_form_without_the_word_is_late_and_none_asks_for_no_check() -> None:
    with pytest.raises(ChangedMeanwhile):
        check_seen(Thing(), NAMES, "")
    check_seen(Thing(), NAMES, None)


@pytest.mark.django_db
def test_who_was_last_is_told() -> None:
    record_event("thing.changed", by=SYSTEM, object_type="thing", object_id=7, label="sala")
    late = changed_by_another({}, "thing", 7)
    assert late.by == SYSTEM.audit_label and late.at is not None
    unknown = changed_by_another({}, "thing", 8)
    assert unknown.by == "" and unknown.at is None
