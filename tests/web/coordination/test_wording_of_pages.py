"""Pages of a meeting say who and what in words: no addresses, no code of the program, in the reader's language."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.foundation.audit import SYSTEM, name_in
from tests.coordination.conftest import Team, make_team, team

__all__ = ["make_team", "team"]  # fixtures of the room


@pytest.fixture
def reader(coordinator: User, as_user: Any) -> Client:
    client: Client = as_user(coordinator)
    client.cookies["django_language"] = "en"
    return client


def test_a_label_of_the_log_without_its_address(team: Team) -> None:
    assert "@" in team.by.audit_label, "negative control: the address is there to be left out"
    assert name_in(team.by.audit_label) == team.by.full_name and name_in(SYSTEM.audit_label) == ""


def test_a_ballot_says_its_quorum_and_its_rule_in_sentences(team: Team, reader: Client) -> None:
    ballot = team.ballot(team.meeting())
    team.vote(ballot, a="in_favour", b="in_favour", c="against")
    team.close(ballot)
    page = reader.get(f"/posiedzenia/{ballot.motion.item.meeting_id}/glosowania/{ballot.pk}/").text
    assert "Quorum reached: 4 of 5 mandates, 3 needed." in page and "Simple majority" in page
    assert "Meeting 1 of WZK" in page, "the way back names the meeting"


def test_the_approval_speaks_the_readers_language(team: Team, reader: Client) -> None:
    first = services.close_meeting(meeting=team.meeting(), by=team.by)
    minutes = services.present_minutes(minutes=services.draft_minutes(meeting=first, by=team.by), by=team.by)
    services.approve_minutes(minutes=minutes, meeting=team.meeting(), by=team.by)
    page = reader.get(f"/posiedzenia/{first.pk}/protokol/").text
    assert "Approved at meeting 2 on" in page and f"{team.by.full_name} &lt;" not in page


def test_nobody_is_said_to_be_there_before_a_meeting_begins(team: Team, reader: Client) -> None:
    called = team.meeting()
    assert 'class="seats"' in reader.get(f"/posiedzenia/{called.pk}/").text
    type(called).objects.filter(pk=called.pk).update(state="called")
    assert 'class="seats"' not in reader.get(f"/posiedzenia/{called.pk}/").text
