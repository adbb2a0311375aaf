"""Calling over the page, answers by their own link, moving and cancelling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from icalendar import Calendar

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import MeetingState, Reply
from koordynata.coordination.models import Meeting
from koordynata.coordination.services.calling import TOLD
from koordynata.foundation.stale import state_of
from tests.coordination.conftest import Team

from .conftest import Called, local, plan


@pytest.fixture
def office(coordinator: User, as_user: Any) -> Client:
    client: Client = as_user(coordinator)
    client.cookies["django_language"] = "en"
    return client


def test_a_call_that_is_too_short_says_so_and_takes_a_reason(make_team: Callable[..., Team], office: Client) -> None:
    team = make_team(notice_days=14)
    meeting = plan(team, days=5)
    page = office.get(f"/posiedzenia/{meeting.pk}/zawiadomienia/").content.decode()
    assert "The notice is too short." in page
    refused = office.post(f"/posiedzenia/{meeting.pk}/zwolaj/", {"short_notice_reason": ""})
    assert refused.status_code == 422 and "Say why it is called later" in refused.content.decode()
    assert office.post(f"/posiedzenia/{meeting.pk}/zwolaj/", {"short_notice_reason": "nabór"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.short_notice_reason) == (MeetingState.CALLED, "nabór")


def test_the_call_sends_the_letters(called: Called, office: Client, member: User) -> None:
    other = plan(called.team, days=40)
    office.post(f"/posiedzenia/{other.pk}/zwolaj/")
    assert [letter.to for letter in mail.outbox] == [[member.email]]


def test_the_link_is_one_persons_own(
    called: Called, office: Client, member: User, stranger: User, as_user: Any
) -> None:
    address = f"/posiedzenia/zawiadomienie/{called.own.key}/"
    assert Client().get(address).status_code == 302
    unknown = f"/posiedzenia/zawiadomienie/{uuid4()}/"
    for reader in (office, as_user(stranger)):
        assert reader.get(address).status_code == reader.get(unknown).status_code == 404
        assert reader.post(address, {"reply": "absent"}).status_code == 404
    own = as_user(member)
    assert own.get(address).status_code == 200
    assert own.post(address, {"reply": "substitute"}).status_code == 422, "seat c has no substitute"
    assert own.post(address, {"reply": "absent", "remark": "urlop"}).status_code == 302
    called.own.refresh_from_db()
    assert (called.own.reply, called.own.remark) == (Reply.ABSENT, "urlop")


def test_the_office_enters_an_answer_that_came_by_telephone(called: Called, office: Client) -> None:
    notice = called.meeting.notices.get(member=called.team.people["b"])
    assert office.post(called.url(f"zawiadomienia/{notice.pk}/"), {"reply": "substitute"}).status_code == 302
    page = office.get(called.url("zawiadomienia/")).content.decode()
    assert "stands in for:" in page and "a substitute will come" in page


def test_a_meeting_of_the_room_takes_no_remote_answer(called: Called, member: User, as_user: Any) -> None:
    address = f"/posiedzenia/zawiadomienie/{called.own.key}/"
    assert as_user(member).post(address, {"reply": "remote"}).status_code == 422
    services.change_meeting(meeting=called.meeting, form="hybrid", by=called.team.by)
    assert as_user(member).post(address, {"reply": "remote"}).status_code == 302


def test_members_see_who_comes_but_no_buttons(called: Called, member: User, as_user: Any) -> None:
    page = as_user(member).get(called.url("zawiadomienia/")).content.decode()
    assert (
        "Osoba B (przykład)" in page
        and "zwolaj" not in page
        and "goscie" not in page
        and member.email not in page.split("<main")[1]
    )


def test_the_list_of_answers_is_exported(called: Called, office: Client) -> None:
    response: Any = office.get(called.url("zawiadomienia/?format=csv"))
    assert "Osoba C (przykład)" in b"".join(response.streaming_content).decode("utf-8-sig")


def sent(meeting: Meeting, **values: str) -> dict[str, str]:
    starts = local(meeting.starts)
    return {"day": f"{starts:%Y-%m-%d}", "begins": f"{starts:%H:%M}", "lasts": "120", "form": meeting.form,
            "place": meeting.place, "seen": state_of(meeting, TOLD)} | values  # fmt: skip


def test_moving_tells_and_a_stale_tab_does_not_overwrite(called: Called, office: Client) -> None:
    stale = sent(called.meeting, place="sala 3")
    assert office.post(called.url("zmien/"), sent(called.meeting, place="sala 2")).status_code == 302
    assert mail.outbox[-1].subject.startswith("Zmiana: ")
    late = office.post(called.url("zmien/"), stale)
    assert late.status_code == 409 and "sala 3" in late.content.decode() and "sala 2" in late.content.decode()
    called.meeting.refresh_from_db()
    assert called.meeting.place == "sala 2"


def test_cancelling_over_the_page(called: Called, office: Client) -> None:
    office.post(called.url("zawiadom/"))
    assert office.post(called.url("odwolaj/"), {"reason": "brak spraw"}).status_code == 302
    assert mail.outbox[-1].subject.startswith("Odwołano: ")
    again = office.post(called.url("odwolaj/"), {"reason": "jeszcze raz"})
    assert again.status_code == 422


def test_a_guest_is_invited_and_removed(called: Called, office: Client) -> None:
    assert office.post(called.url("goscie/"), {"name": "Gość (przykład)"}).status_code == 302
    guest = called.meeting.notices.get(member=None)
    assert office.post(called.url(f"goscie/{guest.pk}/usun/")).status_code == 302
    assert not called.meeting.notices.filter(member=None).exists()
    assert office.post(called.url("goscie/"), {"name": "", "email": "nie"}).status_code == 422


def test_the_calendar_file(called: Called, member: User, as_user: Any) -> None:
    answer = as_user(member).get(called.url("kalendarz.ics"))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert Calendar.from_ical(answer.content).events[0].start == called.meeting.starts
