"""Working groups: bodies of a body, with members and reports; organisations asked for a candidate; stale forms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Body, CandidateRequest, Seat
from koordynata.coordination.queries.candidates import unanswered_requests
from koordynata.coordination.queries.rules import rules_on
from koordynata.coordination.services import NewPerson, bodies, people, seats
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.foundation.stale import state_of

from .conftest import Team

SINCE, TODAY = datetime(2026, 6, 10, tzinfo=UTC), date(2026, 6, 10)


@pytest.fixture
def group(team: Team) -> Body:
    """A group of the team."""
    return services.set_up_group(parent=team.body, name="Grupa", short_name="GR", starts=SINCE, by=team.by)


class TestGroups:
    def test_a_group_has_members_of_its_own(self, team: Team, group: Body) -> None:
        term = group.terms.get()
        mandate = services.seat_person(term=term, member=team.people["b"], side="economy", starts=SINCE, by=team.by)
        assert mandate.seat.number == 1 and mandate.member == team.people["b"]
        with pytest.raises(CoordinationRefusal):
            services.seat_person(term=term, member=team.people["b"], side="economy", starts=SINCE, by=team.by)
        assert Seat.objects.filter(term=term).count() == 1, "the second seat went with its refusal"

    def test_it_follows_the_rules_of_its_body_until_it_has_own_ones(self, team: Team, group: Body) -> None:
        assert rules_on(group, TODAY).casting_vote
        services.adopt_rules(body=group, title="Własny", valid_from=TODAY, rules={}, by=team.by)
        assert not rules_on(group, TODAY).casting_vote

    def test_groups_have_no_groups_and_teams_no_parents(self, team: Team, group: Body) -> None:
        with pytest.raises(CoordinationRefusal):
            services.set_up_group(parent=group, name="Podgrupa", short_name="PG", starts=SINCE, by=team.by)
        with pytest.raises(IntegrityError), transaction.atomic():
            Body.objects.filter(pk=team.body.pk).update(parent=group)
        with pytest.raises(ValidationError):
            services.set_up_group(parent=team.body, name="Druga", short_name="GR", starts=SINCE, by=team.by)

    def test_a_report_is_heard_once(self, team: Team, group: Body) -> None:
        report = services.hand_in_report(group=group, title="Kolej", text="Braki.", handed_in_on=TODAY, by=team.by)
        meeting = services.plan_meeting(term=team.term, starts=SINCE, ends=SINCE + timedelta(hours=2), by=team.by)
        item = services.put_report_on_agenda(report=report, meeting=meeting, by=team.by)
        assert services.put_report_on_agenda(report=report, meeting=meeting, by=team.by) == item
        assert item.title == "GR: Kolej" and AuditEvent.objects.filter(verb="report.on_agenda").count() == 1

    def test_a_report_goes_to_the_own_body(self, team: Team, group: Body) -> None:
        with pytest.raises(CoordinationRefusal):
            services.hand_in_report(group=team.body, title="T", text="T", handed_in_on=TODAY, by=team.by)
        report = services.hand_in_report(group=group, title="Kolej", text="Braki.", handed_in_on=TODAY, by=team.by)
        own = services.plan_meeting(term=group.terms.get(), starts=SINCE, ends=SINCE + timedelta(hours=2), by=team.by)
        with pytest.raises(CoordinationRefusal):
            services.put_report_on_agenda(report=report, meeting=own, by=team.by)


class TestCandidates:
    def ask(self, team: Team, **values: Any) -> CandidateRequest:
        values = {"organisation": "Izba", "asked_on": TODAY, "due": TODAY + timedelta(days=14), **values}
        return services.ask_for_candidate(seat=team.mandates["b"].seat, by=team.by, **values)

    def test_a_question_waits_for_one_answer(self, team: Team, coordinator: User, stranger: User, member: User) -> None:
        request = self.ask(team)
        assert list(unanswered_requests(coordinator)) == [request]
        assert not unanswered_requests(stranger).exists() and not unanswered_requests(member).exists()
        with pytest.raises(ValidationError):
            self.ask(team)
        services.record_candidate(request=request, answered_on=TODAY, candidate="Jan Kandydat", by=team.by)
        assert not unanswered_requests(coordinator).exists()
        with pytest.raises(CoordinationRefusal):
            services.record_candidate(request=request, answered_on=TODAY, by=team.by)
        assert self.ask(team).pk != request.pk

    def test_days_have_their_order(self, team: Team) -> None:
        with pytest.raises(ValidationError):
            self.ask(team, due=TODAY - timedelta(days=1))
        with pytest.raises(ValidationError):
            services.record_candidate(request=self.ask(team), answered_on=TODAY - timedelta(days=1), by=team.by)
        assert CandidateRequest.objects.get().answered_on is None


class TestStaleForms:
    def test_whoever_comes_late_writes_nothing(self, team: Team) -> None:
        seen = state_of(team.body, bodies.EDITABLE)
        services.change_body(body=team.body, seen_version=seen, advises="zarząd", by=team.by)
        with pytest.raises(ChangedMeanwhile):
            services.change_body(body=team.body, seen_version=seen, advises="sejmik", by=team.by)
        assert Body.objects.get(pk=team.body.pk).advises == "zarząd"

    def test_seats_and_people_alike(self, team: Team) -> None:
        seat, person = team.mandates["b"].seat, team.people["b"]
        with pytest.raises(ChangedMeanwhile):
            services.change_seat(seat=seat, seen_version="x", side="funds", organisation="", by=team.by)
        with pytest.raises(ChangedMeanwhile):
            services.change_member(member=person, seen_version="", email="b@example.org", by=team.by)
        services.change_seat(seat=seat, seen_version=state_of(seat, seats.EDITABLE), side="funds",
                             organisation="Fundusz", by=team.by)  # fmt: skip
        services.change_member(member=person, seen_version=state_of(person, people.EDITABLE),
                               email="b@example.org", by=team.by)  # fmt: skip
        seat.refresh_from_db()
        assert seat.side == "funds" and team.people["b"].__class__.objects.get(pk=person.pk).email == "b@example.org"

    def test_the_log_keeps_no_addresses(self, team: Team) -> None:
        person = team.people["b"]
        services.change_member(member=person, seen_version=state_of(person, people.EDITABLE),
                               email="kanarek@example.org", phone="600 100 200", by=team.by)  # fmt: skip
        event = AuditEvent.objects.get(verb="member.changed")
        assert event.after == {"name": person.name, "changed": ["email", "phone"]}

    def test_what_did_not_change_leaves_no_trace(self, team: Team) -> None:
        seen = state_of(team.body, bodies.EDITABLE)
        services.change_body(body=team.body, seen_version=seen, name=team.body.name, by=team.by)
        assert not AuditEvent.objects.filter(verb="body.changed").exists()


def test_an_account_is_given_once_and_taken_back(team: Team, member: User) -> None:
    services.link_account(member=team.people["b"], user=member, by=team.by)
    with pytest.raises(ValidationError):
        services.link_account(member=team.people["c"], user=member, by=team.by)
    services.link_account(member=team.people["b"], user=None, by=team.by)
    services.link_account(member=team.people["c"], user=member, by=team.by)
    verbs = AuditEvent.objects.filter(verb__startswith="member.account").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["member.account_linked", "member.account_unlinked", "member.account_linked"]


def test_an_unknown_side_is_refused(team: Team) -> None:
    with pytest.raises(CoordinationRefusal):
        services.add_seat(term=team.term, side="kosmos", by=team.by)
    seat = team.mandates["b"].seat
    with pytest.raises(CoordinationRefusal):
        services.change_seat(seat=seat, seen_version="", side="kosmos", organisation="", by=team.by)
    assert NewPerson("A") == NewPerson("A")
