"""Votes at a meeting, from the opening of a ballot to its frozen verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode, ItemKind, MeetingForm, Reply
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Vote
from koordynata.coordination.queries.live import live
from koordynata.coordination.queries.verdicts import BallotCase
from koordynata.foundation.models import AuditEvent

from .conftest import Team

FOR, AGAINST, ABSTAINED = "in_favour", "against", "abstained"


def test_three_of_four_adopt(team: Team) -> None:
    ballot = team.ballot(team.meeting())
    team.vote(ballot, a=FOR, b=FOR, c=FOR, d=AGAINST)
    verdict = team.close(ballot)
    assert verdict["result"] == "adopted"
    assert verdict["counts"] == {"seats": 5, "filled": 5, "present": 4, "entitled": 5, "able": 4, "cast": 4}
    assert verdict["quorum"] == {"needed": 3, "have": 4, "of": 5, "reached": True, "lost_at": None}


def test_too_few_in_the_room(team: Team) -> None:
    ballot = team.ballot(team.meeting(), present="ab")
    team.vote(ballot, a=FOR, b=FOR)
    assert team.close(ballot)["result"] == "no_quorum"


def test_the_chair_breaks_a_tie(team: Team) -> None:
    ballot = team.ballot(team.meeting())
    team.vote(ballot, a=FOR, b=FOR, c=AGAINST, d=AGAINST)
    assert team.close(ballot)["result"] == "tie_adopted"


def test_an_opinion_asks_another_majority(team: Team) -> None:
    ballot = team.ballot(team.meeting(), kind=ItemKind.OPINION)
    team.vote(ballot, a=FOR, b=FOR, c=ABSTAINED)
    assert team.close(ballot)["result"] == "rejected"


def test_the_substitute_votes_while_the_member_is_away(team: Team) -> None:
    meeting = team.meeting()
    ballot = team.ballot(meeting, present="acdx")
    team.vote(ballot, x=FOR)
    services.arrive(meeting=meeting, member=team.people["b"], by=team.by)
    with pytest.raises(CoordinationRefusal):
        team.vote(ballot, x=AGAINST)
    team.vote(ballot, b=AGAINST)
    assert [(vote.member, vote.choice) for vote in ballot.votes.all()] == [(team.people["b"], AGAINST)]


@pytest.mark.parametrize("who", ["x", "e"])
def test_who_does_not_act_does_not_vote(team: Team, who: str) -> None:
    ballot = team.ballot(team.meeting())  # b is here, so x does not stand in; e is not here
    with pytest.raises(CoordinationRefusal):
        team.vote(ballot, **{who: FOR})
    assert not ballot.votes.exists()


def test_a_suspended_member_does_not_vote(team: Team) -> None:
    ballot = team.ballot(team.meeting())
    services.suspend_mandate(mandate=team.mandates["c"], starts=timezone.now(), by=team.by)
    with pytest.raises(CoordinationRefusal):
        team.vote(ballot, c=FOR)
    services.resume_mandate(mandate=team.mandates["c"], at=timezone.now(), by=team.by)
    team.vote(ballot, c=FOR)


def test_a_recused_member_counts_and_does_not_vote(team: Team) -> None:
    ballot = team.ballot(team.meeting(), present="abc")
    services.recuse(item=ballot.motion.item, member=team.people["c"], reason="szkoła", by=team.by)
    with pytest.raises(CoordinationRefusal):
        team.vote(ballot, c=FOR)
    team.vote(ballot, a=FOR)
    verdict = team.close(ballot)
    assert verdict["result"] == "adopted" and verdict["counts"]["entitled"] == 4


def test_after_the_closing_nothing_is_taken(team: Team) -> None:
    ballot = team.ballot(team.meeting())
    team.vote(ballot, a=FOR)
    team.close(ballot)
    with pytest.raises(CoordinationRefusal):
        team.vote(ballot, b=AGAINST)
    assert ballot.votes.count() == 1


def test_closing_twice_closes_once(team: Team) -> None:
    ballot = team.ballot(team.meeting())
    first = team.close(ballot)
    assert team.close(ballot) == first
    assert AuditEvent.objects.filter(verb="ballot.closed").count() == 1


def test_a_vote_sent_again_leaves_no_second_trace(team: Team) -> None:
    ballot = team.ballot(team.meeting())
    for _again in range(3):
        team.vote(ballot, a=FOR)
    assert ballot.votes.count() == AuditEvent.objects.filter(verb="vote.cast").count() == 1


def test_the_database_takes_one_vote_for_a_seat(team: Team) -> None:
    ballot = team.ballot(team.meeting())
    team.vote(ballot, a=FOR)
    vote = ballot.votes.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(ballot=ballot, seat=vote.seat, member=vote.member, choice=AGAINST, at=timezone.now())


def test_hands_are_counted_by_the_secretary(team: Team) -> None:
    ballot = team.ballot(team.meeting(), by_hands=True)
    with pytest.raises(CoordinationRefusal):
        services.enter_hands(ballot=ballot, hands={FOR: 5}, by=team.by)
    services.enter_hands(ballot=ballot, hands={FOR: 3, AGAINST: 1}, by=team.by)
    assert team.close(ballot)["votes"] == {FOR: 3, AGAINST: 1}


def test_one_ballot_at_a_time(team: Team) -> None:
    ballot = team.ballot(team.meeting())
    other = team.motion(ballot.motion.item)
    with pytest.raises(CoordinationRefusal):
        services.open_ballot(motion=other, mode=BallotMode.OPEN, by=team.by)


def test_one_person_one_vote(team: Team) -> None:
    """A substitute who voted for one seat, and whom its member's return sends to another, has voted."""
    services.name_substitute(mandate=team.mandates["e"], member=team.people["x"], by=team.by)
    ballot = team.ballot(team.meeting(), present="acdx")
    team.vote(ballot, x=FOR)
    services.arrive(meeting=ballot.motion.item.meeting, member=team.people["b"], by=team.by)
    with pytest.raises(CoordinationRefusal):
        team.vote(ballot, x=FOR)
    team.vote(ballot, b=AGAINST)  # the seat's last vote counts, so the substitute's no longer does
    team.vote(ballot, x=FOR)
    assert {vote.member.pk: vote.choice for vote in ballot.votes.all()} == {
        team.people["b"].pk: AGAINST, team.people["x"].pk: FOR,
    }  # fmt: skip


def test_where_nobody_is_entitled_there_is_no_quorum(team: Team) -> None:
    meeting = team.meeting()
    item = team.item(meeting)
    for letter in "abcde":
        services.arrive(meeting=meeting, member=team.people[letter], by=team.by)
    assert live(meeting).has_quorum
    for letter in "abcde":
        services.recuse(item=item, member=team.people[letter], by=team.by)
    assert live(meeting).quorum_have == 5 and not live(meeting).has_quorum


def test_the_rules_of_the_opening_stand(team: Team) -> None:
    ballot = team.ballot(team.meeting())
    services.adopt_rules(body=team.body, title="Nowy regulamin", valid_from=timezone.localdate(),
                         rules={"quorum": {"number": 5}}, by=team.by)  # fmt: skip
    team.vote(ballot, a=FOR)
    assert team.close(ballot)["result"] == "adopted"


class TestWritten:
    """Głosowanie obiegowe."""

    def ballot(self, team: Team) -> Any:
        meeting = team.meeting(form=MeetingForm.WRITTEN)
        item = services.add_item(meeting=meeting, title="Opinia", kind=ItemKind.RESOLUTION, by=team.by)
        until = timezone.now() + timedelta(days=7)
        return services.open_ballot(motion=team.motion(item), mode=BallotMode.WRITTEN, closes_at=until, by=team.by)

    def test_answers_make_the_quorum(self, team: Team) -> None:
        ballot = self.ballot(team)
        team.vote(ballot, a=FOR, b=FOR)
        assert BallotCase(ballot).verdict().result == "no_quorum"
        team.vote(ballot, e=AGAINST)
        assert team.close(ballot)["result"] == "adopted"

    def test_the_substitute_answers_for_one_who_cannot(self, team: Team) -> None:
        ballot = self.ballot(team)
        with pytest.raises(CoordinationRefusal):
            team.vote(ballot, x=FOR)
        notice = ballot.motion.item.meeting.notices.get(member=team.people["b"])
        services.reply_to_notice(notice=notice, reply=Reply.SUBSTITUTE, by=team.by)
        team.vote(ballot, x=FOR)

    def test_too_late_is_too_late(self, team: Team, time_machine: Any) -> None:
        ballot = self.ballot(team)
        time_machine.move_to(ballot.closes_at + timedelta(seconds=1))
        with pytest.raises(CoordinationRefusal):
            team.vote(ballot, a=FOR)
        assert BallotCase(ballot).verdict().final, "whoever presses what"
        team.close(ballot)
        ballot.refresh_from_db()
        assert ballot.closed_at == ballot.closes_at


class TestSecret:
    """Głosowanie tajne."""

    def cast(self, team: Team, ballot: Any, **choices: str) -> list[str]:
        return [
            services.cast_paper(ballot=ballot, member=team.people[letter], choice=choice, by=team.by)
            for letter, choice in choices.items()
        ]

    def test_nobody_sees_how_it_stands(self, team: Team) -> None:
        ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
        self.cast(team, ballot, a=FOR, b=AGAINST)
        assert BallotCase(ballot).verdict().tally.counts == {}
        assert len(BallotCase(ballot).verdict().tally.seats) == 2

    def test_each_finds_the_own_paper_in_the_record(self, team: Team) -> None:
        from koordynata.coordination.recount import digest, receipt

        ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
        codes = self.cast(team, ballot, a=FOR, b=AGAINST, c=FOR)
        assert team.close(ballot)["result"] == "adopted"
        ballot.refresh_from_db()
        record = ballot.record
        assert record and record["digest"] == digest(record)
        papers = {paper["receipt"]: paper["choice"] for paper in record["papers"]}
        assert [papers[receipt(ballot.pk, code)] for code in codes] == [FOR, AGAINST, FOR]

    def test_the_box_is_empty_afterwards(self, team: Team) -> None:
        ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
        self.cast(team, ballot, a=FOR, b=AGAINST, c=FOR)
        assert ballot.papers.count() == 3
        team.close(ballot)
        assert ballot.papers.count() == 0 and ballot.taken.count() == 3

    def test_a_paper_is_cast_once(self, team: Team) -> None:
        ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
        self.cast(team, ballot, a=FOR)
        with pytest.raises(CoordinationRefusal):
            self.cast(team, ballot, a=AGAINST)
        assert ballot.papers.count() == 1

    def test_the_audit_log_does_not_say_how(self, team: Team) -> None:
        ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
        self.cast(team, ballot, a=AGAINST)
        told = [event.after for event in AuditEvent.objects.filter(verb="vote.paper_taken").order_by("id")]
        assert told and "choice" not in str(told)

    def test_no_casting_vote(self, team: Team) -> None:
        ballot = team.ballot(team.meeting(), mode=BallotMode.SECRET)
        self.cast(team, ballot, a=FOR, b=AGAINST, c=ABSTAINED)
        assert team.close(ballot)["result"] == "tie"


def test_where_it_is_not_allowed(make_team: Callable[..., Team]) -> None:
    team = make_team(secret_ballot=False)
    with pytest.raises(CoordinationRefusal):
        team.ballot(team.meeting(), mode=BallotMode.SECRET)


def test_an_election(team: Team) -> None:
    meeting = team.meeting()
    ballot = team.ballot(meeting, mode=BallotMode.OPEN, candidates=["Osoba B", "Osoba C"])
    team.vote(ballot, a="Osoba B", b="Osoba B", c="Osoba C", d="none")
    verdict = team.close(ballot)
    assert verdict["elected"] == "Osoba B"
