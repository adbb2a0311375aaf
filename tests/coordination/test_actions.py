"""The region's own actions: planned, changed by one at a time, finished with a result."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import ActionState
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import OwnAction
from koordynata.coordination.queries.actions import ActionFilter, list_actions, values_of
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent

VALUES: dict[str, Any] = {
    "name": "Konferencja (przykład)", "kind": "conference", "starts": date(2026, 3, 1), "ends": date(2026, 3, 2),
    "budget": Decimal("48000.50"), "objective": "obszar 7",
}  # fmt: skip


@pytest.fixture
def action(land: Any, coordinator: User) -> OwnAction:
    return services.plan_action(territory=land["16"], by=coordinator, **VALUES)


@pytest.mark.parametrize(
    "changes", [{"ends": date(2026, 2, 1)}, {"budget": Decimal("-0.01")}, {"name": ""}, {"budget": Decimal("1e12")}]
)
def test_what_makes_no_sense_is_refused(land: Any, coordinator: User, changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        services.plan_action(territory=land["16"], by=coordinator, **VALUES | changes)
    assert not OwnAction.objects.exists() and not AuditEvent.objects.filter(object_type="action").exists()


def test_a_kind_that_is_not_on_the_list_is_refused(land: Any, coordinator: User) -> None:
    with pytest.raises(CoordinationRefusal):
        services.plan_action(territory=land["16"], by=coordinator, **VALUES | {"kind": "party"})


def test_a_stale_tab_never_overwrites(action: OwnAction, coordinator: User) -> None:
    seen = action.version
    services.change_action(action=action, values=VALUES | {"name": "Pierwsza"}, seen_version=seen, by=coordinator)
    with pytest.raises(ChangedMeanwhile) as late:
        services.change_action(action=action, values=VALUES | {"name": "Druga"}, seen_version=seen, by=coordinator)
    assert late.value.current["name"] == "Pierwsza" == OwnAction.objects.get().name


def test_a_save_without_changes_writes_nothing(action: OwnAction, coordinator: User) -> None:
    services.change_action(action=action, values=VALUES, seen_version=action.version, by=coordinator)
    assert OwnAction.objects.get().version == 1 and not AuditEvent.objects.filter(verb="action.changed").exists()


def test_the_way_of_an_action(action: OwnAction, coordinator: User) -> None:
    with pytest.raises(CoordinationRefusal):
        services.move_action(action=action, state=ActionState.DONE, result="Udało się", by=coordinator)
    for _ in range(2):
        services.move_action(action=action, state=ActionState.RUNNING, by=coordinator)
    with pytest.raises(ValidationError, match=r"came of|rezultat"):
        services.move_action(action=action, state=ActionState.DONE, by=coordinator)
    done = services.move_action(action=action, state=ActionState.DONE, result="140 osób", by=coordinator)
    assert (done.state, done.result) == (ActionState.DONE, "140 osób")
    with pytest.raises(CoordinationRefusal):
        services.move_action(action=action, state=ActionState.RUNNING, by=coordinator)
    assert AuditEvent.objects.filter(verb="action.moved").count() == 2


FILTERS = [
    ({}, 2), ({"q": "KONFER"}, 1), ({"kind": "study"}, 1), ({"kind": "party"}, 2), ({"state": "planned"}, 2),
    ({"state": "done"}, 0), ({"year": "2026"}, 2), ({"year": "2027"}, 1), ({"year": "2028"}, 0), ({"sort": "x"}, 2),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "count"), FILTERS)
def test_filters(
    asked: dict[str, Any], count: int, action: OwnAction, land: Any, coordinator: User, stranger: User
) -> None:
    longer = VALUES | {"name": "Badanie", "kind": "study", "ends": date(2027, 6, 1)}
    services.plan_action(territory=land["16"], by=coordinator, **longer)
    assert list_actions(coordinator, ActionFilter(**asked)).count() == count
    assert not list_actions(stranger, ActionFilter(**asked)).exists()
    assert set(values_of(action)) == set(VALUES)
