"""The drawing of a curve: inside its frame, labels apart, nothing where nothing is known."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from koordynata.web.charts.burn import WIDTH, burn
from koordynata.web.charts.curve import Ahead, draw_curve
from koordynata.web.charts.gantt import Diamond, GanttRow, gantt_row

FIRST = date(2025, 1, 1)
VALUES = st.lists(st.floats(0, 1e6), min_size=1, max_size=24)


@given(VALUES, st.floats(0, 1e6), st.booleans(), st.integers(20, 200), st.sampled_from([358, 640]))
def test_everything_lies_inside_the_frame(
    numbers: list[float], high: float, foreseen: bool, length: int, width: int
) -> None:
    days = [FIRST + timedelta(days=length * (number + 1)) for number in range(len(numbers))]
    end = days[-1] + timedelta(days=length)
    ahead = Ahead(end, high / 2, 0, high) if foreseen else None
    names = [(day, f"{day.year} II") for day in days]
    drawing = draw_curve(list(zip(days, numbers, strict=True)), [], ahead, names, (FIRST, end), FIRST, width, 240)
    assert drawing is not None
    points = [point.split(",") for line in (drawing.values, drawing.band, drawing.foreseen) for point in line.split()]
    assert all(0 <= float(x) <= width and 0 <= float(y) <= 240 for x, y in points)
    at = [float(label.x) for label in drawing.days]
    assert at and all(other - one >= 46 for one, other in pairwise(at))
    assert drawing.days[-1].x == f"{max(at):.1f}" and bool(drawing.band) is foreseen


def test_nothing_known_is_not_drawn() -> None:
    assert draw_curve([], [], None, [], (FIRST, FIRST + timedelta(days=9)), FIRST) is None
    assert draw_curve([(FIRST, -1.0)], [], None, [], (FIRST, FIRST + timedelta(days=9)), FIRST) is None


@given(st.floats(-1, 9), st.floats(-1, 9), st.floats(0, 1))
def test_money_over_its_plan_stays_inside_the_bar(spent: float, contracted: float, time: float) -> None:
    text = str(burn(spent, contracted, time))
    widths = [float(part.split('"')[0]) for part in text.split('width="')[1:]]
    assert all(0 <= one <= WIDTH for one in widths)


def test_money_without_a_plan_has_no_bar() -> None:
    assert burn(None, None, 0.5) == ""


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_a_row_of_the_schedule_stays_on_its_axis(at: list[float]) -> None:
    start, end, first, last = (*sorted(at[:2]), *sorted(at[2:]))
    row = GanttRow('"><script>', (start, end), (first, last), [Diamond(at[0], "late")], [0.5], at[1], late=True)
    text = str(gantt_row(row))
    assert "<script>" not in text and text.count("<rect") == 2 and text.count("gantt-mark") == 1
