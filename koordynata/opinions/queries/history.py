"""Every change of an application, newest first."""

from dataclasses import replace
from typing import Any

from koordynata.foundation.models import AuditEvent
from koordynata.registry.queries.actors import roles_at
from koordynata.registry.queries.history import Change, pair_up

from ..models import OpinionRequest


def history_of(request: OpinionRequest, *, with_people: bool) -> list[Change]:
    """All changes. Without `with_people` each is told with the role of whoever made it. One or two queries."""
    events: Any = AuditEvent.objects.filter(object_type="opinion_request", object_id=str(request.pk)).order_by("-id")
    steps = [
        Change(e.at, e.actor_label, e.verb, pair_up(e.before, e.after), actor=e.actor_id) for e in events
    ]  # fmt: skip
    if with_people:
        return steps
    roles = roles_at([(one.actor, one.at) for one in steps if one.actor is not None], request.school.territory)
    return [one if one.actor is None else replace(one, who=roles[one.actor, one.at], actor=None) for one in steps]
