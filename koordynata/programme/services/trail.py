"""Audit events of the room, with the territory whose people may read them."""

from typing import Any

from django.db.models import Model

from koordynata.foundation.audit import Actor, record_event
from koordynata.foundation.models import AuditEvent

from ..models import Programme


def record(
    verb: str,
    thing: Model,
    programme: Programme,
    *,
    by: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    about: Model | None = None,
) -> AuditEvent:
    """One event about a thing of a programme.

    `about`: the element or strand to whose history it belongs, where the thing may be gone by then.
    """
    kind = str(about._meta.model_name) if about else verb.partition(".")[0]
    return record_event(
        verb, by=by, object_type=kind, object_id=(about or thing).pk, label=f"{programme.short_name}: {thing}"[:300],
        territories=[programme.territory.code], before=before, after=after,
    )  # fmt: skip
