"""No small group can be worked out of a table by place: not by subtraction, not from one period to the next."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from koordynata.programme.small_groups import hidden

GROWTH = st.dictionaries(
    st.sampled_from([f"08{number:02}" for number in range(8)]),
    st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=8,
)  # fmt: skip


def running(growth: dict[str, list[int]]) -> dict[str, list[int]]:
    return {place: [sum(steps[: at + 1]) for at in range(len(steps))] for place, steps in growth.items()}


def leaks(series: dict[str, list[int]], hide: set[str], least: int) -> list[str]:
    """What a reader of the last figures, of earlier ones and of all totals works out of fewer people than `least`."""
    found, length = [], len(next(iter(series.values())))
    others = any(counts[-1] for place, counts in series.items() if place not in hide)
    for at in range(length):
        grown = {place: counts[at] - (counts[at - 1] if at else 0) for place, counts in series.items()}
        found += [f"{place} is shown" for place, one in grown.items() if place not in hide and 0 < one < least]
        if others and 0 < sum(grown[place] for place in hide) < least:
            found.append("the hidden ones together are few")
    if others and sum(1 for place in hide if series[place][-1]) == 1:
        found.append("one hidden place follows from the total")
    return found


def test_a_small_place_takes_the_next_smallest_with_it() -> None:
    assert hidden({"a": [3], "b": [20], "c": [50]}, 10) == {"a", "b"}


def test_nobody_is_no_small_group() -> None:
    assert hidden({"a": [0], "b": [20]}, 10) == set()


def test_large_places_are_all_shown() -> None:
    assert hidden({"a": [10], "b": [200]}, 10) == set()


def test_small_growth_hides_a_large_place_from_then_on() -> None:
    series = {"a": [20, 23], "b": [30, 60], "c": [40, 80]}
    assert hidden({place: counts[:1] for place, counts in series.items()}, 10) == set()
    assert hidden(series, 10) == {"a", "b"}


@given(GROWTH)
def test_nothing_small_follows_from_what_is_shown(growth: dict[str, list[int]]) -> None:
    series = running(growth)
    for at in (1, 2, 3, 4):
        then = {place: counts[:at] for place, counts in series.items()}
        assert leaks(then, hidden(then, 10), 10) == []


@given(GROWTH)
def test_what_was_hidden_stays_hidden(growth: dict[str, list[int]]) -> None:
    series = running(growth)
    earlier = [hidden({place: counts[:at] for place, counts in series.items()}, 10) for at in (1, 2, 3, 4)]
    assert all(one <= other for one, other in pairwise(earlier))


def test_the_control_that_hides_small_figures_alone_leaks() -> None:
    """Negative control: the check finds what plain hiding gives away."""
    series = {"a": [3], "b": [20], "c": [50]}
    plain = {place for place, counts in series.items() if 0 < counts[-1] < 10}
    assert leaks(series, plain, 10) == ["the hidden ones together are few", "one hidden place follows from the total"]
