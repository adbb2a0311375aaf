"""The definitions of docs/explanation/verdict.md case by case: votes, results and clocks."""

import json
from pathlib import Path

import pytest

from . import comparing
from . import reference_verdict as reference
from .stories import CASTING, mandate, quorum, recused, result, seat, stay, stays, told, votes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "verdict-file.md"


class TestVotes:
    @pytest.mark.parametrize(
        ("clock", "counts"), [("09:59", False), ("10:00", True), ("10:29", True), ("10:30", False), ("10:31", False)]
    )
    def test_from_the_opening_up_to_not_including_the_closing(self, clock, counts):
        story = told("abc", votes(clock, a="+"), asked="11:00")
        assert story["votes"] == ({"in_favour": 1} if counts else {})
        assert [one["reason"] for one in story["refused"]] == ([] if counts else ["not_open"])

    def test_in_an_open_ballot_the_last_counts(self):
        assert told("abc", votes("10:10", a="+") + votes("10:20", a="-"))["votes"] == {"against": 1}

    def test_whatever_the_order_of_the_file(self):
        assert told("abc", votes("10:20", a="-") + votes("10:10", a="+"))["votes"] == {"against": 1}

    def test_at_the_same_moment_the_order_of_the_file(self):
        assert told("abc", votes(a="+") + votes(a="-"))["votes"] == {"against": 1}

    def test_in_a_secret_ballot_the_first(self):
        story = told("abc", votes("10:10", a="+") + votes("10:20", a="-"), mode="secret")
        assert story["votes"] == {"in_favour": 1}
        assert [one["reason"] for one in story["refused"]] == ["already_cast"]

    def test_the_seat_has_voted_not_the_person(self):
        body, here = [seat("a", "x")], [stay("a", "09:00", "10:12"), stay("x")]
        cast = votes("10:10", a="+") + votes("10:20", x="-")
        assert told(body, cast, here=here)["votes"] == {"against": 1}
        assert told(body, cast, here=here, mode="secret")["votes"] == {"in_favour": 1}

    def test_a_spoiled_vote_takes_nothing_away(self):
        cast = votes("10:10", a="+") + votes("10:20", a="perhaps")
        story = told("abc", cast)
        assert story["votes"] == {"in_favour": 1}
        assert [one["reason"] for one in story["refused"]] == ["unknown_choice"]

    def test_a_spoiled_secret_vote_may_be_sent_again(self):
        cast = votes("10:10", a="perhaps") + votes("10:20", a="+")
        assert told("abc", cast, mode="secret")["votes"] == {"in_favour": 1}

    def test_a_stranger_has_none(self):
        assert [one["reason"] for one in told("abc", votes(stranger="+"))["refused"]] == ["not_acting"]

    def test_an_absent_member_has_none(self):
        assert [one["reason"] for one in told("abc", votes(c="+"), here="ab")["refused"]] == ["not_acting"]

    def test_a_vote_stays_when_its_person_leaves(self):
        here = [*stays("bc"), stay("a", "09:00", "10:16")]
        assert told("abc", votes(a="+"), here=here)["votes"] == {"in_favour": 1}

    def test_a_ballot_closed_as_it_opens_takes_no_vote(self):
        story = told("abc", votes("10:00", a="+"), closed="10:00")
        assert (story["result"], story["votes"], story["final"]) == ("rejected", {}, True)


class TestResult:
    def test_before_the_opening_there_is_none(self):
        story = told("abc", votes(a="+"), asked="09:59")
        assert (story["result"], story["final"], story["settled"]) == ("waiting", False, False)

    def test_while_open_it_is_as_if_closed_now(self):
        story = told("abc", votes("10:05", a="+") + votes("10:20", b="-", c="-"), asked="10:10")
        assert (story["result"], story["final"], story["settled"]) == ("adopted", False, False)

    def test_a_vote_of_the_very_moment_asked_is_not_there_yet(self):
        story = told("abc", votes("10:10", a="+"), asked="10:10")
        assert (story["votes"], story["refused"]) == ({}, [])

    def test_at_the_very_instant_of_the_closing_it_is_final(self):
        assert told("abc", asked="10:29")["final"] is False
        assert told("abc", asked="10:30")["final"] is told("abc", asked="10:30")["settled"] is True

    def test_later_nothing_changes_any_more(self):
        here = [stay(person, "09:00", "10:45") for person in "abc"]
        closed, later = (told("abc", votes(a="+"), here=here, asked=clock) for clock in ("10:30", "15:00"))
        assert closed | {"at": ""} == later | {"at": ""}

    def test_a_forbidden_secret_ballot_is_named_first(self):
        out = [recused("a")]
        assert result("a", here="", recusals=out, mode="secret", rules={"secret_ballot": False}) == "not_allowed"
        assert result("a", here="", recusals=out, mode="secret") == "nobody_entitled"

    def test_nobody_entitled_before_no_quorum(self):
        assert result([{"id": "1", "mandates": []}], here="") == "nobody_entitled"
        assert result("a", here="") == "no_quorum"

    def test_no_quorum_before_lost_quorum(self):
        assert told("abc", here="a", rules=quorum(holds="throughout"))["quorum"]["lost_at"] is None


class TestSettled:
    def test_when_the_rest_cannot_turn_it(self):
        cast = votes("10:05", a="+", b="+", c="+")
        assert told("abcde", cast, asked="10:10")["settled"] is True
        assert told("abcdef", cast, asked="10:10")["settled"] is False  # three against would be a tie

    def test_when_it_can_no_longer_be_adopted(self):
        assert told("abcde", votes("10:05", a="-", b="-", c="-"), asked="10:10")["settled"] is True

    def test_those_who_are_not_there_are_not_waited_for(self):
        assert told("abcde", votes("10:05", a="+", b="+", c="-"), here="abc", asked="10:10")["settled"] is True

    def test_a_chair_who_has_voted_may_settle_it(self):
        cast = votes("10:05", a="+", b="+")
        assert told("abcd", cast, rules=CASTING, chair="a", asked="10:10")["settled"] is True
        assert told("abcd", cast, rules=CASTING, chair="c", asked="10:10")["settled"] is False

    def test_a_chair_who_has_not_voted_may_still_turn_it(self):
        cast = votes("10:05", a="-", b="-")
        assert told("abcd", cast, rules=CASTING, chair="c", asked="10:10")["settled"] is False
        assert told("abcd", cast, rules=CASTING, chair="a", asked="10:10")["settled"] is True
        assert told("abcd", cast, chair="c", asked="10:10")["settled"] is True

    def test_without_a_quorum_no_vote_helps(self):
        assert told("abc", here="a", asked="10:10")["settled"] is True

    def test_never_early_in_an_election_nor_by_hands(self):
        assert (
            told("abc", votes("10:05", a="P", b="P", c="P"), candidates=["P", "Q"], asked="10:10")["settled"] is False
        )
        assert told("abc", hands={"in_favour": 3}, asked="10:10")["settled"] is False


class TestClockChange:
    """In the night of 25 October 2026 the clocks in Poland show every reading between two and three twice."""

    FIRST, SECOND = "2026-10-25T02:{}:00+02:00", "2026-10-25T02:{}:00+01:00"

    def night(self, *words, **more):
        """From 2:50, ten minutes before the clocks go back, to 2:10, ten minutes after."""
        return told(*words, here=stays_of_the_night("ab"), opened=self.FIRST.format(50),
                    closed=self.SECOND.format(10), **more)  # fmt: skip

    @pytest.mark.parametrize(
        ("moment", "counts"),
        [(FIRST.format(49), 0), (FIRST.format(50), 1), (FIRST.format(59), 1), (SECOND.format("00"), 1),
         (SECOND.format("09"), 1), (SECOND.format(10), 0), (FIRST.format("05"), 0), (SECOND.format(55), 0),
         ("2026-10-25T01:05:00+00:00", 1), ("2026-10-24T20:55:00-04:00", 1)],
    )  # fmt: skip
    def test_votes_count_by_instant(self, moment, counts):
        assert self.night(night("ab"), votes(moment, a="+"))["counts"]["cast"] == counts

    def test_the_last_vote_is_the_last_in_time_not_on_the_clock(self):
        cast = votes(self.SECOND.format("05"), a="-") + votes(self.FIRST.format(55), a="+")
        assert self.night(night("ab"), cast)["votes"] == {"against": 1}

    def test_an_hour_of_absence_that_no_clock_shows(self):
        here = [stay("a", "2026-10-24T20:00:00+02:00"), stay("b", "2026-10-24T20:00:00+02:00", self.FIRST.format(55)),
                stay("b", self.SECOND.format("05"))]  # fmt: skip
        story = told(night("ab"), here=here, opened=self.FIRST.format(50), closed=self.SECOND.format(10),
                     rules=quorum(holds="throughout"))  # fmt: skip
        assert story["result"] == "quorum_lost"

    def test_in_spring_an_hour_is_missing(self):
        before, after = "2026-03-29T01:59:00+01:00", "2026-03-29T03:01:00+02:00"  # two minutes apart
        here = [stay(person, "2026-03-28T20:00:00+01:00") for person in "ab"]
        story = told([{"id": one, "mandates": [mandate(one, start="2026-01-01T00:00:00+01:00")]} for one in "ab"],
                     votes("2026-03-29T01:00:30+00:00", a="+"), here=here, opened=before, closed=after)  # fmt: skip
        assert story["votes"] == {"in_favour": 1}


def stays_of_the_night(people):
    return [stay(person, "2026-10-24T20:00:00+02:00") for person in people]


def night(people):
    return [{"id": one, "mandates": [mandate(one, start="2026-01-01T00:00:00+01:00")]} for one in people]


def test_the_example_of_the_reference_page():
    text = PAGE.read_text("utf-8").partition("```json\n")[2].partition("```")[0]
    found = comparing.engine(json.loads(text))
    assert found["result"] == "no_quorum"
    assert not comparing.differences(found, reference.verdict(json.loads(text)))
