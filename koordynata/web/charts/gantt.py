"""One row of a schedule: planned days as a bar, what really happened inside it, milestones, today's line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 420, 26
EDGE = 6  # room for a milestone at either end


@dataclass(frozen=True)
class Diamond:
    """A milestone on the axis (0 to 1): `reached`, `late` or `due`."""

    at: float
    css: str


@dataclass(frozen=True)
class GanttRow:
    """Places on the axis, 0 to 1; None: not known."""

    label: str
    planned: tuple[float, float] | None
    done: tuple[float, float] | None
    diamonds: Sequence[Diamond]
    years: Sequence[float]
    today: float | None  # None: outside the axis
    late: bool


def gantt_row(row: GanttRow) -> SafeString:
    """The drawing of one row; all rows share the axis."""
    return format_html(
        '<svg class="gantt" viewBox="0 0 {w} {h}" role="img" aria-label="{label}">{years}{planned}{done}{today}{marks}'
        "</svg>",
        w=WIDTH,
        h=HEIGHT,
        label=row.label,
        years=format_html_join("", '<path class="axis" d="M{} 0V26"/>', ((_x(one),) for one in row.years)),
        planned=_bar(row.planned, "gantt-plan late" if row.late else "gantt-plan", 6, 14),
        done=_bar(row.done, "gantt-done", 10, 6),
        today=format_html('<path class="gantt-today" d="M{} 0V26"/>', _x(row.today)) if row.today is not None else "",
        marks=format_html_join("", '<path class="gantt-mark {}" d="M{} 6l6 7l-6 7l-6 -7z"/>',
                               ((one.css, _x(one.at)) for one in row.diamonds)),
    )  # fmt: skip


def gantt_axis(years: Sequence[tuple[float, int]], today: float | None) -> SafeString:
    """The years above all rows."""
    texts = format_html_join(
        "",
        '<text class="tick" x="{}" y="14">{}</text>',
        ((f"{float(_x(at)) + 3:.1f}", str(year)) for at, year in years),
    )
    line = format_html('<path class="gantt-today" d="M{} 0V20"/>', _x(today)) if today is not None else ""
    return format_html('<svg class="gantt" viewBox="0 0 {} 20" aria-hidden="true">{}{}</svg>', WIDTH, texts, line)


def _bar(ends: tuple[float, float] | None, css: str, top: int, height: int) -> SafeString:
    if ends is None:
        return SafeString("")
    start, end = float(_x(ends[0])), float(_x(ends[1]))
    width = f"{max(end - start, 2):.1f}"
    return format_html('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', css, f"{start:.1f}", str(top), width,
                       str(height))  # fmt: skip


def _x(place: float) -> str:
    return f"{EDGE + place * (WIDTH - 2 * EDGE):.1f}"
