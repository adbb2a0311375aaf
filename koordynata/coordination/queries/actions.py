"""The list of the region's own actions: filters as they stand in the address."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ..enums import ActionState
from ..models import OwnAction
from ..office import action_kinds

EDITABLE = ("name", "kind", "starts", "ends", "budget", "objective")
SORTS = {
    "starts": ("starts", "name", "id"),
    "ends": ("ends", "name", "id"),
    "name": ("name", "id"),
    "kind": ("kind", "name", "id"),
    "state": ("state", "ends", "id"),
    "budget": ("budget", "name", "id"),
}
DEFAULT_SORT = "-starts"


def values_of(action: OwnAction) -> dict[str, Any]:
    """What people write into an action."""
    return {name: getattr(action, name) for name in EDITABLE}


@dataclass(frozen=True)
class ActionFilter:
    """What a reader asked for; empty means everything."""

    q: str = ""
    kind: str = ""
    state: str = ""
    year: str = ""
    sort: str = DEFAULT_SORT

    def apply(self, rows: QuerySet[OwnAction]) -> QuerySet[OwnAction]:
        """The rows in the order asked for; a year asks for what touches it."""
        if self.kind in action_kinds():
            rows = rows.filter(kind=self.kind)
        if self.state in ActionState.values:
            rows = rows.filter(state=self.state)
        if self.year:
            rows = rows.filter(starts__year__lte=int(self.year), ends__year__gte=int(self.year))
        if self.q.strip():
            rows = rows.filter(name__mentions=self.q.strip())
        order = SORTS.get(self.sort.removeprefix("-"), SORTS["starts"])
        return rows.order_by(*(f"-{name}" if self.sort.startswith("-") else name for name in order))


def list_actions(user: Any, asked: ActionFilter) -> QuerySet[OwnAction]:
    """The actions of the office's regions. One query."""
    return asked.apply(OwnAction.objects.visible_to(user)).select_related("territory")
