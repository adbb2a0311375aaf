"""Distances on the globe."""

import pytest

from koordynata.foundation.distances import EARTH_KM, km_between


def test_from_nysa_to_opole() -> None:
    assert km_between((50.474, 17.334), (50.675, 17.921)) == pytest.approx(47.1, abs=0.1)


@pytest.mark.parametrize(("other", "half_turns"), [((10.0, 20.0), 0), ((-10.0, -160.0), 1)])
def test_here_and_on_the_other_side(other: tuple[float, float], half_turns: int) -> None:
    assert km_between((10.0, 20.0), other) == pytest.approx(half_turns * 3.14159265 * EARTH_KM, rel=1e-6)
