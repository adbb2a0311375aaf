# ruff: noqa: F811
"""A team in Opolskie and the people who look at its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination.models import Seat
from tests.coordination.conftest import Team, make_team, team  # noqa: F401


def today() -> str:
    """As a browser sends it."""
    return timezone.localdate().isoformat()


class Desk:
    """The office at the pages of one body."""

    def __init__(self, client: Any, team: Team) -> None:
        self.client, self.team = client, team
        self.page = f"/zespoly/{team.body.pk}/"

    def post(self, address: str, **values: Any) -> Any:
        """Send a form of the body's pages."""
        return self.client.post(self.page + address, values)

    def read(self, address: str = "") -> str:
        """The text of a page that opens."""
        answer = self.client.get(self.page + address)
        assert answer.status_code == 200, answer.status_code
        return str(answer.content.decode())

    def seat(self, letter: str) -> Seat:
        """The seat of somebody by letter."""
        return self.team.mandates[letter].seat

    def mandate(self, letter: str) -> str:
        """The address of a mandate."""
        return f"mandaty/{self.team.mandates[letter].pk}/"


@pytest.fixture
def desk(team: Team, coordinator: User, as_user: Callable[[User], Any]) -> Desk:
    """The coordinator at the team's pages."""
    return Desk(as_user(coordinator), team)
