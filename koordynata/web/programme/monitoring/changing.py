"""What changed: between two periods, and since a day or the last sign-in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.audit import name_in
from koordynata.foundation.tables import Column, Kind
from koordynata.programme.enums import ActionState, ActualState, VersionState
from koordynata.programme.models import Actual, Element, Version
from koordynata.programme.queries.changed import Happened, Step, happened_since, last_visit, steps_of
from koordynata.programme.queries.reading import visible_versions
from koordynata.programme.queries.watched import Watched

from ...access import access
from ...downloads import send_table, wanted_format
from ...requests import person_of
from .addresses import page_of
from .looking import frame, look
from .words import LIGHT_NAMES

EARLIEST = 1900  # before it a day has no moment that every database knows


@dataclass(frozen=True)
class Row:
    """What became of one thing, as the list shows it: states in words, numbers of a value."""

    happened: Happened
    what: str
    url: str
    before: str
    after: str
    is_value: bool
    by: str


COLUMNS: list[Column[Step]] = [
    Column(gettext_lazy("Element"), Kind.TEXT, gettext_lazy("Number and name"), lambda row: str(row.now.element)),
    Column(gettext_lazy("Indicator"), Kind.TEXT, gettext_lazy("Code and name"), lambda row: str(row.now.line.measure)),
    Column(gettext_lazy("Period before"), Kind.TEXT, gettext_lazy("As of its end"), lambda row: row.before.period.name),
    Column(gettext_lazy("Value before"), Kind.NUMBER, gettext_lazy("Approved values"), lambda row: row.before.value),
    Column(gettext_lazy("Light before"), Kind.TEXT, gettext_lazy("By the thresholds in force"),
           lambda row: row.before.light.name if row.before.light else str(LIGHT_NAMES[""])),
    Column(gettext_lazy("Period"), Kind.TEXT, gettext_lazy("As of its end"), lambda row: row.now.period.name),
    Column(gettext_lazy("Value"), Kind.NUMBER, gettext_lazy("Approved values"), lambda row: row.now.value),
    Column(gettext_lazy("Light"), Kind.TEXT, gettext_lazy("By the thresholds in force"),
           lambda row: row.now.light.name if row.now.light else str(LIGHT_NAMES[""])),
]  # fmt: skip


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def changed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Values and lights that are not what they were, and events since a moment, with both values."""
    shown = look(request, pk)
    steps = steps_of(shown)
    if wanted_format(request):
        return send_table(request, f"{_('What changed')} {shown.programme.short_name}", COLUMNS, steps)
    moment, asked = _moment(request)
    versions = visible_versions(person_of(request)).filter(programme=shown.programme).order_by("number")
    happened = happened_since(shown, versions, moment) if moment else []
    context = {
        **frame(request, shown, "changed"), "steps": steps, "since": moment, "asked": asked,
        "wrong_day": bool(request.GET.get("since")) and asked is None,
        "rows": _rows(happened, shown),
    }  # fmt: skip
    return render(request, "programme/monitoring/changed.html", context)


def _moment(request: HttpRequest) -> tuple[datetime | None, date | None]:
    """The day that was asked for, from its first minute; else when the reader had signed in before."""
    try:
        day = date.fromisoformat(request.GET.get("since", ""))
        if day.year >= EARLIEST:
            return timezone.make_aware(datetime.combine(day, time.min)), day
    except ValueError:
        pass
    return last_visit(person_of(request)), None


def _rows(happened: Iterable[Happened], shown: Watched) -> list[Row]:
    return [
        Row(one, _what(one.thing), page_of(one.thing, shown), _state(one.thing, one.before),
            _state(one.thing, one.after), isinstance(one.thing, Actual), name_in(one.by) if shown.office else "")
        for one in happened
    ]  # fmt: skip


def _what(thing: Any) -> str:
    if isinstance(thing, Actual):
        return f"{thing.indicator.measure} · {thing.period.name}"
    if isinstance(thing, Element):
        return str(thing)
    return str(_("Version %s") % thing.number)


def _state(thing: Any, state: str | None) -> str:
    kinds = {Actual: ActualState, Element: ActionState, Version: VersionState}
    return str(kinds[type(thing)](state).label) if state else ""
