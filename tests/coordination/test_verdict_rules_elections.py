"""The definitions of docs/explanation/verdict.md case by case: hands and elections."""

import pytest

from . import comparing
from .stories import ANY_QUORUM, CASTING, case, majority, seat, stays, told, votes


class TestHands:
    def test_are_sums(self):
        story = told("abcd", hands={"in_favour": 2, "against": 1, "abstained": 1})
        assert (story["result"], story["counts"]["cast"]) == ("adopted", 4)

    def test_of_those_present(self):
        story = told("abcd", here="abc", hands={"in_favour": 2}, rules=majority("absolute", "present"))
        assert (story["base"], story["result"]) == (3, "adopted")


class TestElection:
    def told(self, choices, candidates="PQR", rules=ANY_QUORUM):
        body = "abcdefghij"[: len(choices)]
        cast = votes(
            **{person: "none" if choice == "-" else choice for person, choice in zip(body, choices, strict=True)}
        )
        return told(body, cast, candidates=[*candidates], rules=rules)

    def elected(self, *words, **more):
        return self.told(*words, **more)["elected"]

    def test_simple_more_than_every_other_and_than_none(self):
        assert self.elected("PPQR-") == "P"
        assert self.elected("PPQR--") is None

    def test_absolute_more_than_half(self):
        assert self.elected("PPPQR", rules=majority("absolute")) == "P"
        assert self.elected("PPQR", rules=majority("absolute")) is None

    def test_none_belongs_to_the_votes_cast(self):
        assert self.elected("PP-", rules=majority("absolute", abstentions_count=False)) == "P"
        assert self.elected("PP--", rules=majority("absolute", abstentions_count=False)) is None

    def test_qualified_the_share(self):
        assert self.elected("PPQ", rules=majority("qualified", share="2/3")) == "P"
        assert self.elected("PPQ", rules=majority("qualified", share="2/3", more_than=True)) is None

    @pytest.mark.parametrize(
        ("choices", "round_of"),
        [
            ("PPQQR", "PQ"),
            ("PQR", "PQR"),
            ("PPPQQRR-------", "PQR"),
            ("PPPQQR----", "PQ"),
            ("PP---", "PQR"),
            ("", "PQR"),
        ],
    )
    def test_another_round_of_the_two_at_the_top_or_more_when_equal(self, choices, round_of):
        body = [seat(f"m{number}") for number in range(max(len(choices), 1))]
        cast = votes(**{f"m{n}": {"-": "none"}.get(choice, choice) for n, choice in enumerate(choices)})
        here = stays([one["id"] for one in body])
        story = told(body, cast, here=here, candidates=["P", "Q", "R"], rules=ANY_QUORUM)
        assert (story["result"], sorted(story["next_round"])) == ("undecided", [*round_of])

    def test_a_run_off(self):
        first = self.told("PPQQRR-")
        assert (first["result"], first["next_round"]) == ("undecided", ["P", "Q", "R"])
        second = self.told("PPPQQR-", rules=majority("absolute"))
        assert (second["result"], second["next_round"]) == ("undecided", ["P", "Q"])
        last = self.told("PPPPQQ-", candidates=second["next_round"], rules=majority("absolute"))
        assert (last["result"], last["elected"], last["next_round"]) == ("elected", "P", [])

    def test_no_casting_vote(self):
        story = told("ab", votes(a="P", b="Q"), candidates=["P", "Q"], rules=CASTING, chair="a")
        assert story["result"] == "undecided"

    def test_a_choice_of_a_motion_is_none_here(self):
        story = told("ab", votes(a="+", b="P"), candidates=["P"])
        assert [one["reason"] for one in story["refused"]] == ["unknown_choice"]

    def test_by_hands(self):
        story = told("abcd", hands={"P": 2, "Q": 1, "none": 1}, candidates=["P", "Q"])
        assert story["elected"] == "P"

    def test_without_a_quorum_nobody_is(self):
        story = case("abc", votes(a="P"), here="a", candidates=["P"])
        assert comparing.engine(story)["result"] == "no_quorum"
