"""Marks keep inside their frames and speak the reader's language; geometry never does."""

from __future__ import annotations

import re

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from koordynata.web.charts import marks
from koordynata.web.charts.scales import Scale, round_ticks

scores = st.floats(-100, 100, allow_nan=False)


def numbers(svg: str, *names: str) -> list[float]:
    return [float(value) for name in names for value in re.findall(rf' {name}="([^"]+)"', svg)]


@given(most=st.floats(0, 1e7))
@settings(max_examples=60)
def test_ticks_cover_the_values_with_few_round_lines(most: float) -> None:
    ticks = round_ticks(most)
    assert ticks[0] == 0 and ticks[-1] >= most * 0.999 and 2 <= len(ticks) <= 6
    assert all(float(tick).is_integer() or tick < 10 for tick in ticks)


@given(score=st.floats(-1000, 1000, allow_nan=False))
@settings(max_examples=40)
def test_a_diverging_bar_stays_inside_and_leans_the_right_way(score: float) -> None:
    svg = marks.diverging_bar(score, "deficit")
    (x,), (length,) = re.findall(r' x="([\d.]+)"', svg), re.findall(r'width="([\d.]+)" height="12"', svg)
    assert float(x) >= 0 and float(x) + float(length) <= 104
    assert (float(x) < 52) == (score < -0.1) or abs(score) <= 0.2


@given(start=scores, end=scores)
@settings(max_examples=40)
def test_a_step_stays_inside_its_scale(start: float, end: float) -> None:
    low, high = min(start, end, 0.0) - 2, max(start, end, 0.0) + 2
    svg = marks.waterfall_step(start, end, (low, high))
    (x,), (length,) = re.findall(r' x="([\d.]+)"', svg), re.findall(r'width="([\d.]+)" height="16"', svg)
    assert 0 <= float(x) <= 330 and float(x) + float(length) <= 330.2


@given(values=st.lists(st.none() | scores, max_size=12))
@settings(max_examples=60)
def test_a_trend_never_breaks(values: list[float | None]) -> None:
    svg = marks.spark(values, "trend")
    known = [value for value in values if value is not None]
    assert ("<svg" in svg) == (len(known) >= 2)
    assert ("nan" not in svg and "None" not in svg.replace("None", "", 0)) or len(known) < 2


def test_a_trend_has_a_gap_where_a_year_is_silent() -> None:
    assert marks.spark([1, 2, None, 4, 5], "trend").count('class="spark"') == 2


def test_geometry_has_points_in_polish() -> None:
    with translation.override("pl"):
        svg = (
            marks.share_bar(0.725) + marks.diverging_bar(-12.5, "deficit") + marks.grade_bars([1234.5, None], "x", 2000)
        )
    assert "," not in re.sub(r'aria-label="[^"]*"', "", svg)


@pytest.mark.parametrize(("css", "letter"), marks.LETTERS.items())
def test_a_class_is_a_letter_and_words(css: str, letter: str) -> None:
    html = marks.class_letter(css)
    assert f">{letter}<" in html and "visually-hidden" in html


def test_words_of_the_sum_stand_inside_a_long_bar_and_beside_a_short_one() -> None:
    assert "beside" not in marks.waterfall_sum(-60, "large-deficit", (-70, 5))
    assert "beside" in marks.waterfall_sum(-3, "balance", (-70, 70))


def test_a_scale_without_span_does_not_divide_by_nothing() -> None:
    assert Scale(5, 5, 0, 100)(5) == 0
