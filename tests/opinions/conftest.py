"""An application of the school in Nysa, and a team that can vote on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from koordynata.accounts.models import User
from koordynata.coordination import services as coordination
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.models import Ballot, Meeting
from koordynata.opinions import services
from koordynata.opinions.models import Opinion, OpinionRequest
from koordynata.registry.models import Institution
from tests.coordination.conftest import Team, make_team, team  # noqa: F401 - fixtures
from tests.foundation.test_files import PDF
from tests.intelligence.conftest import Land, story  # noqa: F401 - fixtures

REASONS = "W powiecie brakuje automatyków, a najbliższa szkoła uczy zawodu o sto kilometrów stąd. " * 3


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Refusals are compared in the language of the code."""
    with translation.override("en"):
        yield


@pytest.fixture
def make_request(school: Institution, lists: dict[str, Any], school_head: User) -> Callable[..., OpinionRequest]:
    """A draft; `full=True` has everything that must be there."""

    def make(
        full: bool = True, occupation: str = "311407", at: Institution | None = None, **values: Any
    ) -> OpinionRequest:
        request = services.start_request(
            school=at or school, occupation=lists["occupations"][occupation],
            school_type=lists["school_types"]["BS1" if occupation == "711603" else "TEC"], start_year=2027, by=school_head,
            **({"places": 28, "reasons": REASONS, "programme": "Program z pracodawcą."} if full else {}) | values,
        )  # fmt: skip
        if full:
            _fill(request, school_head)
        return request

    return make


def _fill(request: OpinionRequest, by: User) -> None:
    letter = services.attach(request=request, kind="employer_letter", name="list.pdf", content=PDF, by=by)
    services.attach(request=request, kind="governing_body", name="zgoda.pdf", content=PDF + b" ", by=by)
    services.add_partner(request=request, name="Kolej (przykład)", training_places=20, letter=letter, by=by)
    services.add_resource(request=request, kind="workshop", name="Pracownia srk", available=True, by=by)
    services.add_resource(request=request, kind="teacher", name="Nauczyciel automatyki", by=by)


@dataclass
class Stage:
    """Takes an application along its way."""

    team: Team
    head: User
    officer: User

    def submitted(self, request: OpinionRequest) -> OpinionRequest:
        return services.submit(request=request, by=self.head)

    def complete(self, request: OpinionRequest) -> OpinionRequest:
        return services.accept_as_complete(request=self.submitted(request), by=self.officer)

    def on_agenda(self, request: OpinionRequest, meeting: Meeting | None = None) -> OpinionRequest:
        request = self.complete(request)
        services.prepare_evidence(request=request, by=self.officer)
        return services.put_before_body(request=request, meeting=meeting or self.team.meeting(), by=self.officer)

    def ballot(self, request: OpinionRequest, kind: str = "positive", **choices: str) -> Ballot:
        """A closed ballot over the office's position; `a="in_favour"`: votes by letter."""
        recommendations = "Druga umowa do 30.06.2027." if kind == "with_recommendations" else ""
        services.write_position(
            request=request, kind=kind, reasons="Bo brakuje.", recommendations=recommendations, by=self.officer
        )
        motion = services.move_position(request=request, by=self.officer)
        for letter in "abcd":
            coordination.arrive(meeting=motion.item.meeting, member=self.team.people[letter], by=self.officer)
        motion.item = coordination.begin_item(item=motion.item, by=self.officer)
        ballot = coordination.open_ballot(motion=motion, mode=BallotMode.OPEN, by=self.officer)
        self.team.vote(ballot, **(choices or {"a": "in_favour", "b": "in_favour", "c": "in_favour"}))
        return coordination.close_ballot(ballot=ballot, by=self.officer)

    def decided(self, request: OpinionRequest, kind: str = "positive", **choices: str) -> Opinion:
        request = self.on_agenda(request)
        return services.decide(request=request, ballot=self.ballot(request, kind, **choices), by=self.officer)

    def delivered(self, request: OpinionRequest, kind: str = "positive") -> Opinion:
        today = timezone.localdate()
        return services.deliver(opinion=self.decided(request, kind), way="e_delivery", on=today, by=self.officer)


@pytest.fixture
def stage(team: Team, school_head: User, coordinator: User) -> Stage:  # noqa: F811
    return Stage(team, school_head, coordinator)


def tomorrow() -> Any:
    return timezone.now() + timedelta(days=1)
