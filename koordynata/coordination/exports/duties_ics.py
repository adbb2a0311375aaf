"""A year of duties as a calendar file (RFC 5545): whole days; the same UID each time, so that a second one updates."""

from collections.abc import Sequence
from datetime import UTC, datetime

from icalendar import Calendar, Event

from koordynata.foundation.working_days import ONE
from koordynata.reference.models import Territory

from ..queries.duties import DutyLine, DutyState

PRODUCT = "-//Koordynata//duties//PL"


def calendar(region: Territory, lines: Sequence[DutyLine], at: datetime) -> bytes:
    """The file; what is done is marked in its title."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    for line in lines:
        found.add_component(_event(region, line, at))
    return bytes(found.to_ical())


def _event(region: Territory, line: DutyLine, at: datetime) -> Event:
    one, event = line.occurrence, Event()
    event.add("uid", f"duty-{one.duty.id}-{one.year}-{one.month:02}-{region.code}@koordynata")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", one.due)
    event.add("dtend", one.due + ONE)
    event.add("summary", f"✓ {line.duty.name}" if line.state is DutyState.DONE else line.duty.name)
    event.add("description", "\n".join(filter(None, [line.duty.basis, line.duty.note])))
    event.add("transp", "TRANSPARENT")
    return event
