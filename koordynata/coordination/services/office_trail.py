"""Audit events of the coordination office: they belong to a region, not to a body."""

from typing import Any

from django.db.models import Model

from koordynata.foundation.audit import Actor, record_event
from koordynata.reference.models import Territory


def note(
    verb: str,
    thing: Model,
    territory: Territory,
    *,
    by: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """One event about a thing of a region's office."""
    record_event(
        verb, by=by, object_type=verb.partition(".")[0], object_id=thing.pk, label=str(thing),
        territories=[territory.code], before=before, after=after,
    )  # fmt: skip


def held(territory: Territory) -> Territory:
    """The region, held by one writer at a time until the end of the transaction; others may still refer to it."""
    return Territory.objects.select_for_update(of=("self",), no_key=True).get(pk=territory.pk)
