"""The stable rule: no justified envy, and no stable answer is better for anybody."""

import numpy as np
import pytest
from hypothesis import given, settings

from koordynata.support.placement.network import NOWHERE, Network, Option, network_of
from koordynata.support.placement.proof import Envy, envies, is_possible
from koordynata.support.placement.stable import place_stable

from .generated import every_answer, networks


def rivals() -> Network:
    """Both want the first place; the second pupil has more right to it."""
    return network_of([[Option(0, 0, 5), Option(1, 0, 1)], [Option(0, 0, 2)]], [1, 1], [9, 9])


def test_who_has_more_right_goes_first() -> None:
    assert rivals().places_of(place_stable(rivals())).tolist() == [1, 0]


def test_equal_right_goes_by_number() -> None:
    equal = network_of([[Option(0, 0, 1)], [Option(0, 0, 1)]], [1], [9, 9])
    assert place_stable(equal).tolist() == [0, NOWHERE]


@settings(max_examples=300, deadline=None)
@given(networks())
def test_nobody_envies_with_right(network: Network) -> None:
    chosen = place_stable(network)
    assert is_possible(network, chosen)
    assert list(envies(network, chosen)) == []


@settings(max_examples=60, deadline=None)
@given(networks(pupils=4, places=3))
def test_no_stable_answer_is_better_for_anybody(network: Network) -> None:
    """Against every answer there is."""
    ours = np.where(place_stable(network) == NOWHERE, network.first[1:], place_stable(network))
    for answer in every_answer(network):
        if is_possible(network, answer) and not list(envies(network, answer)):
            assert (np.where(answer == NOWHERE, network.first[1:], answer) >= ours).all()


@pytest.mark.parametrize(
    ("answer", "envy"),
    [
        ([0, NOWHERE], Envy(pupil=1, option=2, instead=0)),
        ([NOWHERE, 2], Envy(pupil=0, option=1, instead=NOWHERE)),
    ],
)
def test_planted_envy_is_found(answer: list[int], envy: Envy) -> None:
    """Negative control: somebody with less right in the seat; a seat that stays free."""
    assert list(envies(rivals(), np.array(answer))) == [envy]
