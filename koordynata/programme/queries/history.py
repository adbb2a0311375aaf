"""What was done with an element and its action, from the audit log, newest first."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from koordynata.foundation.models import AuditEvent
from koordynata.registry.queries.actors import roles_at
from koordynata.registry.queries.history import Step, pair_up

from ..models import Element, Strand, Version

WITHIN = frozenset({"remark.made", "risk.noted", "risk.changed"})  # for those who carry the action out


def events_of(strand: Strand, versions: Iterable[Version], *, within: bool) -> QuerySet[AuditEvent]:
    """Events of the element as these versions word it, and of the work under it."""
    rows = Element.objects.filter(strand=strand, version__in=list(versions)).order_by("pk")
    ids = [str(pk) for pk in rows.values_list("pk", flat=True)]
    wanted = Q(object_type="element", object_id__in=ids) | Q(object_type="strand", object_id=str(strand.pk))
    events = AuditEvent.objects.filter(wanted)
    return (events if within else events.exclude(verb__in=WITHIN)).order_by("-id")


def steps_of(events: Iterable[AuditEvent], strand: Strand, *, with_people: bool) -> list[Step]:
    """The events as told to the office; to others with the role of whoever acted. One query for the roles."""
    found = list(events)
    place = strand.programme.territory
    moments = [(one.actor_id, one.at) for one in found if one.actor_id is not None]
    roles: dict[Any, str] = {} if with_people or not moments else dict(roles_at(moments, place))
    return [
        Step(
            one.at, roles.get((one.actor_id, one.at), one.actor_label), one.verb,
            one.object_label.partition(": ")[2] or one.object_label, pair_up(one.before, one.after), one.before is None,
        )
        for one in found
    ]  # fmt: skip
