"""From the file to the answer: who may go where, what counts, what is said to each pupil."""

from typing import Any

import pytest
from django.utils.translation import override

from koordynata.support.placement.fitness import Hindrance
from koordynata.support.placement.telling import as_data, sentence

from .cases import answered, case, offer, pupil, told

NYSA, OPOLE = {"lat": 50.474, "lon": 17.334}, {"lat": 50.675, "lon": 17.921}


@pytest.mark.parametrize(
    ("an_offer", "a_pupil", "why"),
    [
        ({"occupations": ["311407"]}, {"occupation": "711603"}, Hindrance.OCCUPATION),
        ({"requires": ["health check", "licence"]}, {"has": ["licence"]}, Hindrance.REQUIREMENT),
        ({"days": {"from": "2027-06-01", "to": "2027-06-26"}},
         {"free": [{"from": "2027-06-05", "to": "2027-06-30"}]}, Hindrance.DAYS),
        ({}, {"minutes": {"a": 91}}, Hindrance.TOO_FAR),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_no_option(an_offer: dict[str, Any], a_pupil: dict[str, Any], why: Hindrance) -> None:
    answer = answered(case([offer("a", **an_offer)], [pupil("u", "a", **a_pupil)]))
    assert told(answer) == {"u": None} and answer.reasons(0) == {1: why}


def test_what_fits_to_the_edge_is_one() -> None:
    days = {"from": "2027-06-01", "to": "2027-06-26"}
    fits = offer("a", occupations=["311407"], requires=["licence"], days=days)
    person = pupil("u", "a", occupation="311407", has=["licence"], free=[days], minutes={"a": 90})
    assert told(answered(case([fits], [person]))) == {"u": "a"}


def test_the_way_is_estimated_from_the_line_between() -> None:
    """Nysa to Opole: 47.2 km as the crow flies, ×1.3 at 40 km/h: 93 minutes, which is too far."""
    answer = answered(case([offer("a", at=OPOLE), offer("b", at=NYSA)], [pupil("u", "a", "b", home=NYSA)]))
    assert told(answer) == {"u": "b"} and answer.reasons(0) == {1: Hindrance.TOO_FAR}
    assert as_data(answer)["placements"][0]["minutes"] == 0


def test_least_cost_sends_the_one_for_whom_it_matters_less() -> None:
    """Both wish for a; going to b instead costs u 10 + 15 points, v 10 + 60."""
    near = {"a": 10, "b": 25}, {"a": 10, "b": 70}
    people = [pupil("u", "a", "b", minutes=near[0]), pupil("v", "a", "b", minutes=near[1])]
    answer = answered(case([offer("a"), offer("b")], people))
    assert told(answer) == {"u": "b", "v": "a"} and answer.proved()
    assert as_data(answer)["total_cost"] == 10 + 10 + 25


def test_the_stable_rule_looks_at_who_goes_before() -> None:
    people = [pupil("u", "a", "b", points=3), pupil("v", "a", "b", points=5)]
    answer = answered(case([offer("a"), offer("b")], people, rule="stable"))
    assert told(answer) == {"u": "b", "v": "a"} and answer.proved()
    with override("en"):
        assert sentence(answer, 0) == "You got wish 2 (wish 1: full with pupils who go before you by the rules)."


@pytest.mark.parametrize("rule", ["cost", "stable"])
def test_who_has_more_points_is_not_the_one_left_out(rule: str) -> None:
    people = [pupil("u", "a", points=1), pupil("v", "a", points=2), pupil("w", "a")]
    assert told(answered(case([offer("a")], people, rule=rule))) == {"u": None, "v": "a", "w": None}


def test_lots_between_equals_depend_on_the_text_alone() -> None:
    def winner(lots: str, order: list[str]) -> str:
        found = told(answered(case([offer("a")], [pupil(one, "a") for one in order], rule="stable", lots=lots)))
        return next(name for name, got in found.items() if got)

    people = [f"u{number}" for number in range(9)]
    assert {winner("x", people), winner("x", people[::-1])} == {winner("x", people)}
    assert len({winner(f"text {number}", people) for number in range(9)}) > 1


@pytest.mark.parametrize("rule", ["cost", "stable"])
def test_decisions_by_hand_stay_and_the_rest_is_placed_around_them(rule: str) -> None:
    people = [pupil("u", "a", points=9), pupil("v", "a", "b"), pupil("w")]
    answer = answered(case([offer("a"), offer("b", occupations=["x"]), offer("c")], people, rule=rule,
                           fixed={"v": "a", "w": "b"}))  # fmt: skip
    assert told(answer) == {"u": None, "v": "a", "w": "b"}
    with override("en"):
        assert sentence(answer, 2) == "You were placed by a decision of the office."


def test_every_sentence() -> None:
    people = [
        pupil("first", "a", points=3), pupil("none"), pupil("full", "a", "b", "c", minutes={"c": 95}),
        pupil("farther", "d", "e", minutes={"d": 60, "e": 5}),
    ]  # fmt: skip
    offers = [offer("a"), offer("b", seats=0), offer("c"), offer("d"), offer("e")]
    answer = answered(case(offers, people))
    with override("en"):
        assert [sentence(answer, number) for number in range(4)] == [
            "You got your first wish.",
            "You wished for no place.",
            "You have no place (wishes 1, 2: full, and another placement would have made the ways and wishes of all worse; "
            "wish 3: too far away).",
            "You got wish 2 (wish 1: further away than it was dearer to you).",
        ]


def test_pairs_are_kept() -> None:
    people = [pupil("u", "a", "b"), pupil("v", "a", "b")]
    both = answered(case([offer("a", 2), offer("b", 2)], people, apart=[["u", "v"]]))
    assert sorted(map(str, told(both).values())) == ["a", "b"] and both.proved()
    moved = next(number for number in (0, 1) if told(both)[f"{'uv'[number]}"] == "b")
    with override("en"):
        assert "pairs that must be kept" in sentence(both, moved)
