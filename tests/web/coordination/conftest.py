"""A team whose member has an account, and a called meeting with papers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.models import AgendaItem, Meeting, Notice
from tests.coordination.conftest import Team, make_team, team  # noqa: F401 - fixtures

from .phones import phone  # noqa: F401 - a fixture


@dataclass
class Called:
    """The meeting with what the tests speak of."""

    team: Team
    meeting: Meeting
    item: AgendaItem
    own: Notice  # of the member, who holds seat c

    def url(self, path: str = "") -> str:
        return f"/posiedzenia/{self.meeting.pk}/{path}"


def plan(team: Team, days: int = 30, **values: object) -> Meeting:  # noqa: F811
    starts = (timezone.now() + timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
    return services.plan_meeting(term=team.term, starts=starts, ends=starts + timedelta(hours=2), by=team.by, **values)


@pytest.fixture
def called(team: Team, member: User) -> Called:  # noqa: F811
    """A meeting in a month; its item has a text in two versions and a confidential one."""
    team.people["c"].user, team.people["c"].email = member, member.email
    team.people["c"].save()
    meeting = plan(team, place="sala 1")
    item = services.add_item(meeting=meeting, title="Plan pracy", by=team.by)
    for title, text, confidential in (
        ("Projekt", "wersja pierwsza", False), ("Projekt", "wersja druga", False), ("Oferta", "tajna oferta", True)
    ):  # fmt: skip
        services.add_paper(item=item, title=title, name="plan.txt", content=text.encode(), confidential=confidential,
                           by=team.by)  # fmt: skip
    meeting = services.call_meeting(meeting=meeting, by=team.by)
    return Called(team, meeting, item, meeting.notices.get(member=team.people["c"]))


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
