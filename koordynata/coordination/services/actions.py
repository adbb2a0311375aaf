"""The region's own actions: planned, changed, moved on."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor, differences
from koordynata.foundation.stale import changed_by_another
from koordynata.foundation.states import IllegalMove
from koordynata.reference.models import Territory

from ..enums import ACTION_MOVES, ActionState
from ..errors import CoordinationRefusal
from ..models import OwnAction
from ..office import action_kinds
from ..queries.actions import EDITABLE, values_of
from .office_trail import note


@transaction.atomic
def plan_action(*, territory: Territory, by: Actor, **values: Any) -> OwnAction:
    """Enter an action. Raises CoordinationRefusal, ValidationError."""
    action = OwnAction(territory=territory, **values)
    _keep(action)
    note("action.planned", action, territory, by=by, after=values_of(action))
    return action


def _keep(action: OwnAction) -> None:
    if action.kind not in action_kinds():
        raise CoordinationRefusal(_("This kind of action is not on the list."))
    action.full_clean()
    action.save()


@transaction.atomic
def change_action(*, action: OwnAction, values: Mapping[str, Any], seen_version: int, by: Actor) -> OwnAction:
    """Change an action, unless somebody changed it since the form was opened.

    A save without changes writes nothing. Raises ChangedMeanwhile, CoordinationRefusal, ValidationError.
    """
    action = _locked(action)
    before = values_of(action)
    if action.version != seen_version:
        raise changed_by_another(before, "action", action.pk)
    for name in EDITABLE:
        setattr(action, name, values.get(name, getattr(action, name)))
    old, new = differences(before, values_of(action))
    if new:
        action.version += 1
        _keep(action)
        note("action.changed", action, action.territory, by=by, before=old, after=new)
    return action


def _locked(action: OwnAction) -> OwnAction:
    return OwnAction.objects.select_for_update(of=("self",)).select_related("territory").get(pk=action.pk)


@transaction.atomic
def move_action(*, action: OwnAction, state: ActionState, result: str = "", by: Actor) -> OwnAction:
    """Begin, finish or abandon an action; pressed twice, once. Raises CoordinationRefusal, ValidationError."""
    action = _locked(action)
    if action.state == state:
        return action
    before = {"state": action.state}
    try:
        ACTION_MOVES.check(action.state, state)
    except IllegalMove:
        raise CoordinationRefusal(_("In its present state the action cannot do that.")) from None
    action.state, action.result = state, result.strip() or action.result
    action.version += 1
    _keep(action)
    note(
        "action.moved", action, action.territory, by=by, before=before, after={"state": state, "result": action.result}
    )
    return action
