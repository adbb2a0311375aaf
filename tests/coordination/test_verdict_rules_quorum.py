"""The definitions of docs/explanation/verdict.md case by case: the quorum, at a meeting and in a written procedure."""

import pytest

from .stories import at, majority, mandate, quorum, recused, result, seat, seats, span, stay, told, votes


class TestQuorum:
    @pytest.mark.parametrize(
        ("of", "needed"),
        [({"share": "1/2"}, 3), ({"share": "1/2", "more_than": False}, 2), ({"share": "2/3"}, 3),
         ({"share": "2/3", "more_than": False}, 3), ({"share": "1/3", "more_than": False}, 2), ({"number": 2}, 2),
         ({"share": "1/1", "more_than": False}, 4), ({"number": 9}, 9)],
    )  # fmt: skip
    def test_of_four_seats(self, of, needed):
        assert told("abcd", rules=quorum(**of))["quorum"]["needed"] == needed

    def test_of_the_filled_seats(self):
        body = [*seats("abc"), {"id": "4", "mandates": []}, {"id": "5", "mandates": []}]
        assert told(body, rules=quorum(of="filled"))["quorum"]["needed"] == 2
        assert told(body, rules=quorum(of="seats"))["quorum"]["needed"] == 3

    def test_an_odd_body_needs_the_greater_half(self):
        assert result("abcde", here="abc") == "rejected"  # there is a quorum, and no vote
        assert result("abcde", here="ab") == "no_quorum"

    def test_without_seats_there_is_none(self):
        story = told([], here="")
        assert (story["result"], story["quorum"]["needed"]) == ("nobody_entitled", 1)

    def test_one_seat_is_a_body(self):
        assert result("a", votes(a="+")) == "adopted"


class TestQuorumHolds:
    """Three seats, two needed. b leaves in the middle and may come back."""

    HERE = [stay("a"), stay("b", "09:00", "10:10")]
    BACK = [stay("a"), stay("b", "09:00", "10:10"), stay("b", "10:20")]
    CAST = votes("10:05", a="+", b="+")

    @pytest.mark.parametrize(
        ("holds", "gone", "back"),
        [("opening", "adopted", "adopted"), ("closing", "quorum_lost", "adopted"),
         ("throughout", "quorum_lost", "quorum_lost")],
    )  # fmt: skip
    def test_lost_in_the_middle(self, holds, gone, back):
        assert result("abc", self.CAST, here=self.HERE, rules=quorum(holds=holds)) == gone
        assert result("abc", self.CAST, here=self.BACK, rules=quorum(holds=holds)) == back

    @pytest.mark.parametrize(("holds", "lost_at"), [("closing", "10:30"), ("throughout", "10:10")])
    def test_when_it_was_lost(self, holds, lost_at):
        assert told("abc", here=self.HERE, rules=quorum(holds=holds))["quorum"]["lost_at"] == at(lost_at)

    def test_a_quorum_that_comes_after_the_opening_comes_too_late(self):
        assert result("abc", here=[stay("a"), stay("b", "10:01")]) == "no_quorum"

    def test_leaving_at_the_instant_of_the_closing_is_too_early(self):
        assert result("abc", self.CAST, here=[stay("a"), stay("b", "09:00", "10:30")]) == "quorum_lost"

    def test_one_who_leaves_as_another_comes_leaves_no_gap(self):
        here = [stay("a"), stay("b", "09:00", "10:10"), stay("c", "10:10")]
        assert result("abc", self.CAST, here=here, rules=quorum(holds="throughout")) == "adopted"

    def test_a_substitute_saves_it(self):
        body = [seat("a"), seat("b", "x"), seat("c")]
        assert result(body, self.CAST, here=[*self.HERE, stay("x")], rules=quorum(holds="throughout")) == "adopted"

    def test_a_recusal_in_the_middle_may_lose_it(self):
        rules = quorum(holds="throughout") | {"recused_count": False}
        story = told("abc", here="ab", recusals=[recused("b", "10:10")], rules=rules)
        assert (story["result"], story["quorum"]["lost_at"]) == ("quorum_lost", at("10:10"))

    def test_a_mandate_that_ends_may_change_what_is_needed(self):
        body = [*seats("ab"), *({"id": one, "mandates": [mandate(one, end="10:10")]} for one in "cd")]
        assert result(body, here="abcd", rules=quorum(holds="throughout")) == "quorum_lost"
        assert result(body, here="abcd", rules=quorum(of="filled", holds="throughout")) == "rejected"


class TestWritten:
    def test_nobody_needs_to_come(self):
        assert result("abc", votes(a="+", b="+"), here="", mode="written") == "adopted"

    @pytest.mark.parametrize(("cast", "expected"), [("ab", "no_quorum"), ("abc", "adopted")])
    def test_as_many_must_vote_as_a_quorum_has(self, cast, expected):
        story = told("abcde", votes(**dict.fromkeys(cast, "+")), here="", mode="written")
        assert (story["result"], story["quorum"]["have"]) == (expected, len(cast))

    def test_abstentions_are_votes_too(self):
        assert result("abc", votes(a="+", b="0"), here="", mode="written") == "adopted"

    def test_the_quorum_is_asked_once(self):
        rules = quorum(holds="throughout")
        assert result("abc", votes("10:29", a="+", b="+"), here="", mode="written", rules=rules) == "adopted"

    def test_the_substitute_of_one_reported_away(self):
        body, away = [seat("a", "x", "y"), seat("b")], [{"person": "a", **span()}, {"person": "x", **span()}]
        assert told(body, votes(a="-", x="-", y="+"), here="", away=away, mode="written")["votes"] == {"in_favour": 1}

    def test_only_while_away(self):
        away = [{"person": "a", **span("10:05", "10:10")}]
        cast = votes("10:06", a="-", x="-") + votes("10:12", a="+", x="-")
        assert told([seat("a", "x")], cast, here="", away=away, mode="written")["votes"] == {"in_favour": 1}

    def test_present_are_those_who_voted(self):
        story = told(
            "abcde", votes(a="+", b="+", c="-"), here="", mode="written", rules=majority("absolute", "present")
        )
        assert (story["base"], story["result"]) == (3, "adopted")

    def test_may_be_forbidden(self):
        rules = {"written_procedure": False}
        assert result("abc", votes(a="+", b="+"), here="", mode="written", rules=rules) == "not_allowed"

    def test_is_not_settled_while_the_quorum_can_still_come(self):
        story = told("abc", votes("10:05", a="+"), here="", mode="written", asked="10:10")
        assert (story["result"], story["settled"]) == ("no_quorum", False)
