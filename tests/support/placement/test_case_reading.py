"""What a file of a placement may not say, each with its place."""

from typing import Any

import pytest
from django.utils.translation import override

from koordynata.foundation.strict_files import FileRefused
from koordynata.support.placement.case_reading import read_placement

from .cases import case, offer, pupil

PAIR = [pupil("u", "a"), pupil("v", "a")]


@pytest.mark.parametrize(
    ("content", "place", "sentence"),
    [
        (case([offer("a"), offer("a")], []), "offers.1.id", "“a” stands twice"),
        (case([offer("a")], [pupil("u"), pupil("u")]), "pupils.1.id", "“u” stands twice"),
        (case([offer("a")], [pupil("u", "a", "a")]), "pupils.0.wishes", "“a” stands twice"),
        (case([offer("a")], [pupil("u", "a", "z")]), "pupils.0.wishes.1", "There is no offer “z”."),
        (case([offer("a", -1)], []), "offers.0.seats", "This cannot stand here: Input should be greater than or equal to 0"),
        (case([offer("a")], PAIR, fixed={"x": "a"}), "fixed.x", "There is no pupil “x”."),
        (case([offer("a")], PAIR, fixed={"u": "z"}), "fixed.u", "There is no offer “z”."),
        (case([offer("a")], PAIR, fixed={"u": "a", "v": "a"}), "fixed", "“a” has 1 seats, but 2 pupils are fixed there."),
        (case([offer("a")], PAIR, together=[["u", "u"]]), "together.0", "A pair is two pupils."),
        (case([offer("a")], PAIR, apart=[["u", "x"]]), "apart.0", "There is no pupil “x”."),
        (case([offer("a")], PAIR, together=[["u", "v"]], apart=[["v", "u"]]), "apart.0", "These two are to be together as well."),
        (case([offer("a")], PAIR, together=[["u", "v"]], rule="stable"), "rule",
         "Pairs need the rule of least cost: with pairs there may be no stable answer at all."),
        (case([offer("a", days={"from": "2027-06-02", "to": "2027-06-01"})], []), "offers.0.days", "ends before it begins"),
        (case([offer("a", days={"from": 1, "to": "2027-06-01"})], []), "offers.0.days.from", "a day is written as 2027-06-01"),
        (case([offer("a", at={"lat": 91, "lon": 0})], []), "offers.0.at.lat", "This cannot stand here: Input should be less than or equal to 90"),
        (case([offer("a")], [pupil("u", "a", pesel="1")]), "pupils.0.pesel", "This name is not known."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(content: bytes, place: str, sentence: str) -> None:
    with override("en"), pytest.raises(FileRefused) as refused:
        read_placement(content)
    assert refused.value.mistakes == [(place, sentence)]


@pytest.mark.parametrize("more", [{}, {"together": [["u", "v"]]}, {"fixed": {"u": "a"}}, {"on": "2027-03-01"}])
def test_a_good_file_is_read(more: dict[str, Any]) -> None:
    """Negative control."""
    assert len(read_placement(case([offer("a")], PAIR, **more)).pupils) == 2


def test_another_rule_is_checked_too() -> None:
    with pytest.raises(FileRefused):
        read_placement(case([offer("a")], PAIR, together=[["u", "v"]]), "stable")
