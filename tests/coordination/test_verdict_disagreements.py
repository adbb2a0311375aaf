"""Corners of the definitions that were once read in two ways: the smallest case of each, as it is settled."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from koordynata.coordination.verdict import Ballot, Council, Mandate, Procedure, Seat, Span, Stay, Vote, verdict_at
from koordynata.coordination.verdict.case_reading import read_case
from koordynata.foundation.strict_files import FileRefused

from .comparing import engine
from .stories import CASTING, case, majority, mandate, quorum, recused, seat, stay, votes


def told(*words, **more):
    return engine(case(*words, **more))


def refused(story):
    with pytest.raises(FileRefused):
        read_case(json.dumps(story).encode())


# The engine does otherwise than the definitions say


@pytest.mark.parametrize("holds", ["closing", "throughout"])
def test_nobody_entitled_at_the_closing_is_no_quorum(holds):
    story = told("a", votes(a="+"), recusals=[recused("a", "10:20")], rules=quorum(holds=holds))
    assert story["result"] == "quorum_lost"


def test_nobody_entitled_at_the_closing_of_a_written_procedure():
    story = told("a", votes(a="+"), recusals=[recused("a", "10:20")], mode="written")
    assert story["result"] == "no_quorum"


def test_an_empty_base_adopts_nothing():
    rules = quorum(holds="opening") | majority("absolute", "entitled") | {"quorum": {"holds": "opening"}}
    story = told("a", votes(a="+"), recusals=[recused("a", "10:20")], rules=rules)
    assert (story["base"], story["result"]) == (0, "rejected")


def test_an_empty_base_elects_nobody():
    rules = majority("absolute", "entitled") | quorum(holds="opening")
    story = told("a", votes(a="P"), recusals=[recused("a", "10:20")], rules=rules, candidates=["P"])
    assert (story["base"], story["result"]) == (0, "undecided")


def test_a_quorum_that_never_was_cannot_be_lost():
    story = told("a", here=[stay("a", "09:00", "10:10")], recusals=[recused("a")])
    assert (story["result"], story["quorum"]["lost_at"]) == ("nobody_entitled", None)


def test_no_casting_vote_in_a_written_procedure():
    story = told("ab", votes(a="+", b="-"), rules=CASTING, chair="a", mode="written")
    assert story["result"] == "tie"


def test_no_share_elects_while_more_want_none():
    story = told("abc", votes(a="P", b="none", c="none"), rules=majority("qualified", share="1/3"), candidates=["P"])
    assert story["elected"] is None


def test_without_a_quorum_nobody_is_named_elected():
    story = told("ab", votes(a="P"), here="a", candidates=["P"])
    assert (story["result"], story["elected"]) == ("no_quorum", None)


def test_without_a_quorum_there_is_no_next_round():
    assert told("ab", here="a", candidates=["P"])["next_round"] == []


def test_moments_of_a_zone_are_instants_too():
    warsaw = ZoneInfo("Europe/Warsaw")
    opened, voted, closed = (datetime(2026, 10, 25, 2, minute, tzinfo=warsaw, fold=fold)
                             for minute, fold in ((50, 0), (5, 1), (10, 1)))  # fmt: skip
    always = Span(datetime(2026, 1, 1, tzinfo=warsaw))
    council = Council((Seat("1", "", (Mandate("a", always),)),), (Stay("a", always),))
    ballot = Ballot(opened, closed, votes=(Vote("a", "in_favour", voted),))
    assert verdict_at(council, Procedure(), ballot, closed).tally.cast == 1


@pytest.mark.parametrize("moment", [1764234600, "1764234600"])
def test_a_number_is_no_moment(moment):
    story = case("a")
    story["ballot"]["opened"] = moment
    refused(story)


def test_hands_for_none_in_a_motion_are_refused():
    refused(case("abc", hands={"in_favour": 1, "none": 2}))


def test_hands_in_favour_in_an_election_are_refused():
    refused(case("abc", hands={"in_favour": 1}, candidates=["P"]))


# The definitions are silent, or may be read in two ways


def test_two_mandates_at_once_are_refused():
    refused(case([{"id": "1", "mandates": [mandate("a"), mandate("b")]}]))


def test_one_person_casts_one_vote_in_a_ballot():
    here = [stay("x"), stay("a", "10:12"), stay("b", "09:00", "10:12")]
    cast = votes("10:10", x="+") + votes("10:20", x="+")
    assert told([seat("a", "x"), seat("b", "x")], cast, here=here)["counts"]["cast"] == 1


def test_the_order_of_other_votes_does_not_matter_to_the_casting_vote():
    """u stands in for a, then for b; a and b had voted themselves, at the same moment."""
    here = [stay("a", "09:00", "10:06"), stay("b", "09:00", "10:12"), stay("a", "10:12"), stay("u")]
    first, later = votes("10:05", a="+", b="+"), votes("10:10", u="+") + votes("10:20", u="-")
    body = [seat("a", "u"), seat("b", "u")]
    one, other = (told(body, [*start, *later], here=here, rules=CASTING, chair="u")["result"]
                  for start in (first, first[::-1]))  # fmt: skip
    assert one == other


def test_a_late_vote_is_listed_as_refused():
    assert [one["reason"] for one in told("a", votes("10:31", a="+"))["refused"]] == ["not_open"]


def test_no_quorum_is_not_told_as_reached():
    story = told("abc", here=[stay("a"), stay("b", "10:10")])
    assert (story["result"], story["quorum"]["reached"]) == ("no_quorum", False)


def test_adopted_is_told_with_the_quorum_it_had():
    story = told("a", votes(a="+"), here=[stay("a", "09:00", "10:20")], rules=quorum(holds="opening"))
    assert (story["result"], story["quorum"]["reached"]) == ("adopted", True)


def test_the_rule_says_whether_the_share_must_be_passed():
    strict, mild = (
        told("a", rules=majority("qualified", share="2/3", more_than=more))["rule"] for more in (True, False)
    )
    assert strict != mild


def test_the_rule_says_whether_abstentions_count():
    with_them, without = (
        told("a", rules=majority("absolute", abstentions_count=count))["rule"] for count in (True, False)
    )
    assert with_them != without


def test_a_share_is_printed_as_it_is_written():
    assert told("a", rules=majority("qualified", share="1/1"))["rule"]["share"] == "1/1"


def test_a_simple_election_needs_no_fixed_number():
    assert told("abc", votes(a="P", b="P", c="Q"), candidates=["P", "Q"])["needed"] is None


def test_a_round_of_one_is_no_round():
    assert told("a", votes(a="none"), candidates=["P"])["next_round"] == []


def test_more_than_all_is_refused():
    refused(case("a", rules=majority("qualified", "seats", share="1/1", more_than=True)))


def test_no_candidate_is_called_abstained():
    refused(case("a", candidates=["abstained"]))


def test_present_in_a_written_procedure_are_those_who_voted():
    assert told("abc", votes(a="+"), here="", mode="written")["counts"]["present"] == 1
