"""Pairs who sit together or apart: the cheapest answer that keeps them, against every answer there is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koordynata.support.placement import pairs as pairs_module
from koordynata.support.placement.network import NOWHERE, Network, Option, network_of
from koordynata.support.placement.pairs import NoneKeepsPairs, Pairs, place_in_pairs
from koordynata.support.placement.proof import is_possible

from .generated import every_answer, networks


@settings(max_examples=120, deadline=None)
@given(networks(pupils=4, places=3), st.data())
def test_no_answer_that_keeps_the_pairs_is_cheaper(network: Network, data: st.DataObject) -> None:
    two = st.lists(st.integers(0, network.pupils - 1), min_size=2, max_size=2, unique=True).map(
        lambda two: (two[0], two[1])
    )
    some = st.lists(two, max_size=2) if network.pupils > 1 else st.just([])
    pairs = Pairs(data.draw(some), data.draw(some))
    kept = [
        network.total(answer)
        for answer in every_answer(network)
        if is_possible(network, answer) and pairs.broken(network.places_of(answer)) is None
    ]
    placed = place_in_pairs(network, pairs)  # nobody anywhere keeps all pairs
    assert is_possible(network, placed.chosen) and pairs.broken(network.places_of(placed.chosen)) is None
    assert network.total(placed.chosen) == min(kept)


def two() -> Network:
    return network_of([[Option(0, 1), Option(1, 5)], [Option(0, 1), Option(1, 3)]], [2, 2], [50, 50])


def test_without_pairs_both_go_where_it_is_cheapest() -> None:
    """Negative control of the two below."""
    assert two().places_of(place_in_pairs(two(), Pairs([], [])).chosen).tolist() == [0, 0]


def test_apart_the_one_for_whom_it_costs_less_moves() -> None:
    assert two().places_of(place_in_pairs(two(), Pairs([], [(0, 1)])).chosen).tolist() == [0, 1]


def test_together_where_there_is_room_for_both() -> None:
    one_seat = two()._replace(capacity=np.array([1, 2], np.int32))
    assert one_seat.places_of(place_in_pairs(one_seat, Pairs([(0, 1)], [])).chosen).tolist() == [1, 1]


def test_together_without_a_place_is_together() -> None:
    narrow = network_of([[Option(0, 1)], [Option(0, 1)]], [1], [50, 50])
    assert place_in_pairs(narrow, Pairs([(0, 1)], [])).chosen.tolist() == [NOWHERE, NOWHERE]


def test_the_steps_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs_module, "MOST_STEPS", 1)
    with pytest.raises(NoneKeepsPairs):
        place_in_pairs(two(), Pairs([], [(0, 1)]))
