"""What was changed in a body, its rules and its composition, from the audit log, newest first."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from koordynata.foundation.models import AuditEvent
from koordynata.registry.queries.actors import roles_at
from koordynata.registry.queries.history import Step, pair_up

from ..models import Body, CandidateRequest, GroupReport, Mandate, RulesOfProcedure, Seat, Term

# What the office keeps to itself: whom it asked for a candidate, and why somebody is suspended.
OF_THE_OFFICE, WITHOUT_DETAILS = "candidate", frozenset({"mandate.suspended"})


def events_of(body: Body, *, with_people: bool) -> QuerySet[AuditEvent]:
    """Events about the body itself and whatever belongs to it; without people those that others may read."""
    things: dict[str, QuerySet[Any]] = {
        "rules": RulesOfProcedure.objects.filter(body=body),
        "term": Term.objects.filter(body=body),
        "seat": Seat.objects.filter(term__body=body),
        "mandate": Mandate.objects.filter(seat__term__body=body),
        "candidate": CandidateRequest.objects.filter(seat__term__body=body),
        "report": GroupReport.objects.filter(group=body),
    }
    wanted = Q(object_type="body", object_id=str(body.pk))
    if not with_people:
        del things[OF_THE_OFFICE]
    for kind, rows in things.items():
        ids = [str(pk) for pk in rows.order_by("pk").values_list("pk", flat=True)]
        wanted |= Q(object_type=kind, object_id__in=ids)
    return AuditEvent.objects.filter(wanted).order_by("-id")


def steps_of(events: list[AuditEvent], body: Body, *, with_people: bool) -> list[Step]:
    """The events as told to the office; to others with the role of whoever acted, and not why."""
    names = {} if with_people else _roles(events, body)
    return [
        Step(
            event.at, names.get((event.actor_id, event.at), event.actor_label), event.verb,
            event.object_label.partition(": ")[2] or event.object_label,
            pair_up(event.before, event.after) if with_people or event.verb not in WITHOUT_DETAILS else [],
            event.before is None,
        )
        for event in events
    ]  # fmt: skip


def _roles(events: list[AuditEvent], body: Body) -> dict[tuple[int | None, datetime], str]:
    moments = [(event.actor_id, event.at) for event in events if event.actor_id is not None]
    return dict(roles_at(moments, body.territory).items())
