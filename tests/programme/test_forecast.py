"""The forecast of an end value: the pace carried on, its band, its bounds, its silences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from koordynata.programme.forecast import Bounds, Point, forecast, student

START = date(2025, 1, 1)


def points(*steps: tuple[int, float]) -> list[Point]:
    """From nothing on the first day: so many days and so much growth each."""
    found, day, value = [Point(START, 0.0)], START, 0.0
    for days, growth in steps:
        day, value = day + timedelta(days=days), value + growth
        found.append(Point(day, value))
    return found


STEPS = st.lists(st.tuples(st.integers(20, 400), st.floats(-1000, 1000)), min_size=3, max_size=24)


def test_an_even_pace_goes_on_without_a_band() -> None:
    known = points((100, 10), (100, 10), (100, 10))
    found = forecast(known, START + timedelta(days=500), 3)
    assert found is not None
    assert (found.value, found.low, found.high, found.steps) == pytest.approx((50, 50, 50, 3))


def test_the_band_by_hand() -> None:
    """Growth 8, 10, 12 in 100 days each: pace 0.1, spread 8/100/2 = 0.04 a day; 200 days left, t(2) = 1.886."""
    found = forecast(points((100, 8), (100, 10), (100, 12)), START + timedelta(days=500), 3)
    assert found is not None and found.value == pytest.approx(50)
    half = 1.886 * (0.04 * 200 * (1 + 200 / 300)) ** 0.5
    assert (found.value - found.low, found.high - found.value) == pytest.approx((half, half))


def test_a_longer_period_counts_by_its_days() -> None:
    found = forecast(points((50, 5), (150, 15), (100, 10)), START + timedelta(days=400), 3)
    assert found is not None and (found.low, found.value, found.high) == pytest.approx((40, 40, 40))


@pytest.mark.parametrize("known", [[], points(), points((90, 1)), points((90, 1), (90, 2))])
def test_too_few_periods_foresee_nothing(known: list[Point]) -> None:
    assert forecast(known, START + timedelta(days=900), 3) is None


def test_two_periods_are_the_least_whatever_is_asked() -> None:
    assert forecast(points((90, 1)), START + timedelta(days=900), 0) is None
    assert forecast(points((90, 1), (90, 3)), START + timedelta(days=900), 0) is not None


def test_nothing_is_foreseen_of_the_past_or_of_two_values_on_one_day() -> None:
    known = points((90, 1), (90, 2), (90, 3))
    assert forecast(known, known[-1].on, 3) is None
    assert forecast([*known, Point(known[-1].on, 9.0)], START + timedelta(days=900), 3) is None


@given(STEPS, st.integers(1, 2000))
def test_the_value_lies_in_its_band_and_the_order_of_points_does_not_matter(
    steps: list[tuple[int, float]], left: int
) -> None:
    known = points(*steps)
    end = known[-1].on + timedelta(days=left)
    found = forecast(known, end, 3)
    assert found is not None and found.low <= found.value <= found.high
    assert forecast(known[::-1], end, 3) == found


@given(STEPS, st.integers(1, 1000), st.integers(1, 1000))
def test_the_band_widens_with_the_days_left(steps: list[tuple[int, float]], near: int, more: int) -> None:
    known = points(*steps)
    bands = [forecast(known, known[-1].on + timedelta(days=days), 3) for days in (near, near + more)]
    assert bands[0] is not None and bands[1] is not None
    assert bands[1].high - bands[1].low >= bands[0].high - bands[0].low - 1e-6


@given(STEPS, st.integers(1, 2000), st.floats(0.01, 100))
def test_other_units_give_the_same_forecast(steps: list[tuple[int, float]], left: int, unit: float) -> None:
    known = points(*steps)
    end = known[-1].on + timedelta(days=left)
    one, other = forecast(known, end, 3), forecast([Point(p.on, p.value * unit) for p in known], end, 3)
    assert one is not None and other is not None
    assume(abs(one.value) < 1e6)
    assert other.value == pytest.approx(one.value * unit, rel=1e-6, abs=1e-3)
    assert other.high - other.low == pytest.approx((one.high - one.low) * unit, rel=1e-6, abs=1e-2)


@given(STEPS, st.integers(1, 2000), st.floats(-500, 500), st.floats(0, 500))
def test_bounds_hold_all_three(steps: list[tuple[int, float]], left: int, low: float, room: float) -> None:
    known = points(*steps)
    found = forecast(known, known[-1].on + timedelta(days=left), 3, Bounds(low, low + room))
    assert found is not None
    assert all(low <= one <= low + room for one in (found.low, found.value, found.high))


def test_students_factor_falls_towards_the_normal_one() -> None:
    factors = [student(one) for one in range(1, 40)]
    assert factors == sorted(factors, reverse=True)
    assert factors[0] == 3.078 and factors[-1] == 1.282
