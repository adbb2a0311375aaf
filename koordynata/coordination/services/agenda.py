"""The agenda: items, and what is being discussed."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.numbering import next_number

from ..enums import ItemKind, ItemState, Matter, MeetingForm, MeetingState
from ..errors import CoordinationRefusal
from ..models import AgendaItem, Meeting, Motion
from ..wording import NOT_IN_PROGRESS
from .items import MATTERS, check_open_for_changes
from .meetings import locked
from .pending import wait_for_ballots
from .trail import moved_on, record


@transaction.atomic
def add_item(*, meeting: Meeting, title: str, by: Actor, **values: Any) -> AgendaItem:
    """Add an item at the end of the agenda. Raises CoordinationRefusal, ValidationError."""
    meeting = locked(meeting)
    check_open_for_changes(meeting)
    kind = values.get("kind", ItemKind.DISCUSSION)
    values.setdefault("matter", MATTERS.get(kind, Matter.RESOLUTION))
    item = AgendaItem(meeting=meeting, title=title, position=next_number(meeting.items.all(), "position"), **values)
    item.full_clean()
    item.save()
    moved_on(meeting)
    record("item.added", item, meeting.term.body, by=by, after={"title": title, "position": item.position})
    return item


def put_on_agenda(*, meeting: Meeting, title: str, origin: str, by: Actor, **values: Any) -> AgendaItem:
    """For higher rooms: add an item that speaks of a record of theirs (`opinions:17`); once for each meeting."""
    found = meeting.items.filter(origin=origin).first()
    return found or add_item(meeting=meeting, title=title, origin=origin, by=by, **values)


@transaction.atomic
def begin_item(*, item: AgendaItem, by: Actor) -> AgendaItem:
    """Discuss this item now; the one before is done. Raises CoordinationRefusal."""
    meeting = locked(item.meeting)
    if meeting.state != MeetingState.OPEN or meeting.form == MeetingForm.WRITTEN:
        raise CoordinationRefusal(NOT_IN_PROGRESS)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.state == ItemState.CURRENT:
        return item
    now = timezone.now()
    _leave_current(meeting, ItemState.DONE)
    item.state, item.began_at, item.ended_at = ItemState.CURRENT, item.began_at or now, None
    item.save()
    moved_on(meeting)
    record("item.begun", item, meeting.term.body, by=by, after={"at": now})
    return item


def _leave_current(meeting: Meeting, state: ItemState) -> None:
    current = meeting.items.filter(state=ItemState.CURRENT)
    wait_for_ballots(motion__item__in=current)
    current.update(state=state, ended_at=timezone.now())


@transaction.atomic
def end_item(*, item: AgendaItem, postponed: bool = False, by: Actor) -> AgendaItem:
    """Close the item in hand, or put it off. Raises CoordinationRefusal."""
    meeting = locked(item.meeting)
    item.refresh_from_db()
    if item.state in (ItemState.DONE, ItemState.POSTPONED):
        return item
    wait_for_ballots(motion__item=item)
    item.state, item.ended_at = (ItemState.POSTPONED if postponed else ItemState.DONE), timezone.now()
    item.save()
    moved_on(meeting)
    record("item.postponed" if postponed else "item.done", item, meeting.term.body, by=by)
    return item


@transaction.atomic
def move_motion(
    *, item: AgendaItem, text: str, proposed_by: str = "", candidates: list[str] | None = None,
    amends: Motion | None = None, by: Actor,
) -> Motion:  # fmt: skip
    """Put a motion, an amendment or an election before the body. Raises CoordinationRefusal, ValidationError."""
    names = [name.strip() for name in candidates or [] if name.strip()]
    if len({name.casefold() for name in (*names, "none")}) != len(names) + 1:
        raise CoordinationRefusal(_("Each candidate stands once, and none is called “none”."))
    if amends and (amends.item_id != item.pk or amends.amends_id):
        raise CoordinationRefusal(_("An amendment belongs to a motion of the same item."))
    motion = Motion(item=item, text=text, proposed_by=proposed_by, candidates=names, amends=amends)
    motion.full_clean()
    motion.save()
    moved_on(item.meeting)
    after = {"text": text, "by": proposed_by, "amends": amends.pk if amends else None, "candidates": names}
    record("motion.moved", motion, item.meeting.term.body, by=by, after=after)
    return motion
