"""After a change: as cheap as from the beginning, and what nothing bears on stays."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from koordynata.support.placement.again import place_again
from koordynata.support.placement.cheapest import place_cheapest
from koordynata.support.placement.network import NOWHERE, Network, Option, network_of
from koordynata.support.placement.proof import is_cheapest

from .generated import networks


@settings(max_examples=300, deadline=None)
@given(networks(), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_other_capacities_are_as_cheap_as_from_the_beginning(network: Network, seats: list[int]) -> None:
    before = place_cheapest(network)
    changed = network._replace(capacity=np.array(seats[: network.places], np.int32))
    after = place_again(changed, network.places_of(before.chosen), before.price)
    assert is_cheapest(changed, after.chosen, after.price)
    assert changed.total(after.chosen) == changed.total(place_cheapest(changed).chosen)


@settings(max_examples=300, deadline=None)
@given(networks(pupils=8, places=5), networks(pupils=8, places=5))
def test_everything_else_may_change_too(network: Network, other: Network) -> None:
    """Other wishes, costs, pupils who are gone or new: what is left of the old answer is only a beginning."""
    before = place_cheapest(network)
    where, price = np.full(other.pupils, NOWHERE, np.int32), np.zeros(other.places, np.int64)
    known, same = min(network.pupils, other.pupils), min(network.places, other.places)
    where[:known], price[:same] = network.places_of(before.chosen)[:known], before.price[:same]
    where[where >= other.places] = NOWHERE
    after = place_again(other, where, price)
    assert is_cheapest(other, after.chosen, after.price)


def test_an_offer_that_falls_away_moves_only_its_neighbours() -> None:
    wishes = [[Option(0, 1), Option(1, 2)], [Option(1, 1), Option(2, 3)], [Option(3, 1)], [Option(3, 2), Option(4, 5)]]
    network = network_of(wishes, [1, 1, 1, 1, 1], [50] * 4)
    before = place_cheapest(network)
    gone = network._replace(capacity=np.array([0, 1, 1, 1, 1], np.int32))
    after = place_again(gone, network.places_of(before.chosen), before.price)
    assert network.places_of(before.chosen).tolist() == [0, 1, 3, 4]
    assert gone.places_of(after.chosen).tolist() == [1, 2, 3, 4]


def test_a_seat_more_calls_whoever_gains_most() -> None:
    network = network_of([[Option(0, 1), Option(1, 9)], [Option(0, 1), Option(1, 4)]], [1, 1], [50, 50])
    before = place_cheapest(network)
    more = network._replace(capacity=np.array([2, 1], np.int32))
    after = place_again(more, network.places_of(before.chosen), before.price)
    assert network.places_of(before.chosen).tolist() == [0, 1]
    assert more.places_of(after.chosen).tolist() == [0, 0]
    assert is_cheapest(more, after.chosen, after.price)
