"""The definitions of docs/explanation/verdict.md case by case: majorities and ties."""

import pytest

from .stories import CASTING, SIMPLE, majority, recused, result, seat, seats, stay, stays, told, votes


class TestSimple:
    @pytest.mark.parametrize(
        ("cast", "expected", "needed"),
        [({"a": "+"}, "adopted", 1), ({"a": "+", "b": "+", "c": "-"}, "adopted", 2), ({"a": "+", "b": "-"}, "tie", 2),
         ({"a": "+", "b": "0", "c": "0"}, "adopted", 1), ({"a": "-"}, "rejected", 2), ({"a": "0"}, "rejected", 1),
         ({"a": "0", "b": "0", "c": "0"}, "rejected", 1), ({}, "rejected", 1)],
    )  # fmt: skip
    def test_more_in_favour_than_against(self, cast, expected, needed):
        story = told("abc", votes(**cast), rules=SIMPLE)
        assert (story["result"], story["needed"], story["base"]) == (expected, needed, None)
        assert story["positive"] is (expected == "adopted")


class TestAbsolute:
    """Five seats: one vacant, one absent, one recused, two who vote; and the votes that adopt."""

    BODY = [*seats("abcd"), {"id": "5", "mandates": []}]

    @pytest.mark.parametrize(
        ("of", "base", "needed"), [("cast", 2, 2), ("present", 3, 2), ("entitled", 3, 2), ("seats", 5, 3)]
    )
    def test_more_than_half_of_each_base(self, of, base, needed):
        story = told(
            self.BODY, votes(a="+", b="0"), here="abc", recusals=[recused("d")], rules=majority("absolute", of)
        )
        assert (story["base"], story["needed"]) == (base, needed)

    def test_half_is_not_enough(self):
        assert result("abcd", votes(a="+", b="+", c="-", d="0"), rules=majority("absolute")) == "rejected"
        assert result("abcd", votes(a="+", b="+", c="+", d="-"), rules=majority("absolute")) == "adopted"

    def test_as_many_in_favour_as_against_is_no_tie(self):
        rules = majority("absolute") | CASTING
        assert result("ab", votes(a="+", b="-"), rules=rules, chair="a") == "rejected"

    def test_abstentions_may_be_left_out(self):
        cast = votes(a="+", b="0", c="0")
        assert result("abc", cast, rules=majority("absolute")) == "rejected"
        assert result("abc", cast, rules=majority("absolute", abstentions_count=False)) == "adopted"

    def test_when_all_abstain_and_do_not_count_the_base_is_empty(self):
        story = told("abc", votes(a="0", b="0"), rules=majority("absolute", abstentions_count=False))
        assert (story["base"], story["result"]) == (0, "rejected")

    def test_who_voted_and_left_still_belongs_to_those_present(self):
        here = [*stays("ab"), stay("c", "09:00", "10:16")]
        assert told("abcd", votes(c="+"), here=here, rules=majority("absolute", "present"))["base"] == 3

    def test_who_came_late_and_said_nothing_as_well(self):
        here = [stay("a"), stay("b", "10:29")]
        assert told("abc", votes(a="+"), here=here, rules=majority("absolute", "present"))["base"] == 2

    def test_the_share_of_the_file_plays_no_part(self):
        assert told("abcd", rules=majority("absolute", "seats", share="1/3"))["needed"] == 3


class TestQualified:
    @pytest.mark.parametrize(
        ("share", "more_than", "seats", "needed"),
        [("2/3", False, 6, 4), ("2/3", True, 6, 5), ("2/3", False, 7, 5), ("2/3", True, 7, 5), ("3/5", False, 5, 3),
         ("3/5", True, 5, 4), ("3/5", False, 6, 4), ("3/5", True, 6, 4), ("1/1", False, 3, 3), ("1/3", False, 3, 1)],
    )  # fmt: skip
    def test_at_least_or_more_than_a_share(self, share, more_than, seats, needed):
        body = "abcdefg"[:seats]
        rules = majority("qualified", "seats", share=share, more_than=more_than)
        for in_favour in range(seats + 1):
            story = told(body, votes(**dict.fromkeys(body[:in_favour], "+")), rules=rules)
            assert story["needed"] == needed
            assert story["result"] == ("adopted" if in_favour >= needed else "rejected")

    def test_thirds_are_exact(self):
        body = [seat(f"m{number}") for number in range(99)]
        here = [stay(f"m{number}") for number in range(99)]
        rules = majority("qualified", "seats", share="2/3")
        for number, expected in ((65, "rejected"), (66, "adopted")):
            assert result(body, votes(**{f"m{n}": "+" for n in range(number)}), here=here, rules=rules) == expected
        strict = majority("qualified", "seats", share="2/3", more_than=True)
        assert result(body, votes(**{f"m{n}": "+" for n in range(66)}), here=here, rules=strict) == "rejected"

    def test_as_many_in_favour_as_against_may_be_enough_and_is_no_tie(self):
        rules = majority("qualified", share="1/2")
        assert result("ab", votes(a="+", b="-"), rules=rules) == "adopted"


class TestTie:
    def test_is_not_adopted(self):
        story = told("abcd", votes(a="+", b="-"))
        assert (story["result"], story["positive"]) == ("tie", False)

    @pytest.mark.parametrize(("sign", "expected"), [("+", "tie_adopted"), ("-", "tie_rejected")])
    def test_the_chair_decides_where_the_rules_say_so(self, sign, expected):
        other = {"+": "-", "-": "+"}[sign]
        story = told("abcd", votes(a=sign, b=other), rules=CASTING, chair="a")
        assert (story["result"], story["positive"]) == (expected, expected == "tie_adopted")

    def test_a_chair_who_abstained_decides_nothing(self):
        assert result("abc", votes(a="0", b="+", c="-"), rules=CASTING, chair="a") == "tie"

    def test_nor_one_who_has_no_vote(self):
        assert result("abc", votes(b="+", c="-", guest="+"), here="abc", rules=CASTING, chair="guest") == "tie"

    def test_nor_where_the_rules_are_silent(self):
        assert result("ab", votes(a="+", b="-"), chair="a") == "tie"

    def test_nor_in_a_secret_ballot(self):
        assert result("ab", votes(a="+", b="-"), rules=CASTING, chair="a", mode="secret") == "tie"

    def test_nor_where_hands_were_counted(self):
        assert result("ab", rules=CASTING, chair="a", hands={"in_favour": 1, "against": 1}) == "tie"

    def test_the_vote_that_counts_is_the_last(self):
        cast = votes("10:10", a="-") + votes("10:15", a="+", b="-")
        assert result("ab", cast, rules=CASTING, chair="a") == "tie_adopted"

    def test_a_chair_whose_seat_was_taken_over_decides_nothing(self):
        here = [stay("a", "09:00", "10:12"), *stays("bx")]
        cast = votes("10:10", a="+") + votes("10:15", x="+", b="-")
        assert result([seat("a", "x"), seat("b")], cast, here=here, rules=CASTING, chair="a") == "tie"

    def test_a_substitute_may_preside(self):
        cast = votes(x="+", b="-")
        assert result([seat("a", "x"), seat("b")], cast, here="xb", rules=CASTING, chair="x") == "tie_adopted"

    def test_nobody_for_and_nobody_against_is_no_tie(self):
        assert result("abc", votes(a="0", b="0"), rules=CASTING, chair="a") == "rejected"
