"""Written procedure: sent round by the chair, answered on phones, ended by the clock, also in the night it changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode, ItemKind, MeetingForm, Reply
from koordynata.coordination.models import AgendaItem, Ballot, Meeting
from tests.coordination.conftest import Team

from .phones import AGAINST, FOR, Phone, asks_again, said

Phones = Callable[..., Phone]
# In the night to 31 October 2027 the clocks go from 3:00 back to 2:00: half past two comes twice.
EVENING = datetime(2027, 10, 30, 20, tzinfo=UTC)
# In the night to 28 March 2027 they go from 2:00 to 3:00: half past two never comes.
SPRING = datetime(2027, 3, 27, 20, tzinfo=UTC)


@pytest.fixture
def meeting(team: Team) -> Meeting:
    """A written procedure in progress, with one item."""
    meeting = team.meeting(form=MeetingForm.WRITTEN)
    services.add_item(meeting=meeting, title="Stanowisko", kind=ItemKind.RESOLUTION, by=team.by)
    return meeting


def sent(team: Team, meeting: Meeting, **after: Any) -> Ballot:
    item = AgendaItem.objects.get(meeting=meeting)
    until = timezone.now() + timedelta(**after or {"days": 7})
    return services.send_round(item=item, text="Zespół zgadza się.", closes_at=until, by=team.by)


def send_round(chair: Phone, until: str) -> Any:
    item = AgendaItem.objects.get(meeting=chair.meeting)
    return chair.client.post(f"/posiedzenia/{chair.meeting.pk}/obieg/", {
        "item": item.pk, "text": "Zespół zgadza się.", "closes_at": until,
    })  # fmt: skip


def test_from_the_chair_to_the_result(team: Team, meeting: Meeting, phone: Phones) -> None:
    chair, member = phone(team, meeting), phone(team, meeting, "b")
    assert "Send a motion round" in chair.page(part="") and "Send a motion round" not in member.page(part="")
    assert send_round(chair, f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}").status_code == 302
    ballot = Ballot.objects.get()
    assert "Answers until" in member.page() and "No quorum: 0 of 5" in member.page()
    assert "Your vote was taken." in member.vote(ballot, FOR)
    team.vote(ballot, a=FOR, c=AGAINST)
    assert "Quorum reached: 3 of 5" in member.page()
    chair.press(f"glosowania/{ballot.pk}/zamknij/")
    assert "adopted" in member.page() and Ballot.objects.get().verdict["result"] == "adopted"  # type: ignore[index]


def test_the_deadline_ends_it_by_itself(team: Team, meeting: Meeting, phone: Phones, time_machine: Any) -> None:
    ballot, member = sent(team, meeting, minutes=50), phone(team, meeting, "b")
    chair = phone(team, meeting)
    before = member.page()
    assert 'name="choice"' in before
    time_machine.move_to(ballot.closes_at, tick=False)
    assert said(member.vote(ballot, FOR)) == "The ballot is closed. Nothing was changed."
    page = member.page()
    assert 'name="choice"' not in page and "The time for answers is over." in page
    time_machine.move_to(ballot.closes_at + timedelta(minutes=5), tick=False)  # type: ignore[operator]
    chair.press(f"glosowania/{ballot.pk}/zamknij/")
    closed = Ballot.objects.get()
    assert closed.closed_at == ballot.closes_at and closed.verdict["result"] == "no_quorum"  # type: ignore[index]


def test_a_page_that_keeps_up_learns_of_the_deadline(
    team: Team, meeting: Meeting, phone: Phones, time_machine: Any
) -> None:
    ballot, member = sent(team, meeting, minutes=5), phone(team, meeting, "b")
    page = member.vote(ballot, FOR)
    asks = asks_again(page)
    assert member.client.get(asks).status_code == 204
    time_machine.move_to(ballot.closes_at)
    assert "The time for answers is over." in member.client.get(asks).content.decode()


@pytest.mark.parametrize(("now", "hour"), [(EVENING, "2027-10-31T02:30"), (SPRING, "2027-03-28T02:30")])
def test_an_hour_that_comes_twice_or_never_is_asked_for_anew(
    team: Team, phone: Phones, time_machine: Any, now: datetime, hour: str
) -> None:
    time_machine.move_to(now)
    meeting = team.meeting(form=MeetingForm.WRITTEN)
    services.add_item(meeting=meeting, title="Stanowisko", by=team.by)
    chair = phone(team, meeting)
    answer = send_round(chair, hour)
    assert answer.status_code == 422 and "this hour comes twice, or not at all" in answer.content.decode()
    assert "Zespół zgadza się." in answer.content.decode() and not Ballot.objects.exists(), "nothing is lost"


def test_across_the_night_of_the_change(team: Team, phone: Phones, time_machine: Any) -> None:
    """Half past two comes a second time, and answers are still taken then; at half past three by the clock not."""
    time_machine.move_to(EVENING)
    meeting = team.meeting(form=MeetingForm.WRITTEN)
    services.add_item(meeting=meeting, title="Stanowisko", by=team.by)
    assert send_round(phone(team, meeting), "2027-10-31T03:30").status_code == 302
    ballot = Ballot.objects.get()
    assert ballot.closes_at == datetime(2027, 10, 31, 2, 30, tzinfo=UTC), "winter time"
    for letter, hour in zip("abc", (0, 1, 2), strict=True):  # 2:29 summer time, 2:29 winter time, 3:29
        time_machine.move_to(datetime(2027, 10, 31, hour, 29, tzinfo=UTC))
        assert "Your vote was taken." in phone(team, meeting, letter).vote(ballot, FOR)
    time_machine.move_to(datetime(2027, 10, 31, 2, 30, tzinfo=UTC))
    assert "Nothing was changed" in said(phone(team, meeting, "d").vote(ballot, FOR))
    assert team.close(ballot)["counts"]["cast"] == 3


@pytest.mark.parametrize("until", ["", "wkrótce", "2020-01-01T10:00", "2026-13-45T99:99"])
def test_a_deadline_that_is_none(team: Team, meeting: Meeting, phone: Phones, until: str) -> None:
    chair = phone(team, meeting)
    answer = send_round(chair, until)
    told = answer.content.decode() if answer.status_code == 422 else said(chair.page(part=""))
    assert answer.status_code == 422 or "Say until when answers are taken." in told
    assert not Ballot.objects.exists() and not AgendaItem.objects.get(meeting=meeting).motions.exists()


def test_the_substitute_answers_for_one_who_is_away(team: Team, meeting: Meeting, phone: Phones) -> None:
    ballot, own = sent(team, meeting), phone(team, meeting, "x")
    assert "Somebody else acts for this seat now" in said(own.vote(ballot, FOR))
    notice = meeting.notices.get(member=team.people["b"])
    services.reply_to_notice(notice=notice, reply=Reply.SUBSTITUTE, by=team.by)
    assert "Your vote was taken." in own.vote(ballot, FOR)
    assert "reported to be away" in said(phone(team, meeting, "b").vote(ballot, FOR))


def test_two_rounds_beside_each_other(team: Team, meeting: Meeting, phone: Phones) -> None:
    """The phone shows the one that still waits for its owner, and leads to the other."""
    first, second = sent(team, meeting), sent(team, meeting, days=9)
    own = phone(team, meeting, "a")
    assert f'value="{first.pk}"' in own.page() and f"?ballot={second.pk}" in own.page()
    page = own.vote(first, FOR)
    assert f'name="ballot" value="{second.pk}"' in page
    assert "Your vote was taken." in own.page(f"?ballot={first.pk}")
    assert f"?ballot={first.pk}" in phone(team, meeting).page(part="")


def test_no_round_at_an_ordinary_meeting(team: Team, phone: Phones) -> None:
    meeting = team.meeting()
    services.add_item(meeting=meeting, title="Stanowisko", by=team.by)
    chair = phone(team, meeting)
    assert send_round(chair, "2030-01-01T10:00").status_code == 302
    assert "held outside meetings" in said(chair.page(part="")) and not Ballot.objects.filter(mode=BallotMode.WRITTEN)
