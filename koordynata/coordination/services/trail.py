"""Audit events of the room, with the territory whose people may read them; and the live page's version."""

from typing import Any

from django.db.models import F, Model, QuerySet

from koordynata.foundation.audit import Actor, record_event
from koordynata.foundation.models import AuditEvent

from ..enums import MeetingState
from ..models import Body, Meeting

# Things that no meeting owns, but that every meeting shows.
_OF_THE_BODY = frozenset({"seat", "mandate", "substitute", "suspension", "rules", "term"})


def record(
    verb: str,
    thing: Model,
    body: Body,
    *,
    by: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """One event about a thing of a body; what changes who may vote is seen in its meetings at once."""
    if verb.partition(".")[0] in _OF_THE_BODY:
        _open_meetings(body).update(version=F("version") + 1)
    return record_event(
        verb, by=by, object_type=verb.partition(".")[0], object_id=thing.pk, label=f"{body.short_name}: {thing}",
        territories=[body.territory.code], before=before, after=after,
    )  # fmt: skip


def _open_meetings(body: Body) -> QuerySet[Meeting]:
    return Meeting.objects.filter(term__body=body, state=MeetingState.OPEN)


def moved_on(meeting: Meeting) -> None:
    """The live page has something new to show."""
    Meeting.objects.filter(pk=meeting.pk).update(version=F("version") + 1)
    meeting.refresh_from_db(fields=["version"])
