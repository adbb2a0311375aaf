"""When each item of an agenda begins and ends, if the meeting keeps its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ..models import AgendaItem, Meeting


@dataclass(frozen=True)
class Slot:
    """One item on the clock."""

    item: AgendaItem
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Timetable:
    """All items, one after another from the beginning of the meeting."""

    slots: list[Slot]
    minutes: int
    over: int  # minutes by which they pass the planned end; below zero: left

    @property
    def fits(self) -> bool:
        """Whether the agenda ends by the planned end."""
        return self.over <= 0


def timetable(meeting: Meeting, items: Iterable[AgendaItem]) -> Timetable:
    """Minutes add up as they pass, also over a night in which the clock changes."""
    now, slots = meeting.starts.astimezone(UTC), []
    for item in items:
        ends = now + timedelta(minutes=item.minutes)
        slots.append(Slot(item, now, ends))
        now = ends
    minutes = sum(slot.item.minutes for slot in slots)
    over = now - meeting.ends.astimezone(UTC)
    return Timetable(slots, minutes, int(over.total_seconds() // 60))
