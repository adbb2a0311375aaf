"""A team of five seats, its rules, and a meeting that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode, ItemKind, MandateFunction
from koordynata.coordination.models import AgendaItem, Ballot, Body, Mandate, Meeting, Member, Motion, Seat, Term
from koordynata.reference.models import Territory

RULES: dict[str, Any] = {
    "quorum": {"of": "seats", "share": "1/2", "more_than": True, "holds": "closing"},
    "majority": {"kind": "simple"},
    "majorities": {"opinion": {"kind": "absolute", "of": "present"}},
    "casting_vote": True,
}
SIDES = ("education", "labour_market", "economy", "social_dialogue", "funds")


@dataclass
class Team:
    """The body with its people by letter: a … e sit, x stands in for b."""

    by: User
    body: Body
    term: Term
    people: dict[str, Member] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)

    def meeting(self, **values: Any) -> Meeting:
        """A meeting in progress."""
        starts = timezone.now() + timedelta(minutes=1)
        meeting = services.plan_meeting(
            term=self.term, by=self.by, starts=starts, ends=starts + timedelta(hours=3), **values
        )
        services.call_meeting(meeting=meeting, by=self.by)
        return services.open_meeting(meeting=meeting, by=self.by)

    def item(self, meeting: Meeting, kind: str = ItemKind.RESOLUTION) -> AgendaItem:
        """An item that is being discussed."""
        item = services.add_item(meeting=meeting, title="Plan pracy", kind=kind, by=self.by)
        return services.begin_item(item=item, by=self.by)

    def motion(self, item: AgendaItem, **values: Any) -> Motion:
        """A motion."""
        return services.move_motion(item=item, text="Zespół przyjmuje plan pracy.", by=self.by, **values)

    def ballot(
        self, meeting: Meeting, present: str = "abcd", mode: BallotMode = BallotMode.OPEN, **values: Any
    ) -> Ballot:
        """An open ballot with these people in the room."""
        for letter in present:
            services.arrive(meeting=meeting, member=self.people[letter], by=self.by)
        candidates = values.pop("candidates", None)
        kind = values.pop("kind", ItemKind.RESOLUTION)
        motion = self.motion(self.item(meeting, kind), candidates=candidates)
        return services.open_ballot(motion=motion, mode=mode, by=self.by, **values)

    def vote(self, ballot: Ballot, **choices: str) -> None:
        """`a="in_favour"`: each person's vote."""
        for letter, choice in choices.items():
            services.cast_vote(ballot=ballot, member=self.people[letter], choice=choice, by=self.by)

    def close(self, ballot: Ballot) -> dict[str, Any]:
        """Close it; its verdict."""
        verdict: dict[str, Any] = services.close_ballot(ballot=ballot, by=self.by).verdict or {}
        return verdict


@pytest.fixture
def make_team(land: dict[str, Territory], coordinator: User) -> Callable[..., Team]:
    """A team with the rules above, some of them changed."""

    def make(size: int = 5, **changes: Any) -> Team:
        by = coordinator
        body = services.create_body(
            kind="team", name="Wojewódzki Zespół Koordynacji", short_name="WZK", territory=land["16"], by=by
        )
        services.adopt_rules(body=body, title="Regulamin", valid_from=date(2025, 1, 1), rules=RULES | changes, by=by)
        since = datetime(2025, 1, 1, tzinfo=UTC)
        team = Team(by, body, services.open_term(body=body, starts=since, by=by))
        for number, letter in enumerate("abcdefghijklmnopqrst"[:size]):
            seat = services.add_seat(term=team.term, side=SIDES[number % len(SIDES)], by=by)
            _fill(team, seat, letter, since, MandateFunction.CHAIR if letter == "a" else MandateFunction.MEMBER)
        team.people["x"] = services.add_member(territory=land["16"], name="Zastępca X (przykład)", by=by)
        services.name_substitute(mandate=team.mandates["b"], member=team.people["x"], by=by)
        return team

    return make


def _fill(team: Team, seat: Seat, letter: str, since: datetime, function: str) -> None:
    person = services.add_member(territory=team.body.territory, name=f"Osoba {letter.upper()} (przykład)", by=team.by)
    team.people[letter] = person
    team.mandates[letter] = services.appoint(seat=seat, member=person, starts=since, function=function, by=team.by)


@pytest.fixture
def team(make_team: Callable[..., Team]) -> Team:
    """The team as the rules above have it."""
    return make_team()
