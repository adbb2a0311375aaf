"""A meeting that is over shows what was: who was there at its end, what each ballot decided and with what quorum."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import MeetingForm
from koordynata.coordination.models import Meeting
from tests.coordination.conftest import Team, make_team, team

__all__ = ["make_team", "team"]  # fixtures of the room

HOUR = timedelta(hours=1)


@pytest.fixture
def office(coordinator: User, as_user: Any) -> Client:
    client: Client = as_user(coordinator)
    client.cookies["django_language"] = "en"
    return client


def closed(team: Team) -> Meeting:
    ballot = team.ballot(team.meeting(), present="abcd")
    team.vote(ballot, a="in_favour", b="in_favour", c="in_favour")
    team.close(ballot)
    meeting = ballot.motion.item.meeting
    services.leave(meeting=meeting, member=team.people["d"], by=team.by)
    return services.close_meeting(meeting=meeting, by=team.by)


@pytest.mark.parametrize("page", ["", "sala/"])
def test_what_was_and_no_live_verdict(team: Team, office: Client, page: str) -> None:
    meeting = closed(team)
    shown = office.get(f"/posiedzenia/{meeting.pk}/{page}").text
    assert "As the meeting was closed" in shown and "Quorum reached: 3 of 5" in shown, "d had left"
    assert "Quorum reached: 4 of 5" in shown, "d was there at the ballot"
    assert "0 of 5" not in shown and 'hx-trigger="every' not in shown


def test_a_meeting_in_progress_tells_what_is(team: Team, office: Client) -> None:
    """Negative control: the same page judges while there is something to judge."""
    shown = office.get(f"/posiedzenia/{team.meeting().pk}/").text
    assert "No quorum: 0 of 5" in shown and "As the meeting was closed" not in shown


def test_one_that_has_not_begun_tells_what_it_needs(team: Team, office: Client) -> None:
    times = {"starts": timezone.now() + HOUR, "ends": timezone.now() + 2 * HOUR}
    meeting = services.plan_meeting(term=team.term, by=team.by, **times)
    shown = office.get(f"/posiedzenia/{meeting.pk}/").text
    assert "Needed for a quorum: 3 of 5 mandates" in shown and "No quorum" not in shown


def test_a_written_one_has_a_quorum_for_each_ballot(team: Team, office: Client) -> None:
    meeting = team.meeting(form=MeetingForm.WRITTEN)
    services.close_meeting(meeting=meeting, by=team.by)
    shown = office.get(f"/posiedzenia/{meeting.pk}/").text
    assert "each ballot has its own quorum" in shown and "No ballot was held." in shown


def test_the_phone_says_nothing_of_a_quorum_that_is_over(team: Team, member: User, as_user: Any) -> None:
    services.link_account(member=team.people["b"], user=member, by=team.by)
    meeting = closed(team)
    client = as_user(member)
    client.cookies["django_language"] = "en"
    shown = client.get(f"/posiedzenia/{meeting.pk}/glos/").text
    assert "The meeting is not in progress." in shown and "uorum" not in shown
