"""What was done with an element and its action, in words."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.audit import name_in
from koordynata.foundation.tables import Column, Kind
from koordynata.programme.enums import ActionState, Involved, MoneyStage, RiskState
from koordynata.programme.layout import money_sources, tags
from koordynata.programme.models import Element
from koordynata.programme.queries.history import events_of, steps_of
from koordynata.programme.queries.reading import visible_versions
from koordynata.programme.rules import may_discuss, may_run
from koordynata.registry.queries.history import Difference, Step

from ..access import access
from ..differences import Told
from ..downloads import send_table, wanted_format
from ..paging import page_of
from ..requests import person_of
from ..wording import field_label, shown_value, verb_label
from .framing import frame
from .loading import element_seen, version_seen

PER_PAGE = 50
LEFT_OUT = {"sha256", "version"}
_CHOICES = {"stage": MoneyStage, "role": Involved}

COLUMNS: list[Column[Step]] = [
    Column(gettext_lazy("When"), Kind.TEXT, gettext_lazy("Time of the event, UTC"), lambda row: row.at.isoformat()),
    Column(gettext_lazy("Who"), Kind.TEXT, gettext_lazy("Who did it"), lambda row: name_in(row.who)),
    Column(gettext_lazy("What"), Kind.TEXT, gettext_lazy("What was done"), lambda row: verb_label(row.verb)),
    Column(gettext_lazy("Object"), Kind.TEXT, gettext_lazy("Name of the object then"), lambda row: row.what),
    Column(gettext_lazy("Before"), Kind.TEXT, gettext_lazy("Values before"), lambda row: _text(row, "before")),
    Column(gettext_lazy("After"), Kind.TEXT, gettext_lazy("Values after"), lambda row: _text(row, "after")),
]


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def history(request: HttpRequest, pk: int, number: int, uid: UUID) -> HttpResponseBase:
    """Every change of the element and of the work under it; with `format` in the address a file of them."""
    shown = element_seen(version_seen(request, pk, number), uid)
    if wanted_format(request):
        return send_table(request, _("History"), COLUMNS, _steps(request, shown, _events(request, shown)))
    page = page_of(request, _events(request, shown), PER_PAGE)
    steps = [(step, name_in(step.who), tell(step)) for step in _steps(request, shown, page)]
    context = {**frame(request, shown.version.programme, shown.version, "content"), "element": shown, "page": page}
    return render(request, "programme/history.html", {**context, "steps": steps})


def latest(request: HttpRequest, shown: Element, most: int) -> list[tuple[Step, str, list[Told]]]:
    """The last steps, for the page of the element."""
    found = _steps(request, shown, _events(request, shown)[:most])
    return [(step, name_in(step.who), tell(step)) for step in found]


def _events(request: HttpRequest, shown: Element) -> Any:
    user = person_of(request)
    versions = visible_versions(user).filter(programme=shown.version.programme)
    return events_of(shown.strand, versions, within=may_discuss(user, shown))


def _steps(request: HttpRequest, shown: Element, events: Any) -> list[Step]:
    programme = shown.strand.programme = shown.version.programme
    return steps_of(events, shown.strand, with_people=may_run(person_of(request), programme))


def tell(step: Step) -> list[Told]:
    """The differences of one step as people read them."""
    states = RiskState if step.verb.startswith("risk.") else ActionState
    return [_tell(one, states) for one in step.differences if one.field not in LEFT_OUT]


def _tell(one: Difference, states: Any) -> Told:
    return Told(_label(one.field), _value(one.field, one.before, states), _value(one.field, one.after, states))


def _label(field: str) -> str:
    """A field's name; of planned money `2026 · EFS+`."""
    year, _space, source = field.partition(" ")
    return f"{year} · {money_sources()[source].name}" if source in money_sources() else field_label(field)


def _value(field: str, value: Any, states: Any) -> str:
    choices = states if field == "state" else _CHOICES.get(field)
    if choices and value in choices.values:
        return str(choices(value).label)
    if field == "source" and value in money_sources():
        return money_sources()[value].name
    if field == "tags" and value:
        return ", ".join(tags()[one].name if one in tags() else one for one in value)
    return shown_value(value, field)


def _text(step: Step, side: str) -> str:
    return "; ".join(f"{one.label}: {getattr(one, side)}" for one in tell(step))
