"""The composition at a moment: seats, sides, balance, who ends when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.models import Mandate, Seat
from koordynata.coordination.queries.bodies import summaries, visible_bodies
from koordynata.coordination.queries.composition import _balance, _filled, composition, seat_at, term_at
from koordynata.coordination.queries.history import events_of, steps_of

from .conftest import Team

DAY = datetime(2026, 6, 10, tzinfo=UTC)


def test_who_sits_who_is_suspended_who_has_gone(team: Team) -> None:
    services.end_mandate(mandate=team.mandates["d"], ends=DAY, by=team.by)
    services.suspend_mandate(mandate=team.mandates["c"], starts=DAY, ends=DAY + timedelta(days=5), by=team.by)
    before, now = composition(team.term, DAY - timedelta(seconds=1)), composition(team.term, DAY)
    assert (before.voting, before.vacant, before.suspended, before.counted) == (5, 0, 0, 5)
    assert (now.voting, now.vacant, now.suspended, now.counted) == (5, 1, 1, 3)
    assert [one.former for one in now.seats if not one.mandate] == [[team.mandates["d"]]]
    assert composition(team.term, DAY + timedelta(days=5)).suspended == 0
    assert [one.mandate for one in before.ending] == [team.mandates["d"]]
    assert seat_at(team.mandates["b"].seat, DAY).substitutes == [team.people["x"]]


def test_advisory_seats_are_listed_and_not_counted(team: Team) -> None:
    services.add_seat(term=team.term, side="education", voting=False, by=team.by)
    now = composition(team.term, DAY)
    assert len(now.seats) == 6 and now.voting == 5 and now.vacant == 0
    assert sum(len(seats) for _side, seats in now.by_side) == 6
    assert next(one.seats for one in now.balance if one.side.code == "education") == 1


@given(st.lists(st.tuples(st.sampled_from(["education", "economy", "funds"]), st.booleans()), max_size=30))
def test_the_balance_adds_up(rows: list[tuple[str, bool]]) -> None:
    seats = [Seat(pk=number, number=number, side=side, voting=voting) for number, (side, voting) in enumerate(rows, 1)]
    for seat in seats:
        seat._prefetched_objects_cache = {"mandates": Mandate.objects.none()}  # type: ignore[attr-defined]
    told = _balance([_filled(seat, DAY) for seat in seats])
    voting = sum(voting for _side, voting in rows)
    assert sum(one.seats for one in told) == voting and all(one.filled == 0 for one in told)
    assert not voting or sum(one.share for one in told) == pytest.approx(100)


def test_the_term_asked_for(team: Team) -> None:
    end = DAY + timedelta(days=30)
    services.end_term(term=team.term, ends=end, by=team.by)
    second = services.open_term(body=team.body, starts=end + timedelta(days=10), by=team.by)
    assert term_at(team.body, end - timedelta(seconds=1)) == team.term
    assert term_at(team.body, end) == second, "between two terms the next one"
    services.end_term(term=second, ends=end + timedelta(days=20), by=team.by)
    assert term_at(team.body, end + timedelta(days=99)) == second, "after all of them the last one"


@pytest.mark.parametrize("size", [5, 20])
def test_the_number_of_queries_does_not_grow(make_team: Callable[..., Team], size: int) -> None:
    team = make_team(size)
    with CaptureQueriesContext(connection) as told:
        found = composition(team.term, DAY)
        assert [one.substitutes for one in found.seats]
    assert len(told) == 5


def test_the_list_counts_seats_with_a_vote(team: Team, coordinator: User, stranger: User) -> None:
    services.add_seat(term=team.term, side="funds", by=team.by)
    services.add_seat(term=team.term, side="funds", voting=False, by=team.by)
    row = summaries(visible_bodies(coordinator), DAY)[0]
    assert (row.term, row.seats, row.filled, row.vacant) == (team.term, 6, 5, 1)
    assert not visible_bodies(stranger).exists()
    assert summaries(visible_bodies(coordinator), team.term.starts - timedelta(days=1))[0].term is None


def test_nothing_is_asked_of_no_bodies(db: None) -> None:
    assert summaries([]) == []


class TestHistory:
    def test_everything_that_happened_to_the_body_is_told(self, team: Team) -> None:
        services.suspend_mandate(mandate=team.mandates["c"], starts=DAY, reason="tajne", by=team.by)
        other = services.create_body(kind="council", name="Rada", short_name="R", territory=team.body.territory,
                                     by=team.by)  # fmt: skip
        events = list(events_of(team.body, with_people=True))
        verbs = {event.verb for event in events}
        assert {"body.created", "rules.adopted", "term.opened", "seat.added", "mandate.appointed",
                "mandate.substitute_named", "mandate.suspended"} <= verbs  # fmt: skip
        assert [event.object_id for event in events_of(other, with_people=True)] == [str(other.pk)]

    def test_others_read_roles_and_not_why_somebody_is_suspended(self, team: Team) -> None:
        services.suspend_mandate(mandate=team.mandates["c"], starts=DAY, reason="tajne", by=team.by)
        events = list(events_of(team.body, with_people=True))
        office, others = (steps_of(events, team.body, with_people=people) for people in (True, False))
        assert "tajne" in str(office) and str(team.by.audit_label) in {step.who for step in office}
        assert "tajne" not in str(others) and str(team.by.audit_label) not in {step.who for step in others}
        assert len(office) == len(others)
