"""The schedule of actions as bars, with milestones and today's line; the same rows in words beside each bar."""

from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.tables import Column, Kind
from koordynata.programme.queries.card import MilestoneState
from koordynata.programme.queries.schedule import Schedule, Scheduled, schedule_of

from ...access import access
from ...charts.gantt import Diamond, GanttRow, gantt_axis, gantt_row
from ...downloads import send_table, wanted_format, yes_no
from .looking import frame, look

COLUMNS: list[Column[Scheduled]] = [
    Column(gettext_lazy("Element"), Kind.TEXT, gettext_lazy("Number and name"), lambda row: str(row.element)),
    Column(gettext_lazy("begins"), Kind.DATE, gettext_lazy("As planned"), lambda row: row.element.starts),
    Column(gettext_lazy("ends"), Kind.DATE, gettext_lazy("As planned"), lambda row: row.element.ends),
    Column(gettext_lazy("began on"), Kind.DATE, gettext_lazy("What really happened"), lambda row: row.began),
    Column(gettext_lazy("ended on"), Kind.DATE, gettext_lazy("What really happened"), lambda row: row.ended),
    Column(gettext_lazy("State"), Kind.TEXT, gettext_lazy("State of the action"),
           lambda row: row.element.strand.get_state_display()),
    Column(gettext_lazy("Overdue"), Kind.TEXT, gettext_lazy("yes or no"), lambda row: yes_no(row.overdue)),
    Column(gettext_lazy("Milestones"), Kind.TEXT, gettext_lazy("With their days and what became of them"),
           lambda row: "; ".join(milestone_words(one) for one in row.milestones)),
]  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def schedule(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Actions and sub-tasks on one axis of days."""
    shown = look(request, pk)
    found = schedule_of(shown)
    if wanted_format(request):
        return send_table(request, f"{_('Schedule')} {shown.programme.short_name}", COLUMNS, found.rows)
    years = [(found.place(day), day.year) for day in found.years]
    today = found.place(shown.today) if found.first <= shown.today <= found.last else None
    context = {
        **frame(request, shown, "schedule"), "axis": gantt_axis(years, today),
        "rows": [(one, _drawn(one, found, [at for at, _year in years], today)) for one in found.rows],
        "late": sum(one.overdue for one in found.rows),
        "late_milestones": sum(len(one.late_milestones) for one in found.rows),
    }  # fmt: skip
    return render(request, "programme/monitoring/schedule.html", context)


def milestone_words(state: MilestoneState) -> str:
    """`Umowy podpisane, 1.03.2026: osiągnięty`."""
    standing = _("overdue") if state.overdue else _("due")
    if state.reached:
        standing = f"{_('reached on')} {_day(state.reached.on)}"
    return f"{state.milestone.name}, {_day(state.milestone.due)}: {standing}"


def _drawn(row: Scheduled, found: Schedule, years: list[float], today: float | None) -> str:
    element = row.element
    planned = (element.starts, element.ends) if element.starts and element.ends else None
    done = (row.began, row.ended or max(found.today, row.began)) if row.began else None
    return gantt_row(GanttRow(
        _label(row), _places(planned, found), _places(done, found),
        [Diamond(found.place(one.milestone.due), _css(one)) for one in row.milestones], years, today, row.overdue,
    ))  # fmt: skip


def _places(days: tuple[date, date] | None, found: Schedule) -> tuple[float, float] | None:
    return None if days is None else (found.place(days[0]), found.place(days[1]))


def _css(state: MilestoneState) -> str:
    return "reached" if state.reached else "late" if state.overdue else "due"


def _label(row: Scheduled) -> str:
    element = row.element
    days = f"{_day(element.starts)} – {_day(element.ends)}" if element.starts and element.ends else _("no days given")
    return ". ".join([f"{element.code}: {days}", *(milestone_words(one) for one in row.milestones)])


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
