"""Audit events of the room, with the territory whose people may read them; and the live page's version."""

from typing import Any

from django.db.models import F, Model

from koordynata.foundation.audit import Actor, record_event
from koordynata.foundation.models import AuditEvent

from ..models import Body, Meeting


def record(
    verb: str,
    thing: Model,
    body: Body,
    *,
    by: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """One event about a thing of a body."""
    return record_event(
        verb, by=by, object_type=verb.partition(".")[0], object_id=thing.pk, label=f"{body.short_name}: {thing}",
        territories=[body.territory.code], before=before, after=after,
    )  # fmt: skip


def moved_on(meeting: Meeting) -> None:
    """The live page has something new to show."""
    Meeting.objects.filter(pk=meeting.pk).update(version=F("version") + 1)
    meeting.refresh_from_db(fields=["version"])
