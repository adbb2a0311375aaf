"""Letters about meetings: to whom, in which words, once, and what happens when one fails."""

from __future__ import annotations

from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import Reply
from koordynata.coordination.models import Meeting
from koordynata.foundation.working_days import WARSAW
from koordynata.jobs import tasks
from tests.coordination.conftest import Team, make_team, team  # noqa: F401 - fixtures

STARTS = datetime(2027, 2, 18, 10, tzinfo=WARSAW)


@pytest.fixture
def meeting(team: Team, member: User, settings: Any) -> Meeting:  # noqa: F811
    """A called meeting: a has an account, b and x have addresses, a guest comes, the others have none."""
    settings.PUBLIC_URL = "https://house"
    for letter in "abx":
        team.people[letter].email = f"{letter}@example.org"
    team.people["a"].user = member
    for person in team.people.values():
        person.save()
    made = services.plan_meeting(
        term=team.term, starts=STARTS, ends=STARTS + timedelta(hours=2), place="sala 1", by=team.by
    )
    services.add_item(meeting=made, title="Plan pracy", rapporteur="Osoba B (przykład)", by=team.by)
    services.invite_guest(meeting=made, name="Gość (przykład)", email="gosc@example.org", by=team.by)
    return services.call_meeting(meeting=made, by=team.by)


def send(meeting: Meeting) -> dict[str, Any]:
    """What goes out now, by address."""
    mail.outbox.clear()
    tasks.send_letters.call(meeting.pk)
    return {letter.to[0]: letter for letter in mail.outbox}


def calendar_of(letter: Any) -> tuple[str, Any]:
    """The method in the part's type, and the calendar."""
    (part,) = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
    assert part.get_filename() == "posiedzenie.ics" and part.get_content_charset() == "utf-8"
    return part.get_param("method"), Calendar.from_ical(part.get_payload(decode=True))


def test_everybody_with_an_address_once(meeting: Meeting) -> None:
    first = send(meeting)
    assert set(first) == {"a@example.org", "b@example.org", "x@example.org", "gosc@example.org"}
    assert send(meeting) == {}, "a second call finds none left"
    assert meeting.notices.filter(sent_at__isnull=False).count() == 4


def test_what_a_letter_says(meeting: Meeting) -> None:
    letters = send(meeting)
    own, guest = letters["a@example.org"], letters["gosc@example.org"]
    assert own.subject == "Zawiadomienie: WZK: posiedzenie 1, 18.02.2027 10:00"
    notice = meeting.notices.get(member__email="a@example.org")
    assert f"https://house/posiedzenia/zawiadomienie/{notice.key}/" in own.body and "1. Plan pracy" in own.body
    assert "/zawiadomienie/" not in guest.body, "a guest has no account to sign in with"
    method, calendar = calendar_of(own)
    assert method == "REQUEST" and calendar.events[0].start == STARTS


def test_in_the_readers_language(meeting: Meeting, member: User) -> None:
    member.language = "en"
    member.save()
    letters = send(meeting)
    assert letters["a@example.org"].subject.startswith("Notice: WZK: meeting 1, ")
    assert letters["b@example.org"].subject.startswith("Zawiadomienie")


def test_a_change_and_a_cancellation_are_told(meeting: Meeting, team: Team) -> None:  # noqa: F811
    send(meeting)
    services.change_meeting(meeting=meeting, place="sala 2", by=team.by)
    changed = send(meeting)
    services.cancel_meeting(meeting=meeting, reason="brak spraw", by=team.by)
    cancelled = send(meeting)
    assert len(changed) == len(cancelled) == 4
    assert changed["b@example.org"].subject.startswith("Zmiana: ") and "sala 2" in changed["b@example.org"].body
    assert (
        cancelled["b@example.org"].subject.startswith("Odwołano: ") and "brak spraw" in cancelled["b@example.org"].body
    )
    told = [calendar_of(letters["b@example.org"])[1] for letters in (changed, cancelled)]
    assert [(str(one["METHOD"]), one.events[0]["SEQUENCE"]) for one in told] == [("REQUEST", 1), ("CANCEL", 2)]


def test_nobody_hears_of_a_meeting_that_was_never_called(team: Team) -> None:  # noqa: F811
    planned = services.plan_meeting(term=team.term, starts=STARTS, ends=STARTS + timedelta(hours=1), by=team.by)
    assert send(planned) == {}
    services.cancel_meeting(meeting=planned, by=team.by)
    assert send(planned) == {}


def test_the_substitute_hears_when_needed_and_when_not(meeting: Meeting, team: Team) -> None:  # noqa: F811
    send(meeting)
    notice = meeting.notices.get(member=team.people["b"])
    services.reply_to_notice(notice=notice, reply=Reply.ABSENT, by=team.by)
    needed = send(meeting)
    services.reply_to_notice(notice=notice, reply=Reply.COMING, by=team.by)
    free = send(meeting)
    assert set(needed) == set(free) == {"x@example.org"}
    assert needed["x@example.org"].subject.startswith("Zastępstwo: ")
    assert free["x@example.org"].subject.startswith("Zastępstwo niepotrzebne: ")
    assert "Osoba B (przykład)" in needed["x@example.org"].body and "Osoba B (przykład)" in free["x@example.org"].body
    assert send(meeting) == {}


def test_one_letter_that_fails_stops_no_other_and_waits(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    real = EmailMultiAlternatives.send

    def failing(letter: EmailMultiAlternatives, *args: Any) -> int:
        if letter.to == ["b@example.org"]:
            raise SMTPServerDisconnected("no answer")
        return real(letter, *args)

    monkeypatch.setattr(EmailMultiAlternatives, "send", failing)
    assert set(send(meeting)) == {"a@example.org", "x@example.org", "gosc@example.org"}
    notice = meeting.notices.get(member__email="b@example.org")
    assert notice.sent_at is None and "no answer" in notice.problem
    monkeypatch.undo()
    assert set(send(meeting)) == {"b@example.org"}
    notice.refresh_from_db()
    assert notice.sent_at and notice.problem == ""


def test_a_title_with_line_ends_adds_no_header(meeting: Meeting, team: Team) -> None:  # noqa: F811
    services.change_meeting(meeting=meeting, title="x\r\nBcc: evil@example.org", by=team.by)
    (letter,) = [letter for address, letter in send(meeting).items() if address == "b@example.org"]
    message = letter.message()
    assert message["Bcc"] is None and "\n" not in letter.subject and "evil@example.org" in letter.subject
