"""The definitions of docs/explanation/verdict.md case by case: who acts for a seat."""

from .stories import ANY_QUORUM, at, mandate, recused, seat, seats, stay, told, votes


class TestWhoActs:
    def acts(self, *words, **more):
        """(able, cast) with one vote of each named person."""
        story = told(*words, **more)
        return story["counts"]["able"], story["counts"]["cast"]

    def test_the_member_when_present_and_the_substitute_stays_silent(self):
        story = told([seat("a", "x")], votes(a="+", x="-"), here="ax")
        assert story["votes"] == {"in_favour": 1}
        assert story["refused"] == [{"person": "x", "at": at("10:15"), "reason": "not_acting"}]

    def test_the_first_substitute_who_is_there(self):
        story = told([seat("a", "x", "y", "z")], votes(x="-", y="+", z="-"), here="yz")
        assert story["votes"] == {"in_favour": 1}

    def test_no_substitute_where_the_rules_allow_none(self):
        assert self.acts([seat("a", "x")], votes(x="+"), here="x", rules={"substitutes": False}) == (0, 0)

    def test_nobody_for_a_vacant_seat(self):
        story = told([seat("a"), {"id": "empty", "mandates": []}], here="a")
        assert (story["counts"]["seats"], story["counts"]["filled"], story["counts"]["entitled"]) == (2, 1, 1)

    def test_nobody_for_a_suspended_mandate_not_even_its_substitute(self):
        suspended = [{"id": "1", "mandates": [mandate("a", "x", suspended=[("10:00", "11:00")])]}, seat("b")]
        assert self.acts(suspended, votes(a="+", x="+"), here="axb") == (1, 0)

    def test_a_suspension_ends_at_its_last_instant(self):
        suspended = [{"id": "1", "mandates": [mandate("a", suspended=[("09:00", "10:15")])]}, seat("b")]
        assert told(suspended, votes("10:14", a="+"))["votes"] == {}
        assert told(suspended, votes("10:15", a="+"))["votes"] == {"in_favour": 1}

    def test_an_advisory_seat_is_neither_counted_nor_asked(self):
        story = told([seat("a"), seat("b", voting=False)], votes(a="+", b="-"))
        assert (story["counts"]["seats"], story["votes"]) == (1, {"in_favour": 1})
        assert [one["reason"] for one in story["refused"]] == ["not_acting"]

    def test_whoever_has_an_advisory_seat_may_stand_in(self):
        assert self.acts([seat("a", "b"), seat("b", voting=False)], votes(b="+"), here="b") == (1, 1)

    def test_a_member_and_substitute_at_once_has_one_vote(self):
        story = told([seat("a", "b"), seat("b")], votes(b="+"), here="b", rules=ANY_QUORUM)
        assert (story["counts"]["present"], story["votes"]) == (1, {"in_favour": 1})

    def test_even_a_suspended_member_is_no_substitute(self):
        body = [seat("a", "b", "x"), {"id": "b", "mandates": [mandate("b", suspended=[("09:00", None)])]}]
        assert told(body, votes(b="-", x="+"), here="bx", rules=ANY_QUORUM)["votes"] == {"in_favour": 1}

    def test_a_substitute_of_two_seats_acts_for_the_first(self):
        assert self.acts([seat("a", "x"), seat("b", "x")], votes(x="+"), here="x") == (1, 1)

    def test_and_the_next_substitute_for_the_second(self):
        assert self.acts([seat("a", "x"), seat("b", "x", "y")], votes(x="+", y="+"), here="xy") == (2, 2)

    def test_remote_presence_counts_where_the_rules_allow_it(self):
        here = [stay("a"), stay("b", remote=True)]
        assert self.acts("ab", votes(b="+"), here=here) == (2, 1)
        assert self.acts("ab", votes(b="+"), here=here, rules={"remote_presence": False}) == (1, 0)

    def test_a_stay_holds_from_its_first_instant_to_before_its_last(self):
        here = [stay("a", "10:15", "10:20")]
        counted = [told("a", votes(clock, a="+"), here=here)["counts"]["cast"] for clock in
                   ("10:14", "10:15", "10:19", "10:20")]  # fmt: skip
        assert counted == [0, 1, 1, 0]

    def test_a_person_of_two_seats_acts_for_the_first(self):
        assert self.acts([seat("a", id="1"), seat("a", id="2")], votes(a="+")) == (1, 1)


class TestReplacedMember:
    """Seat 1 passes from a to b."""

    def body(self, clock):
        return [{"id": "1", "mandates": [mandate("a", end=clock), mandate("b", start=clock)]}, *seats("cd")]

    def test_between_two_ballots(self):
        body = self.body("12:00")
        before = told(body, votes(a="+", b="-"))
        after = told(body, votes("13:15", a="+", b="-"), opened="13:00", closed="13:30")
        assert before["votes"] == {"in_favour": 1} and after["votes"] == {"against": 1}
        assert before["counts"]["filled"] == after["counts"]["filled"] == 3

    def test_within_a_ballot_the_vote_of_the_first_stays(self):
        assert told(self.body("10:20"), votes("10:15", a="+"))["votes"] == {"in_favour": 1}

    def test_until_the_second_votes_for_the_same_seat(self):
        cast = votes("10:15", a="+") + votes("10:25", b="-")
        assert told(self.body("10:20"), cast)["votes"] == {"against": 1}

    def test_at_the_very_instant_the_seat_is_the_second_ones(self):
        story = told(self.body("10:20"), votes("10:20", a="+", b="-"))
        assert story["votes"] == {"against": 1} and story["refused"][0]["person"] == "a"

    def test_in_a_gap_the_seat_is_vacant(self):
        body = [{"id": "1", "mandates": [mandate("a", end="10:10"), mandate("b", start="10:20")]}, *seats("cd")]
        story = told(body, votes(a="+", b="+"), asked="10:16")
        assert (story["counts"]["filled"], story["counts"]["cast"]) == (2, 0)


class TestRecused:
    def test_a_recused_members_seat_is_not_entitled_but_present(self):
        story = told("abc", votes(a="+", b="+"), recusals=[recused("a")])
        assert story["counts"] == {"seats": 3, "filled": 3, "present": 3, "entitled": 2, "able": 2, "cast": 1}
        assert [one["reason"] for one in story["refused"]] == ["recused"]

    def test_present_but_recused_keep_the_quorum_where_the_rules_say_so(self):
        out = [recused("a"), recused("b")]
        assert told("abc", recusals=out)["quorum"]["have"] == 3
        without = told("abc", recusals=out, rules={"recused_count": False})
        assert (without["quorum"]["have"], without["result"]) == (1, "no_quorum")

    def test_no_substitute_steps_in_unless_the_rules_say_so(self):
        body, out = [seat("a", "x"), seat("b")], [recused("a")]
        assert told(body, votes(x="+"), here="axb", recusals=out)["votes"] == {}
        stepped = told(body, votes(x="+"), here="axb", recusals=out, rules={"substitutes_for_recused": True})
        assert (stepped["votes"], stepped["counts"]["entitled"]) == ({"in_favour": 1}, 2)

    def test_not_even_for_an_absent_recused_member(self):
        story = told([seat("a", "x"), seat("b")], votes(x="+"), here="xb", recusals=[recused("a")])
        assert (story["counts"]["present"], story["counts"]["entitled"]) == (1, 1)

    def test_where_no_substitute_can_a_present_recused_member_counts_as_present(self):
        rules = {"substitutes_for_recused": True}
        story = told([seat("a", "x"), seat("b")], here="ab", recusals=[recused("a")], rules=rules)
        assert (story["counts"]["present"], story["counts"]["able"], story["counts"]["entitled"]) == (2, 1, 1)

    def test_a_recused_substitute_is_passed_over_for_the_next(self):
        story = told([seat("a", "x", "y")], votes(x="-", y="+"), here="xy", recusals=[recused("x")])
        assert story["votes"] == {"in_favour": 1} and story["counts"]["entitled"] == 1

    def test_a_seat_whose_only_substitute_is_recused_stays_entitled(self):
        story = told([seat("a", "x"), seat("b")], here="xb", recusals=[recused("x")])
        assert (story["counts"]["present"], story["counts"]["entitled"]) == (1, 2)

    def test_from_the_very_instant(self):
        out = [recused("a", "10:15")]
        assert told("abc", votes("10:14", a="+"), recusals=out)["votes"] == {"in_favour": 1}  # and it stays
        assert told("abc", votes("10:15", a="+"), recusals=out)["votes"] == {}

    def test_everybody_recused_is_nobody_entitled(self):
        story = told("ab", votes(a="+"), recusals=[recused("a"), recused("b")])
        assert (story["result"], story["quorum"]["reached"]) == ("nobody_entitled", False)
