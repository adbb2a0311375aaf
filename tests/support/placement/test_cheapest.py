"""The least total cost: exact, proved by its prices, the same however many threads."""

import numpy as np
import pytest
from hypothesis import given, settings

from koordynata.support.placement.cheapest import place_cheapest
from koordynata.support.placement.network import NOWHERE, Network, Option, network_of
from koordynata.support.placement.parts import parts
from koordynata.support.placement.proof import is_cheapest, is_possible

from .generated import least_total, networks


def crowd() -> Network:
    """Three want the first place most, which has one seat; only one of them has somewhere else to go."""
    return network_of(
        [[Option(0, 1), Option(1, 5)], [Option(0, 2)], [Option(0, 3), Option(2, 4)]], [1, 1, 1], [50, 50, 50]
    )


def test_whoever_can_go_elsewhere_makes_room() -> None:
    placed = place_cheapest(crowd())
    assert crowd().places_of(placed.chosen).tolist() == [1, 0, 2]
    assert crowd().total(placed.chosen) == 5 + 2 + 4
    assert placed.price[0] > 0, "a seat at the first place is worth something"
    assert placed.price[1:].tolist() == [0, 0]


@settings(max_examples=300, deadline=None)
@given(networks())
def test_it_costs_what_another_method_finds_and_proves_it(network: Network) -> None:
    placed = place_cheapest(network)
    assert network.total(placed.chosen) == least_total(network)
    assert is_cheapest(network, placed.chosen, placed.price)


@settings(max_examples=100, deadline=None)
@given(networks())
def test_the_same_whatever_the_number_of_threads(network: Network) -> None:
    one, four = place_cheapest(network, 1), place_cheapest(network, 4)
    assert one.chosen.tolist() == four.chosen.tolist() and one.price.tolist() == four.price.tolist()


@pytest.mark.parametrize(
    "wrong", ["a dearer answer", "a price on a free seat", "a price below nothing", "two in a seat"]
)
def test_the_proof_finds_what_is_wrong(wrong: str) -> None:
    """Negative control."""
    network, placed = crowd(), place_cheapest(crowd())
    chosen, price = placed.chosen.copy(), placed.price.copy()
    if wrong == "a dearer answer":
        chosen[1] = NOWHERE
    elif wrong == "a price on a free seat":
        chosen[2], price[2] = NOWHERE, 1
    elif wrong == "a price below nothing":
        price[1] = -1
    else:
        chosen[0] = 0
    assert is_possible(network, placed.chosen) and is_cheapest(network, placed.chosen, placed.price)
    assert not is_cheapest(network, chosen, price)


def test_an_option_of_another_pupil_is_not_possible() -> None:
    assert not is_possible(crowd(), np.array([2, 0, 3]))


def test_nobody_and_nowhere() -> None:
    empty = network_of([], [], [])
    assert place_cheapest(empty).chosen.tolist() == []
    lonely = network_of([[], [Option(0, 1)]], [0], [7, 8])
    assert place_cheapest(lonely).chosen.tolist() == [NOWHERE, NOWHERE]
    assert lonely.total(place_cheapest(lonely).chosen) == 15


def test_a_place_dearer_than_none_stays_empty() -> None:
    assert place_cheapest(network_of([[Option(0, 9)]], [1], [8])).chosen.tolist() == [NOWHERE]


def test_parts_share_no_place() -> None:
    split = network_of([[Option(0, 1)], [Option(1, 1)], [Option(0, 1), Option(2, 1)], []], [1, 1, 1], [9, 9, 9, 9])
    assert [group.tolist() for group in parts(split)] == [[0, 2], [1]]


@settings(max_examples=100, deadline=None)
@given(networks())
def test_a_group_is_a_part_of_its_own(network: Network) -> None:
    touched = [
        {int(at) for pupil in group for at in network.place[network.first[pupil] : network.first[pupil + 1]]}
        for group in parts(network)
    ]
    assert sum(map(len, touched)) == len(set().union(*touched))
