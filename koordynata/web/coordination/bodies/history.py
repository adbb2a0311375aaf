"""What was changed in a body, in words."""

from datetime import time
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.coordination.enums import BodyKind, MandateEnd, MandateFunction
from koordynata.coordination.queries.history import events_of, steps_of
from koordynata.coordination.rules import may_run
from koordynata.coordination.sides import sides
from koordynata.foundation.tables import Column, Kind
from koordynata.registry.queries.history import Difference, Step

from ...access import access
from ...differences import Told
from ...downloads import send_table, wanted_format
from ...paging import page_of
from ...requests import person_of
from ...wording import field_label, shown_value, verb_label
from .loading import seen
from .page import frame

PER_PAGE = 50
FORMATS = {True: "SHORT_DATE_FORMAT", False: "SHORT_DATETIME_FORMAT"}
LEFT_OUT = {"rules"}  # the page of the rules tells them in sentences

COLUMNS: list[Column[Step]] = [
    Column(gettext_lazy("When"), Kind.TEXT, gettext_lazy("Time of the event, UTC"), lambda row: row.at.isoformat()),
    Column(gettext_lazy("Who"), Kind.TEXT, gettext_lazy("Who did it"), lambda row: row.who),
    Column(gettext_lazy("What"), Kind.TEXT, gettext_lazy("What was done"), lambda row: verb_label(row.verb)),
    Column(gettext_lazy("Object"), Kind.TEXT, gettext_lazy("Name of the object then"), lambda row: row.what),
    Column(gettext_lazy("Before"), Kind.TEXT, gettext_lazy("Values before"), lambda row: _text(row, "before")),
    Column(gettext_lazy("After"), Kind.TEXT, gettext_lazy("Values after"), lambda row: _text(row, "after")),
]


@access(Permission.VIEW_MEETINGS)
def history(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every change of the body, its rules, seats and mandates."""
    body = seen(request, pk)
    with_people = may_run(person_of(request), body)
    events = events_of(body, with_people=with_people)
    if wanted_format(request):
        told = steps_of(list(events), body, with_people=with_people)
        return send_table(request, _("History"), COLUMNS, told)
    page = page_of(request, events, PER_PAGE)
    steps = steps_of(list(page), body, with_people=with_people)
    context = frame(request, body, "history") | {"page": page, "steps": [(step, tell(step)) for step in steps]}
    return render(request, "coordination/bodies/history.html", context)


def tell(step: Step) -> list[Told]:
    """The differences of one step as people read them."""
    return [_tell(one) for one in step.differences if one.field not in LEFT_OUT]


def _tell(one: Difference) -> Told:
    return Told(field_label(one.field), _value(one.field, one.before), _value(one.field, one.after))


def _value(field: str, value: Any) -> str:
    if field == "side" and value in sides():
        return sides()[value].name
    for name, choices in (("function", MandateFunction), ("reason", MandateEnd), ("kind", BodyKind)):
        if field == name and value in choices.values:
            return str(choices(value).label)
    return _time_words(value) or shown_value(value)


def _time_words(value: Any) -> str:
    """A day or a moment as the reader's language writes it; empty for anything else."""
    try:
        if isinstance(value, str) and value[4:5] == "-" and (moment := parse_datetime(value)):
            day = moment.time() == time.min and moment.tzinfo is None
            return date_format(moment if day else localtime(moment), FORMATS[day])
    except ValueError:  # of the right form, but no day of any calendar
        pass
    return ""


def _text(step: Step, side: str) -> str:
    return "; ".join(f"{one.label}: {getattr(one, side)}" for one in tell(step))
