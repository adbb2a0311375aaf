"""Indicators over their periods beside their targets, with a forecast of the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.programme.queries.curves import Curve, Mark, curves_of
from koordynata.programme.queries.watched import Watched
from koordynata.programme.watching import threshold

from ...access import access
from ...charts.curve import Ahead, CurveDrawing, draw_curve
from ...downloads import send_table, wanted_format
from ...paging import page_of
from .looking import frame, look

PER_PAGE = 8


@dataclass(frozen=True)
class Drawn:
    """A curve with its drawings, the wide one and the one for a telephone."""

    curve: Curve
    wide: CurveDrawing | None
    small: CurveDrawing | None
    silence: str


@dataclass(frozen=True)
class Told:
    """One period of one curve, as the file tells it; the last row of a curve is its forecast."""

    curve: Curve
    period: str
    on: date
    value: Decimal | float | None
    target: Decimal | None
    low: float | None = None
    high: float | None = None
    kind: str = ""


COLUMNS: list[Column[Told]] = [
    Column(gettext_lazy("Element"), Kind.TEXT, gettext_lazy("Number and name"),
           lambda row: str(row.curve.line.element)),
    Column(gettext_lazy("Indicator"), Kind.TEXT, gettext_lazy("Code and name"),
           lambda row: str(row.curve.line.measure)),
    Column(gettext_lazy("Unit"), Kind.TEXT, gettext_lazy("Unit of the numbers"),
           lambda row: row.curve.line.measure.unit),
    Column(gettext_lazy("Period"), Kind.TEXT, gettext_lazy("As of its end"), lambda row: row.period),
    Column(gettext_lazy("Day"), Kind.DATE, gettext_lazy("Last day of the period"), lambda row: row.on),
    Column(gettext_lazy("Value"), Kind.NUMBER, gettext_lazy("Approved values; none where nobody reported"),
           lambda row: row.value),
    Column(gettext_lazy("Target"), Kind.NUMBER, gettext_lazy("Target of the period"), lambda row: row.target),
    Column(gettext_lazy("From"), Kind.NUMBER, gettext_lazy("8 of 10 cases lie from here"), lambda row: row.low),
    Column(gettext_lazy("To"), Kind.NUMBER, gettext_lazy("8 of 10 cases lie up to here"), lambda row: row.high),
    Column(gettext_lazy("What it is"), Kind.TEXT, gettext_lazy("Reported or foreseen"), lambda row: row.kind),
]  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def curves(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All lines of what is looked at, a few on a page."""
    shown = look(request, pk)
    found = [one for one in curves_of(shown) if one.known]
    if wanted_format(request):
        rows = (row for one in found for row in _told(one))
        return send_table(request, f"{_('Course and forecast')} {shown.programme.short_name}", COLUMNS, rows)
    page = page_of(request, found, PER_PAGE)
    page.object_list = [_drawn(one, shown) for one in page.object_list]
    context = {**frame(request, shown, "curves"), "page": page, "least": threshold("forecast_least", shown.today)}
    return render(request, "programme/monitoring/curves.html", context)


def _told(curve: Curve) -> Iterator[Told]:
    for one in curve.marks:
        yield Told(curve, one.period.name, one.period.ends, one.shown, one.target, kind=_("reported"))
    if (ahead := curve.forecast) is not None:
        values = (round(one, 2) for one in (ahead.value, ahead.low, ahead.high))
        value, low, high = values
        yield Told(curve, _("forecast of the end"), ahead.on, value, curve.line.final_target, low, high, _("foreseen"))


def _drawn(curve: Curve, shown: Watched) -> Drawn:
    ahead = curve.forecast
    band = Ahead(ahead.on, ahead.value, ahead.low, ahead.high) if ahead else None

    def draw(width: int, height: int) -> CurveDrawing | None:
        return draw_curve(
            _days(curve.marks, "shown"), _days(curve.marks, "target"), band,
            [(one.period.ends, one.period.name) for one in curve.marks],
            (shown.programme.starts, max(one.period.ends for one in curve.marks)), shown.today, width, height,
        )  # fmt: skip

    silence = str(curve.silence.label) if curve.silence else ""
    return Drawn(curve, draw(640, 240), draw(358, 220), silence)


def _days(marks: list[Mark], what: str) -> list[tuple[date, float]]:
    values = ((one.period.ends, getattr(one, what)) for one in marks)
    return [(day, float(value)) for day, value in values if value is not None]
