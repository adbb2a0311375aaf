"""The institution behind a seat stands where the seat stands: in the composition, on its page, in the file."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.registry.models import Institution
from tests.coordination.conftest import Team, make_team, team

from .test_register_pages import office

__all__ = ["make_team", "office", "team"]  # fixtures of the room
NAME = "Kolej Wąskotorowa (przykład)"


def tie(team: Team, land: Any, letter: str = "a", name: str = NAME) -> None:
    behind = Institution.objects.create(kind="employer", name=name, territory=land["1607"])
    services.tie_seat(seat=team.mandates[letter].seat, institution=behind, by=team.by)


def pages(who: Client, team: Team) -> list[str]:
    body, seat = f"/zespoly/{team.body.pk}/", team.mandates["a"].seat_id
    file = b"".join(who.get(f"{body}?format=csv").streaming_content).decode()  # type: ignore[attr-defined]
    return [who.get(body).text, who.get(f"{body}miejsca/{seat}/").text, file]


def test_it_stands_wherever_the_seat_stands(team: Team, land: Any, office: Client, member: User, as_user: Any) -> None:
    assert not any(NAME in page for page in pages(office, team)), "not tied yet"
    tie(team, land)
    assert all(NAME in page for page in pages(office, team))
    assert all(NAME in page for page in pages(as_user(member), team))


def test_more_of_them_take_no_more_queries(team: Team, land: Any, office: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            office.get(f"/zespoly/{team.body.pk}/")
        return len(counted)

    tie(team, land)
    office.get(f"/zespoly/{team.body.pk}/")
    first = queries()
    tie(team, land, "b", "Inna (przykład)")
    assert queries() == first
