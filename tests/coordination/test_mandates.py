"""Appointing, resigning, suspending, standing in: what is taken and what is refused in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from koordynata.coordination import services
from koordynata.coordination.enums import MandateEnd, MandateFunction
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Mandate, Suspension
from koordynata.coordination.services import NewPerson
from koordynata.foundation.models import AuditEvent

from .conftest import Team


def at(day: int, month: int = 6) -> datetime:
    return datetime(2026, month, day, tzinfo=UTC)


class TestAppointing:
    def test_a_seat_is_filled_with_one_person_at_a_time(self, team: Team) -> None:
        seat = team.mandates["b"].seat
        with pytest.raises(CoordinationRefusal):
            services.appoint(seat=seat, member=NewPerson("Nowa Osoba"), starts=at(1), by=team.by)
        services.end_mandate(mandate=team.mandates["b"], ends=at(1), by=team.by)
        mandate = services.appoint(seat=seat, member=NewPerson("Nowa Osoba"), starts=at(1), by=team.by)
        assert mandate.member.name == "Nowa Osoba" and mandate.member.territory == team.body.territory

    def test_one_person_one_vote_and_one_chair(self, team: Team) -> None:
        seat = services.add_seat(term=team.term, side="funds", by=team.by)
        with pytest.raises(CoordinationRefusal):
            services.appoint(seat=seat, member=team.people["b"], starts=at(1), by=team.by)
        with pytest.raises(CoordinationRefusal):
            services.appoint(
                seat=seat, member=NewPerson("N. N."), starts=at(1), function=MandateFunction.CHAIR, by=team.by
            )
        assert not seat.mandates.exists(), "a refusal leaves nobody behind"

    def test_an_advisory_seat_may_go_to_somebody_who_votes_elsewhere(self, team: Team) -> None:
        seat = services.add_seat(term=team.term, side="funds", voting=False, by=team.by)
        assert services.appoint(seat=seat, member=team.people["b"], starts=at(1), by=team.by).pk

    def test_nobody_sits_outside_the_term(self, team: Team) -> None:
        seat = services.add_seat(term=team.term, side="funds", by=team.by)
        with pytest.raises(CoordinationRefusal):
            services.appoint(seat=seat, member=NewPerson("N. N."), starts=at(1).replace(year=2020), by=team.by)

    def test_a_person_of_another_region_is_not_taken(self, team: Team, land: Any) -> None:
        foreign = services.add_member(territory=land["12"], name="Obca Osoba", by=team.by)
        seat = services.add_seat(term=team.term, side="funds", by=team.by)
        with pytest.raises(CoordinationRefusal):
            services.appoint(seat=seat, member=foreign, starts=at(1), by=team.by)

    def test_the_same_person_is_entered_once(self, team: Team) -> None:
        first = services.add_seat(term=team.term, side="funds", by=team.by)
        second = services.add_seat(term=team.term, side="funds", voting=False, by=team.by)
        person = NewPerson("Nowa Osoba", "nowa@example.org")
        one = services.appoint(seat=first, member=person, starts=at(1), by=team.by).member
        assert services.appoint(seat=second, member=person, starts=at(1), by=team.by).member == one
        third = services.add_seat(term=team.term, side="funds", by=team.by)
        with pytest.raises(CoordinationRefusal):
            services.appoint(seat=third, member=NewPerson("Inna", "NOWA@example.org"), starts=at(1), by=team.by)


class TestEnding:
    def test_somebody_resigns_in_the_middle_of_the_term(self, team: Team) -> None:
        services.end_mandate(mandate=team.mandates["b"], ends=at(1), reason=MandateEnd.RESIGNATION, by=team.by)
        event = AuditEvent.objects.get(verb="mandate.ended")
        assert event.after and event.after["reason"] == "resignation" and event.territories == ["16"]

    def test_an_ended_mandate_does_not_end_later(self, team: Team) -> None:
        services.end_mandate(mandate=team.mandates["b"], ends=at(10), by=team.by)
        with pytest.raises(CoordinationRefusal):
            services.end_mandate(mandate=team.mandates["b"], ends=at(11), by=team.by)
        services.end_mandate(mandate=team.mandates["b"], ends=at(9), by=team.by)  # but earlier
        with pytest.raises(ValidationError):
            services.end_mandate(mandate=team.mandates["b"], ends=at(9).replace(year=2020), by=team.by)


class TestSuspending:
    def suspend(self, team: Team, first: int, last: int | None) -> Suspension:
        ends = at(last) if last else None
        return services.suspend_mandate(mandate=team.mandates["c"], starts=at(first), ends=ends, by=team.by)

    @pytest.mark.parametrize(("first", "last"), [(1, 11), (10, 12), (12, None), (19, None), (5, None), (11, 12)])
    def test_two_at_once_are_refused(self, team: Team, first: int, last: int | None) -> None:
        self.suspend(team, 10, 20)
        with pytest.raises(CoordinationRefusal):
            self.suspend(team, first, last)

    @pytest.mark.parametrize(("first", "last"), [(1, 10), (20, 21), (20, None)])
    def test_one_after_the_other_is_taken(self, team: Team, first: int, last: int | None) -> None:
        self.suspend(team, 10, 20)
        assert self.suspend(team, first, last).pk

    def test_only_while_the_mandate_lasts(self, team: Team) -> None:
        services.end_mandate(mandate=team.mandates["c"], ends=at(5), by=team.by)
        with pytest.raises(CoordinationRefusal):
            self.suspend(team, 5, 6)
        with pytest.raises(ValidationError):
            self.suspend(team, 4, 3)

    def test_the_end_may_come_earlier_than_planned(self, team: Team) -> None:
        planned = self.suspend(team, 10, 20)
        assert services.resume_mandate(mandate=team.mandates["c"], at=at(12), by=team.by)
        planned.refresh_from_db()
        assert planned.ends == at(12)
        assert not services.resume_mandate(mandate=team.mandates["c"], at=at(15), by=team.by)
        assert AuditEvent.objects.filter(verb="mandate.resumed").count() == 1

    def test_the_database_holds_one_open_suspension(self, team: Team) -> None:
        self.suspend(team, 10, None)
        with pytest.raises(IntegrityError), transaction.atomic():
            Suspension.objects.create(mandate=team.mandates["c"], starts=at(1))


class TestStandingIn:
    def order(self, mandate: Mandate) -> list[str]:
        return [one.member.name for one in mandate.substitutes.select_related("member").order_by("order")]

    def test_substitutes_step_in_by_order_and_the_order_can_change(self, team: Team) -> None:
        mandate = team.mandates["b"]
        second = services.name_substitute(mandate=mandate, member=NewPerson("Y"), by=team.by)
        assert self.order(mandate) == ["Zastępca X (przykład)", "Y"]
        services.move_substitute_up(substitute=second, by=team.by)
        services.move_substitute_up(substitute=second, by=team.by)  # the first one stays first
        assert self.order(mandate) == ["Y", "Zastępca X (przykład)"]
        services.remove_substitute(substitute=second, by=team.by)
        services.remove_substitute(substitute=second, by=team.by)
        assert self.order(mandate) == ["Zastępca X (przykład)"]
        told = AuditEvent.objects.filter(object_type="mandate", object_id=str(mandate.pk), verb__contains="substitute")
        assert sorted(told.values_list("verb", flat=True)) == [
            "mandate.substitute_moved", "mandate.substitute_named", "mandate.substitute_named",
            "mandate.substitute_removed",
        ]  # fmt: skip

    def test_nobody_stands_in_for_themselves_or_twice(self, team: Team) -> None:
        with pytest.raises(CoordinationRefusal):
            services.name_substitute(mandate=team.mandates["b"], member=team.people["b"], by=team.by)
        with pytest.raises(ValidationError):
            services.name_substitute(mandate=team.mandates["b"], member=team.people["x"], by=team.by)


def test_a_future_day_is_a_day_too(team: Team) -> None:
    later = team.term.starts + timedelta(days=4000)
    services.end_mandate(mandate=team.mandates["d"], ends=later, by=team.by)
    seat = team.mandates["d"].seat
    assert services.appoint(seat=seat, member=NewPerson("Następca"), starts=later, by=team.by).starts == later
