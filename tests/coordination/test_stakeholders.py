"""Who is represented, from where, and where nobody is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.queries.stakeholders import stakeholder_map
from koordynata.registry.models import Institution

from .conftest import Team


def institution(land: Any, code: str, name: str = "Firma (przykład)") -> Institution:
    return Institution.objects.create(kind="employer", name=name, territory=land[code])


def tie(team: Team, letter: str, to: Institution) -> None:
    services.tie_seat(seat=team.mandates[letter].seat, institution=to, by=team.by)


def test_by_side_and_by_territory(team: Team, land: Any) -> None:
    tie(team, "a", institution(land, "1607"))
    tie(team, "b", institution(land, "1607"))
    tie(team, "c", institution(land, "16"))
    found = stakeholder_map(team.term)
    places = {place.territory.code: place for place in found.places}
    assert places["1607"].by_side == {"education": 1, "labour_market": 1} and places["1607"].known == 2
    assert [code for code, place in places.items() if place.total == 0] == ["1661", "1609"], "by name: Opole, opolski"
    assert found.empty_places == 2
    assert found.region.total == 3, "what speaks for the whole region, and seats without an institution"
    assert {one.seat.pk for one in found.untied} == {team.mandates[letter].seat_id for letter in "de"}
    sides = {line.side.code: line.filled for line in found.sides}
    assert sides["education"] == 1 and sides["institutions"] == 0


def test_a_vacant_seat_represents_nobody(team: Team, land: Any) -> None:
    tie(team, "b", institution(land, "1609"))
    services.end_mandate(mandate=team.mandates["b"], ends=timezone.now(), by=team.by)
    found = stakeholder_map(team.term)
    assert next(place for place in found.places if place.territory.code == "1609").total == 0
    line = next(line for line in found.sides if line.side.code == "labour_market")
    assert (len(line.seats), line.filled) == (1, 0)


def test_an_institution_of_another_region_is_not_tied(team: Team, land: Any) -> None:
    with pytest.raises(CoordinationRefusal):
        tie(team, "a", institution(land, "1261"))
    assert stakeholder_map(team.term).untied


def test_the_number_of_queries_stays(make_team: Callable[..., Team], land: Any, coordinator: User) -> None:
    team, counts = make_team(size=8), []
    for letter in "abcd":
        tie(team, letter, institution(land, "1607"))
        with CaptureQueriesContext(connection) as captured:
            stakeholder_map(team.term)
        counts.append(len(captured))
    assert counts[0] == counts[-1] <= 9
