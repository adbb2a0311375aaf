"""Drawings of series, outlooks, multiples and quadrants: silences leave gaps, never zeros or breaks."""

from __future__ import annotations

from koordynata.intelligence.queries import Figure, OutlookYear, Quadrant, QuadrantPoint, Series, SeriesPoint, Silence
from koordynata.web.charts.outlook import draw_outlook
from koordynata.web.charts.quadrant import SMALL, draw_quadrant
from koordynata.web.charts.series import draw_series, series_data


def figure(value: float | None, low: float | None = None, high: float | None = None) -> Figure:
    return Figure(value, None if value is not None else Silence.SUPPRESSED, "people", "graduates", None, low, high)


def series(*supply: float | None, demand: float | None = 40.0, ahead: int = 0) -> Series:
    first_ahead = len(supply) - ahead
    points = tuple(
        SeriesPoint(
            2020 + n,
            figure(value, value and value - 5, value and value + 5),
            figure(None if n >= first_ahead else demand),
            n >= first_ahead,
        )
        for n, value in enumerate(supply)
    )
    return Series(points, 2020 + first_ahead - 1, True, figure(None))


def test_a_hidden_year_is_left_out_of_the_line() -> None:
    drawing = draw_series(series(10.0, None, 30.0))
    assert drawing is not None
    supply = next(line for line in drawing.lines if line.id == "supply")
    assert len(supply.counted.split()) == len(supply.marks) == 2
    assert series_data(series(10.0, None, 30.0))["supply"] == [10.0, None, 30.0]


def test_the_outlook_begins_where_the_count_ends() -> None:
    drawing = draw_series(series(10.0, 12.0, 14.0, 16.0, ahead=2))
    assert drawing is not None
    supply = next(line for line in drawing.lines if line.id == "supply")
    assert supply.foreseen.split()[0] == supply.counted.split()[-1]
    assert supply.band and float(drawing.future_width) > 0


def test_demand_without_an_outlook_draws_no_future() -> None:
    drawing = draw_series(series(10.0, 12.0, 14.0, ahead=1))
    assert drawing is not None
    assert next(line for line in drawing.lines if line.id == "demand").foreseen == ""


def test_the_last_value_of_a_line_on_the_axis_stands_above_it() -> None:
    for supply, above in ((0.0, True), (30.0, False)):
        drawing = draw_series(series(supply, supply))
        assert drawing is not None
        assert {line.id: line.above for line in drawing.lines} == {"demand": True, "supply": above}


def test_too_little_is_no_drawing() -> None:
    assert draw_series(series(10.0)) is None
    assert draw_series(series(None, None, demand=None)) is None


def test_everything_stays_inside_the_frame() -> None:
    for width, height, sparse in ((860, 306, False), (358, 300, True)):
        drawing = draw_series(series(0.0, 1000.0, 3.0, ahead=1), width, height, sparse)
        assert drawing is not None
        for line in drawing.lines:
            for point in (line.counted + " " + line.band).split():
                x, y = map(float, point.split(","))
                assert 0 <= x <= width and 0 <= y <= height


def test_an_outlook_has_a_column_for_every_year_and_a_range_for_what_is_expected() -> None:
    years = [
        OutlookYear(2025, figure(90.0), False),
        OutlookYear(2026, figure(None), False),
        OutlookYear(2027, figure(70.0, 60.0, 80.0), True),
    ]
    drawing = draw_outlook(years)
    assert drawing is not None and len(drawing.columns) == 3
    last = drawing.columns[-1]
    assert float(last.high_y) < float(last.y) < float(last.low_y)
    assert draw_outlook([OutlookYear(2026, figure(None), False)]) is None


def test_bubbles_grow_by_area_and_keep_inside() -> None:
    def point(code: str, demand: float, supply: float, pupils: float | None) -> QuadrantPoint:
        return QuadrantPoint(code, code, "TKO", figure(demand), figure(supply), figure(pupils), None, figure(None))

    seen = Quadrant(
        2026, (point("a", 300.0, 400.0, 400.0), point("b", -300.0, 0.0, 100.0), point("c", 0.0, 9.0, None)), (), 9.0
    )
    wide, small = draw_quadrant(seen), draw_quadrant(seen, SMALL)
    assert wide is not None and small is not None
    by_code = {bubble.point.occupation_code: bubble for bubble in wide.bubbles}
    assert float(by_code["a"].r) == 2 * float(by_code["b"].r)
    for drawing in (wide, small):
        assert all(0 <= float(b.x) <= drawing.width and 0 <= float(b.y) <= drawing.height for b in drawing.bubbles)
    assert draw_quadrant(Quadrant(2026, (), (), None)) is None
