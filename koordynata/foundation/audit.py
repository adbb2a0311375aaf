"""Writing and checking the audit chain."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from .models import AuditEvent, AuditHead, EventPlace

GENESIS = "0" * 64
_CHUNK = 2_000  # events read at a time by the check


class Actor(Protocol):
    """Whoever may do a thing: a user, or the system."""

    @property
    def pk(self) -> Any: ...  # noqa: D102
    @property
    def audit_label(self) -> str: ...  # noqa: D102


def name_in(label: str) -> str:
    """The name in an audit label, without the address; none for the program itself."""
    return "" if label == _System.audit_label else label.partition(" <")[0]


class _System:
    pk = None
    audit_label = "system"


SYSTEM: Actor = _System()


def digest(event: AuditEvent) -> str:
    """The hash of an event's content and of the event before it."""
    content = [
        event.previous_hash,
        event.at.isoformat(),
        event.actor_id,
        event.actor_label,
        event.verb,
        event.object_type,
        event.object_id,
        event.object_label,
        event.territories,
        event.before,
        event.after,
    ]
    text = json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic(savepoint=False)  # no event, no deed: there is nothing to go back to in the middle
def record_event(
    verb: str,
    *,
    by: Actor,
    object_type: str,
    object_id: object,
    label: str,
    territories: Iterable[str] = (),
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """Append one event in the caller's transaction."""
    head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1, defaults={"hash": GENESIS})
    event = AuditEvent(
        at=timezone.now(),
        actor_id=by.pk,
        actor_label=by.audit_label,
        verb=verb,
        object_type=object_type,
        object_id=str(object_id),
        object_label=label[:300],
        territories=sorted(set(territories)),
        before=_plain(before),
        after=_plain(after),
        previous_hash=head.hash,
    )
    event.hash = digest(event)
    event.save()
    EventPlace.objects.bulk_create([EventPlace(event=event, code=code) for code in event.territories])
    head.hash, head.events = event.hash, head.events + 1
    head.save(update_fields=["hash", "events"])
    return event


def differences(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs, before and after."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def _plain(values: dict[str, Any] | None) -> dict[str, Any] | None:
    """Values as they will be read back from the database, so that the hash is the same then."""
    return None if values is None else json.loads(json.dumps(values, cls=DjangoJSONEncoder))


def head_now() -> str:
    """The head of the chain, to be kept outside the database: printed, published, exported."""
    return AuditHead.objects.filter(pk=1).values_list("hash", flat=True).first() or GENESIS


def was_head(anchor: str) -> bool:
    """Whether a head that was kept outside is still one of the chain's."""
    return anchor == GENESIS or AuditEvent.objects.filter(hash=anchor).exists()


def find_breaks(anchors: Iterable[str] = ()) -> list[str]:
    """Walk the chain; return what is wrong with it: edits, gaps, swaps, a cut end. Empty: intact.

    `anchors` are heads that were kept outside. Only they find a chain that was cut, or written anew from somewhere on,
    together with its head.
    """
    breaks, previous, count = [], GENESIS, 0
    for event in AuditEvent.objects.order_by("id").prefetch_related("places").iterator(chunk_size=_CHUNK):
        count += 1
        if event.previous_hash != previous:
            breaks.append(f"event {event.pk}: does not follow the event before it")
        if event.hash != digest(event):
            breaks.append(f"event {event.pk}: its content was changed")
        if sorted(place.code for place in event.places.all()) != event.territories:
            breaks.append(f"event {event.pk}: it is shown to others than it was written for")
        previous = event.hash
    for anchor in anchors:
        if not was_head(anchor):
            breaks.append(f"head {anchor}: it was written down once and is no longer in the chain")
    head = AuditHead.objects.filter(pk=1).first()
    if head and (head.hash != previous or head.events != count):
        breaks.append(f"head: {head.events} events were written, {count} are there")
    return breaks
