"""Puts a meeting of the sample, held just now through the services, back on its day."""

from datetime import datetime, timedelta

from django.utils import timezone

from koordynata.coordination.models import AgendaItem, Ballot, Meeting, Presence, Vote

HOUR, OPENED_LATE, ITEM, AFTER = 10, timedelta(minutes=4), timedelta(minutes=25), timedelta(minutes=12)


def set_back(meeting: Meeting) -> Meeting:
    """Its day at ten in the morning; items, presences, ballots and votes follow one another from there."""
    starts = timezone.localtime(meeting.starts).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    opened = starts + OPENED_LATE
    items = list(meeting.items.order_by("position", "pk"))
    closed = opened + ITEM * (len(items) + 1)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts=starts, ends=starts + timedelta(hours=3), opened_at=opened, closed_at=closed,
        called_at=starts - timedelta(days=14),
    )  # fmt: skip
    Presence.objects.filter(meeting=meeting).update(starts=starts, ends=closed)
    for place, item in enumerate(items):
        _item_back(item, opened + ITEM * place)
    meeting.refresh_from_db()
    return meeting


def _item_back(item: AgendaItem, begins: datetime) -> None:
    AgendaItem.objects.filter(pk=item.pk).update(began_at=begins, ended_at=begins + ITEM)
    for ballot in Ballot.objects.filter(motion__item=item).order_by("pk"):
        opened = begins + AFTER
        closed = opened + timedelta(minutes=2)
        verdict = (ballot.verdict or {}) | {"at": closed.isoformat()}
        Ballot.objects.filter(pk=ballot.pk).update(opened_at=opened, closed_at=closed, verdict=verdict)
        Vote.objects.filter(ballot=ballot).update(at=opened + timedelta(minutes=1))
