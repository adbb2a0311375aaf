"""What `benchmarks/placement.py` compares finds the same, on a region of three hundred pupils."""

from typing import Any

import pytest

from benchmarks import placement, placement_sides
from benchmarks.placement_instance import region


@pytest.mark.filterwarnings("ignore:PULP_CBC_CMD:DeprecationWarning")  # the one that comes with PuLP 3
@pytest.mark.parametrize("side", ["ortools", "highs", "scipy", "pulp"])
def test_the_peers_find_our_cost(side: str) -> None:
    network = region(300, seed=5)
    ours, theirs = placement_sides.cheapest(network), placement_sides.SIDES[side](network)
    assert ours["proved"] and ours["cost"] == theirs["cost"]


def test_the_stable_side_has_its_control() -> None:
    told = placement_sides.stable(region(300))
    assert told["envy"] == 0 < told["planted"]


@pytest.mark.parametrize(("cost", "met"), [(7, True), (8, False)])
def test_a_peer_with_another_cost_would_be_told(cost: int, met: bool) -> None:
    """Negative control of the figures."""
    side: dict[str, Any] = {"seconds": 1.0, "peak_kb": 1024, "proved": True, "envy": 0, "planted": 1}
    found: dict[str, Any] = {name: side | {"cost": 7} for name in ("cheapest", "again", "stable", "scan")}
    told = {
        name: good
        for name, _value, _unit, _goal, good in placement.figures(10, found | {"ortools": side | {"cost": cost}})
    }
    assert told["10 pupils: different costs found"] is met
