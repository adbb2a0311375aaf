"""Terms follow each other; mandates end with theirs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from koordynata.coordination import services
from koordynata.coordination.enums import MandateEnd
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Mandate

from .conftest import Team

END, NEXT = datetime(2029, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)


def test_mandates_end_with_their_term_and_follow_it(team: Team) -> None:
    services.end_term(term=team.term, ends=END, by=team.by)
    assert set(Mandate.objects.values_list("ends", flat=True)) == {END}
    services.end_term(term=team.term, ends=NEXT, by=team.by)
    assert set(Mandate.objects.values_list("ends", flat=True)) == {NEXT}, "a later end is a later end for all"


def test_a_resignation_stands_whatever_the_term_does(team: Team) -> None:
    gone = END - timedelta(days=90)
    services.end_mandate(mandate=team.mandates["c"], ends=gone, reason=MandateEnd.RESIGNATION, by=team.by)
    services.end_term(term=team.term, ends=END, by=team.by)
    services.end_term(term=team.term, ends=NEXT, by=team.by)
    assert Mandate.objects.get(pk=team.mandates["c"].pk).ends == gone
    services.end_term(term=team.term, ends=gone - timedelta(days=1), by=team.by)
    cut = Mandate.objects.get(pk=team.mandates["c"].pk)
    assert cut.ends == gone - timedelta(days=1) and cut.end_reason == "", "no mandate outlives its term"


def test_whoever_is_appointed_in_a_term_with_an_end_ends_with_it(team: Team) -> None:
    services.end_mandate(mandate=team.mandates["e"], ends=datetime(2026, 1, 1, tzinfo=UTC), by=team.by)
    services.end_term(term=team.term, ends=END, by=team.by)
    mandate = services.appoint(seat=team.mandates["e"].seat, member=team.people["e"], by=team.by,
                               starts=datetime(2027, 1, 1, tzinfo=UTC))  # fmt: skip
    assert mandate.ends == END
    services.end_mandate(mandate=mandate, ends=datetime(2028, 1, 1, tzinfo=UTC), by=team.by)


def test_the_next_term_waits_for_the_end_of_this_one(team: Team) -> None:
    with pytest.raises(CoordinationRefusal):
        services.open_term(body=team.body, starts=END, by=team.by)
    services.end_term(term=team.term, ends=END, by=team.by)
    second = services.open_term(body=team.body, starts=END, by=team.by)
    assert second.number == 2
    with pytest.raises(CoordinationRefusal):
        services.end_term(term=team.term, ends=END + timedelta(days=1), by=team.by)


def test_a_term_neither_ends_before_it_begins_nor_before_an_appointment(team: Team) -> None:
    with pytest.raises(CoordinationRefusal):
        services.end_term(term=team.term, ends=team.term.starts, by=team.by)
    empty = services.create_body(
        kind="council", name="Rada", short_name="R", territory=team.body.territory, by=team.by
    )  # fmt: skip
    term = services.open_term(body=empty, starts=END, by=team.by)
    with pytest.raises(ValidationError):
        services.end_term(term=term, ends=END - timedelta(days=1), by=team.by)
