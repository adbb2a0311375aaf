"""Calendar entries, read back by the library that programs read them with."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dateutil.tz import tzical
from django.utils import translation
from icalendar import Calendar

from koordynata.coordination import services
from koordynata.coordination.enums import Reply
from koordynata.coordination.exports.calendar import ZONE, invitation, published
from koordynata.coordination.models import Meeting
from koordynata.foundation.working_days import WARSAW

from .conftest import Team

STAMP = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ADDRESS = "https://house/posiedzenia/1/"
# A winter's and a summer's hour, and meetings on both sides of each change of the clock.
HOURS = [(1, 15), (7, 15), (3, 27), (3, 30), (10, 23), (10, 26)]


def meeting_at(team: Team, starts: datetime, **values: Any) -> Meeting:
    meeting = services.plan_meeting(
        term=team.term, starts=starts, ends=starts + timedelta(hours=3), by=team.by, **values
    )
    return services.call_meeting(meeting=meeting, by=team.by)


def read(team: Team, meeting: Meeting, letter: str = "a") -> tuple[Any, Any]:
    """The calendar for one person, and its event."""
    team.people[letter].email = f"{letter}@example.org"
    team.people[letter].save()
    notice = meeting.notices.select_related("meeting__term__body", "member").get(member=team.people[letter])
    calendar = Calendar.from_ical(invitation(notice, sender="Biuro <biuro@example.org>", address=ADDRESS, stamp=STAMP))
    (event,) = calendar.events
    return calendar, event


@pytest.mark.parametrize(("month", "day"), HOURS)
def test_the_hour_is_the_polish_one_all_year(team: Team, month: int, day: int) -> None:
    starts = datetime(2026, month, day, 10, tzinfo=WARSAW)
    calendar, event = read(team, Meeting.objects.get(pk=meeting_at(team, starts).pk))
    assert event.start == starts and event.end == starts + timedelta(hours=3)
    assert event["DTSTART"].params["TZID"] == "Europe/Warsaw" and event.start.hour == 10
    assert {str(zone["TZID"]) for zone in calendar.timezones} == {"Europe/Warsaw"}
    assert {line for zone in calendar.timezones for line in zone.to_ical().decode().splitlines()} >= {
        "TZOFFSETTO:+0100", "TZOFFSETTO:+0200"
    }  # fmt: skip


def test_the_rules_of_the_clock_are_those_of_the_zone() -> None:
    """A program that knows only what the file says finds the same offset, each day and around both nights."""
    zone = tzical(io.StringIO(ZONE)).get("Europe/Warsaw")
    hours = [datetime(year, 1, 1) + timedelta(hours=n) for year in range(2024, 2036) for n in range(0, 365 * 24, 24)]
    hours += [datetime(year, month, day, hour) for year in range(2024, 2036) for month in (3, 10)
              for day in range(24, 32) for hour in (0, 1, 4, 12)]  # fmt: skip
    assert [one for one in hours if zone.utcoffset(one) != one.replace(tzinfo=WARSAW).utcoffset()] == []


def test_one_uid_for_life_and_a_sequence_that_grows(team: Team) -> None:
    meeting = meeting_at(team, datetime(2027, 2, 18, 10, tzinfo=WARSAW))
    first = read(team, meeting)
    meeting = services.change_meeting(meeting=meeting, place="sala 2", by=team.by)
    second = read(team, meeting)
    meeting = services.cancel_meeting(meeting=meeting, reason="brak spraw", by=team.by)
    third = read(team, meeting)
    assert [calendar["METHOD"] for calendar, _e in (first, second, third)] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [event["SEQUENCE"] for _c, event in (first, second, third)] == [0, 1, 2]
    assert len({str(event["UID"]) for _c, event in (first, second, third)}) == 1
    assert third[1]["STATUS"] == "CANCELLED" and "brak spraw" in third[1]["DESCRIPTION"]
    assert second[1]["LOCATION"] == "sala 2"


def test_who_asks_and_who_is_asked(team: Team) -> None:
    meeting = meeting_at(team, datetime(2027, 2, 18, 10, tzinfo=WARSAW))
    services.reply_to_notice(notice=meeting.notices.get(member=team.people["b"]), reply=Reply.ABSENT, by=team.by)
    _calendar, event = read(team, meeting, "b")
    assert event["ORGANIZER"] == "mailto:biuro@example.org"
    assert event["ATTENDEE"] == "mailto:b@example.org"
    told = event["ATTENDEE"].params
    assert (told["PARTSTAT"], told["RSVP"], told["ROLE"]) == ("DECLINED", "TRUE", "REQ-PARTICIPANT")


def test_a_hostile_title_stays_a_text(team: Team) -> None:
    title = "Zebranie\r\nATTENDEE:mailto:evil@example.org\r\nEND:VEVENT; , \\ „ąę”"
    meeting = meeting_at(team, datetime(2027, 2, 18, 10, tzinfo=WARSAW), title=title)
    calendar, event = read(team, meeting)
    assert len(calendar.events) == 1 and event["ATTENDEE"] == "mailto:a@example.org"
    assert "evil@example.org" in event["SUMMARY"] and "„ąę”" in event["SUMMARY"]


def test_lines_are_folded_and_the_agenda_comes_along(team: Team) -> None:
    meeting = meeting_at(team, datetime(2027, 2, 18, 10, tzinfo=WARSAW))
    services.add_item(meeting=meeting, title="Ł" * 250, by=team.by)
    content = published(meeting, address=ADDRESS, stamp=STAMP)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    calendar = Calendar.from_ical(content)
    (event,) = calendar.events
    assert (
        "1. " + "Ł" * 250 in str(event["DESCRIPTION"]) and calendar["METHOD"] == "PUBLISH" and "ATTENDEE" not in event
    )


def test_the_words_are_in_the_readers_language(team: Team) -> None:
    meeting = meeting_at(team, datetime(2027, 2, 18, 10, tzinfo=WARSAW))
    told = []
    for language in ("pl", "en"):
        with translation.override(language):
            told.append(str(read(team, meeting)[1]["SUMMARY"]))
    assert told == ["WZK: posiedzenie 1", "WZK: meeting 1"]
