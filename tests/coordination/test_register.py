"""The register: only what was adopted enters, once, under the next number; what became of it is told over one version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.deadlines import ANSWER, deadline_on
from koordynata.coordination.enums import ActKind, AnswerState, ItemKind
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Ballot, Resolution
from koordynata.coordination.queries.register import RegisterFilter, answer_counts, list_resolutions, public_resolutions
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent

from .conftest import Team

ADOPTED = {"a": "in_favour", "b": "in_favour", "c": "in_favour", "d": "against"}


def closed(
    team: Team, votes: dict[str, str] = ADOPTED, kind: str = ItemKind.RESOLUTION, present: str = "abcd"
) -> Ballot:
    ballot = team.ballot(team.meeting(), present, kind=kind)
    team.vote(ballot, **votes)
    team.close(ballot)
    return ballot


def entered(team: Team, **values: object) -> Resolution:
    return services.enter_resolution(ballot=closed(team), by=team.by, **values)  # type: ignore[arg-type]


def test_an_adopted_motion_enters_with_what_the_ballot_knows(team: Team) -> None:
    entry = entered(team)
    assert (entry.kind, entry.number, entry.title) == (ActKind.RESOLUTION, 1, "Plan pracy")
    assert entry.text == "Zespół przyjmuje plan pracy." and entry.adopted_on == timezone.localdate()
    assert str(entry) == f"1/{entry.year}" and entry.answer_due is None and entry.published_at is None
    assert AuditEvent.objects.filter(verb="resolution.entered").count() == 1


def test_entered_twice_it_is_one(team: Team) -> None:
    ballot = closed(team)
    assert services.enter_resolution(ballot=ballot, by=team.by) == services.enter_resolution(ballot=ballot, by=team.by)
    assert Resolution.objects.count() == 1


def test_numbers_run_by_kind_and_year(team: Team) -> None:
    first, second = entered(team), entered(team)
    opinion = services.enter_resolution(ballot=closed(team, kind=ItemKind.OPINION), by=team.by)
    assert (first.number, second.number, opinion.number, opinion.kind) == (1, 2, 1, ActKind.OPINION)


@pytest.mark.parametrize(
    ("votes", "present"),
    [({"a": "against", "b": "against", "c": "in_favour"}, "abcd"), ({"a": "in_favour"}, "ab")],
    ids=["rejected", "no quorum"],
)
def test_what_was_not_adopted_stays_out(team: Team, votes: dict[str, str], present: str) -> None:
    ballot = closed(team, votes, present=present)
    with pytest.raises(CoordinationRefusal):
        services.enter_resolution(ballot=ballot, by=team.by)


def test_a_rule_may_let_a_rejected_motion_decide_but_never_a_void_ballot(team: Team) -> None:
    rejected = closed(team, {"a": "against", "b": "against", "c": "in_favour"})
    rule = "data/decisions.csv: rejected_negative"
    entry = services.enter_resolution(ballot=rejected, decided_by=rule, kind=ActKind.OPINION, by=team.by)
    assert entry.decided_by == rule
    void = closed(team, {"a": "in_favour"}, present="ab")
    with pytest.raises(CoordinationRefusal):
        services.enter_resolution(ballot=void, decided_by=rule, by=team.by)


def test_an_open_ballot_stays_out(team: Team) -> None:
    with pytest.raises(CoordinationRefusal):
        services.enter_resolution(ballot=team.ballot(team.meeting()), by=team.by)


def test_an_addressee_has_the_days_of_the_list(team: Team) -> None:
    entry = entered(team, addressee="zarząd województwa")
    days = deadline_on(ANSWER, entry.adopted_on).days
    assert entry.answer_due == entry.adopted_on + timedelta(days=days) and days > 0
    assert entry.answer_state(entry.answer_due) == AnswerState.AWAITED
    assert entry.answer_state(entry.answer_due + timedelta(days=1)) == AnswerState.LATE


def test_evidence_stands_with_its_digest(team: Team) -> None:
    entry = entered(team, evidence=[{"title": "Arkusz", "digest": "a" * 64}], origin="opinions:17")
    assert entry.evidence == [{"title": "Arkusz", "digest": "a" * 64}] and entry.origin == "opinions:17"


def test_the_answer_and_the_outcome_are_told(team: Team) -> None:
    entry = entered(team, addressee="zarząd")
    entry = services.record_answer(
        resolution=entry, answered_on=entry.adopted_on, answer="Zgoda.", seen_version=1, by=team.by
    )
    entry = services.tell_outcome(resolution=entry, outcome="Zrobiono.", seen_version=2, by=team.by)
    assert (entry.answer, entry.outcome, entry.version) == ("Zgoda.", "Zrobiono.", 3)
    assert entry.answer_state(date(2099, 1, 1)) == AnswerState.ANSWERED


def test_a_stale_page_overwrites_nothing(team: Team) -> None:
    entry = entered(team)
    services.tell_outcome(resolution=entry, outcome="pierwszy", seen_version=1, by=team.by)
    with pytest.raises(ChangedMeanwhile) as late:
        services.tell_outcome(resolution=entry, outcome="drugi", seen_version=1, by=team.by)
    assert late.value.current == {"outcome": "pierwszy"} and late.value.version == 2
    assert services.tell_outcome(resolution=entry, outcome="pierwszy", seen_version=1, by=team.by).version == 2, (
        "an echo"
    )


def test_days_that_cannot_be_are_refused(team: Team) -> None:
    entry, early = entered(team, addressee="zarząd"), date(2020, 1, 1)
    with pytest.raises(ValidationError):
        services.address_resolution(resolution=entry, addressee="x", answer_due=early, seen_version=1, by=team.by)
    with pytest.raises(ValidationError):
        services.record_answer(resolution=entry, answered_on=early, answer="x", seen_version=1, by=team.by)
    with pytest.raises(CoordinationRefusal):
        services.record_answer(resolution=entry, answered_on=date(2099, 1, 1), answer="x", seen_version=1, by=team.by)
    with pytest.raises(CoordinationRefusal):
        services.address_resolution(
            resolution=entry, addressee="", answer_due=date(2099, 1, 1), seen_version=1, by=team.by
        )


def test_only_what_was_published_is_public(team: Team) -> None:
    today, entry = timezone.localdate(), entered(team)
    everything = RegisterFilter()
    assert not public_resolutions(everything, today).exists()
    for _twice in range(2):
        services.publish_resolution(resolution=entry, public=True, by=team.by)
    assert public_resolutions(everything, today).get() == entry
    services.publish_resolution(resolution=entry, public=False, by=team.by)
    assert not public_resolutions(everything, today).exists()
    assert AuditEvent.objects.filter(verb__in=["resolution.published", "resolution.withdrawn"]).count() == 2


def test_the_list_is_filtered_and_belongs_to_its_region(
    make_team: Callable[..., Team], member: User, stranger: User
) -> None:
    team = make_team()
    entered(team, addressee="zarząd", title="Łączność w szkołach"), entered(team)
    today = timezone.localdate()

    def found(user: User, **asked: str) -> list[str]:
        return [row.title for row in list_resolutions(user, RegisterFilter(**asked), today)]

    assert found(member) == ["Plan pracy", "Łączność w szkołach"] and found(stranger) == []
    assert found(member, q="łączność") == found(member, answer="awaited") == ["Łączność w szkołach"]
    assert found(member, answer="none") == ["Plan pracy"] and found(member, year="1999") == []
    assert found(member, body=str(team.body.pk), kind="resolution", answer="late") == []
    rows = list_resolutions(member, RegisterFilter(), today)
    assert answer_counts(rows, today) == {"none": 1, "awaited": 1, "late": 0, "answered": 0}
