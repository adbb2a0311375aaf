"""Items of the agenda while they wait: changed, moved, taken off."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.stale import check_seen

from ..enums import ItemKind, ItemState, Matter, MeetingState
from ..errors import CoordinationRefusal
from ..models import AgendaItem, Meeting
from .meetings import locked
from .trail import moved_on, record

# What the office writes of an item.
ITEM_FIELDS = ("title", "kind", "rapporteur", "minutes")
MATTERS = {ItemKind.OPINION: Matter.OPINION, ItemKind.PROCEDURE: Matter.PROCEDURE, ItemKind.ELECTION: Matter.ELECTION}


def check_open_for_changes(meeting: Meeting) -> None:
    """Raises CoordinationRefusal once the meeting is over."""
    if meeting.state in (MeetingState.CLOSED, MeetingState.CANCELLED):
        raise CoordinationRefusal(_("The agenda of this meeting is closed."))


@transaction.atomic
def move_item(*, item: AgendaItem, position: int, by: Actor) -> AgendaItem:
    """Give an item another place; the others close up. Raises CoordinationRefusal."""
    meeting = locked(item.meeting)
    check_open_for_changes(meeting)
    items = list(meeting.items.order_by("position", "pk"))
    item = next(one for one in items if one.pk == item.pk)
    before = item.position
    items.remove(item)
    items.insert(max(0, min(position - 1, len(items))), item)
    _close_up(items)
    moved_on(meeting)
    record("item.moved", item, meeting.term.body, by=by, before={"position": before}, after={"position": item.position})
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, seen: str | None = None, by: Actor, **values: Any) -> AgendaItem:
    """Change an item not discussed yet. `seen` is `state_of` the form. Raises CoordinationRefusal, ValidationError."""
    meeting, item = _waiting(item)
    check_seen(item, ITEM_FIELDS, seen)
    if values.get("kind", item.kind) != item.kind:
        values.setdefault("matter", MATTERS.get(values["kind"], Matter.RESOLUTION))
    before = {name: getattr(item, name) for name in values if getattr(item, name) != values[name]}
    for name in before:
        setattr(item, name, values[name])
    item.full_clean()
    if before:
        item.save()
        moved_on(meeting)
        after = {name: values[name] for name in before}
        record("item.changed", item, meeting.term.body, by=by, before=before, after=after)
    return item


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Actor) -> None:
    """Take an item off before the meeting opens, with its papers; the others close up. Raises CoordinationRefusal."""
    meeting, item = _waiting(item)
    if meeting.state == MeetingState.OPEN:
        raise CoordinationRefusal(_("The meeting has opened: postpone the item instead."))
    if item.origin or item.motions.exists():
        raise CoordinationRefusal(_("A matter stands behind this item. Take it off there, or postpone it."))
    papers = list(item.papers.values_list("digest", flat=True))
    record("item.removed", item, meeting.term.body, by=by, before={"title": item.title, "papers": papers})
    item.delete()
    _close_up(list(meeting.items.order_by("position", "pk")))
    moved_on(meeting)


def _waiting(item: AgendaItem) -> tuple[Meeting, AgendaItem]:
    """The meeting, locked, and the item while it may be changed. Raises CoordinationRefusal."""
    meeting = locked(item.meeting)
    check_open_for_changes(meeting)
    found = AgendaItem.objects.select_related("meeting").filter(pk=item.pk).first()
    if found is None:
        raise CoordinationRefusal(_("This item was taken off the agenda meanwhile."))
    if found.state != ItemState.WAITING:
        raise CoordinationRefusal(_("This item has been discussed or put off already."))
    return meeting, found


def _close_up(items: list[AgendaItem]) -> None:
    for place, one in enumerate(items, start=1):
        one.position = place
    AgendaItem.objects.bulk_update(items, ["position"])
