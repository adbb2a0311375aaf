"""A meeting for calendars (RFC 5545, 5546): one UID for its whole life, a higher SEQUENCE with each change."""

from datetime import datetime
from email.utils import parseaddr

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from koordynata.foundation.working_days import WARSAW

from ..enums import Capacity, MeetingForm, MeetingState, Reply
from ..models import Meeting, Notice

PRODUCT = "-//Koordynata//Posiedzenia//PL"
# Summer time as it has been kept since 1996 (directive 2000/84/EC), for programs that do not know the zone's name.
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Warsaw
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
# How calendars say an answer; a substitute's coming is a refusal of one's own.
ANSWERS = {
    "": "NEEDS-ACTION", Reply.COMING: "ACCEPTED", Reply.REMOTE: "ACCEPTED", Reply.SUBSTITUTE: "DECLINED",
    Reply.ABSENT: "DECLINED",
}  # fmt: skip


def method_of(meeting: Meeting) -> str:
    """What a letter about the meeting asks of a calendar."""
    return CANCEL if meeting.state == MeetingState.CANCELLED else REQUEST


def invitation(notice: Notice, *, sender: str, address: str, stamp: datetime) -> bytes:
    """The meeting for one person, to be answered; `address` is the page that says more."""
    event = _event(notice.meeting, address, stamp)
    event.add("organizer", _person(sender, notice.meeting.term.body.name))
    if notice.email:
        event.add("attendee", _attendee(notice), encode=False)
    return _calendar(method_of(notice.meeting), event)


def published(meeting: Meeting, *, address: str, stamp: datetime) -> bytes:
    """The meeting as anybody who sees it may keep it."""
    return _calendar(PUBLISH, _event(meeting, address, stamp))


def _calendar(method: str, event: Event) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(Timezone.from_ical(ZONE.replace("\n", "\r\n")))
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, address: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@koordynata")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp)
    event.add("dtstart", meeting.starts.astimezone(WARSAW))
    event.add("dtend", meeting.ends.astimezone(WARSAW))
    event.add("summary", summary_of(meeting))
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    if place := ", ".join(filter(None, [meeting.place, meeting.link])):
        event.add("location", place)
    event.add("url", address)
    event.add("description", _description(meeting, address))
    return event


def summary_of(meeting: Meeting) -> str:
    """What stands in the calendar's box."""
    words = {"number": meeting.number, "body": meeting.term.body.short_name}
    told = _("%(body)s: written procedure %(number)d") if meeting.form == MeetingForm.WRITTEN else _(
        "%(body)s: meeting %(number)d")  # fmt: skip
    return told % words + (f" – {meeting.title}" if meeting.title else "")


def _description(meeting: Meeting, address: str) -> str:
    lines = [meeting.term.body.name, str(meeting.get_form_display()), meeting.link]
    if meeting.state == MeetingState.CANCELLED:
        lines.append(
            _("The meeting was cancelled.") + (f" {meeting.cancelled_because}" if meeting.cancelled_because else "")
        )
    lines += [f"{item.position}. {item.title}" for item in meeting.items.order_by("position", "pk")]
    return "\n".join(filter(None, [*lines, address]))


def _person(email: str, name: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{parseaddr(email)[1]}")
    found.params["CN"] = vText(name)
    return found


def _attendee(notice: Notice) -> vCalAddress:
    found = _person(notice.email, str(notice))
    found.params["ROLE"] = vText("REQ-PARTICIPANT" if notice.capacity == Capacity.MEMBER else "OPT-PARTICIPANT")
    found.params["PARTSTAT"] = vText(ANSWERS[notice.reply])
    found.params["RSVP"] = vText("TRUE")
    return found
