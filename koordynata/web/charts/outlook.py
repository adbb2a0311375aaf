"""Pupils of a school by year: counted as filled columns, expected as hollow ones with a range."""

from collections.abc import Sequence
from dataclasses import dataclass

from koordynata.intelligence.queries import OutlookYear

from .scales import Scale, round_ticks
from .series import Tick


@dataclass(frozen=True)
class OutlookColumn:
    """One year."""

    year: OutlookYear
    x: str
    y: str
    height: str
    middle: str
    low_y: str
    high_y: str


@dataclass(frozen=True)
class OutlookDrawing:
    """Finished geometry."""

    width: int
    height: int
    left: str
    right: str
    bottom: str
    column: str
    rows: tuple[Tick, ...]
    columns: tuple[OutlookColumn, ...]
    sparse: bool


def draw_outlook(
    years: Sequence[OutlookYear], width: int = 1328, height: int = 300, sparse: bool = False
) -> OutlookDrawing | None:
    """The drawing, or None when not one year is known."""
    values = [value for year in years for value in (year.pupils.value, year.pupils.high) if value is not None]
    if not values:
        return None
    ticks = round_ticks(max(values))
    left, right, bottom = (34 if sparse else 46), width - 8, height - 26
    slot = (right - left) / len(years)
    y = Scale(0, ticks[-1], bottom, 24)
    return OutlookDrawing(
        width=width,
        height=height,
        left=f"{left}",
        right=f"{right}",
        bottom=f"{bottom}",
        column=f"{slot * 0.62:.1f}",
        rows=tuple(Tick(f"{left - 7}", f"{y(tick):.1f}", tick) for tick in ticks),
        columns=tuple(_column(year, left + index * slot, slot, y, bottom) for index, year in enumerate(years)),
        sparse=sparse,
    )


def _column(year: OutlookYear, start: float, slot: float, y: Scale, bottom: float) -> OutlookColumn:
    figure = year.pupils
    top = y(figure.value or 0)
    low = y(figure.low) if figure.low is not None else top
    high = y(figure.high) if figure.high is not None else top
    return OutlookColumn(
        year=year,
        x=f"{start + slot * 0.19:.1f}",
        y=f"{top:.1f}",
        height=f"{bottom - top:.1f}",
        middle=f"{start + slot / 2:.1f}",
        low_y=f"{low:.1f}",
        high_y=f"{high:.1f}",
    )
