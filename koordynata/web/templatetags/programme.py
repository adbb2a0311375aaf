"""Marks of programmes: lights, states, bullets, amounts as people read them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koordynata.programme.enums import ActionState, ActualState, VersionState
from koordynata.programme.layout import dimensions, money_sources
from koordynata.programme.lights import Light
from koordynata.programme.models import Report
from koordynata.programme.workbooks.comparing import Cell
from koordynata.programme.workbooks.shapes import Kind as CellKind

from ..charts.bullet import bullet as draw_bullet
from ..figures import NO_DATA, percent
from ..figures import amount as amount_of
from .koordynata import icon

register = template.Library()
LIGHT_LOOK = {"good": ("ok", "check-circle"), "watch": ("warn", "triangle"), "bad": ("late", "octagon")}
ACTION_LOOK = {
    ActionState.PLANNED: ("", "clock"), ActionState.RUNNING: ("", "clock"), ActionState.SUSPENDED: ("warn", "triangle"),
    ActionState.DONE: ("ok", "check-circle"), ActionState.ABANDONED: ("", "lock"),
}  # fmt: skip
VERSION_LOOK = {VersionState.ADOPTED: ("ok", "check-circle"), VersionState.CONSULTATION: ("warn", "clock")}


@register.simple_tag
def light(shown: Light | None) -> SafeString:
    """A light in words with its sign; nothing to say is said."""
    if shown is None:
        return format_html('<span class="silence">{}</span>', NO_DATA)
    css, sign = LIGHT_LOOK[shown.id]
    return format_html('<span class="state {}">{}{}</span>', css, icon(sign), shown.name)


@register.simple_tag
def action_state(element: Any, overdue: bool) -> SafeString:
    """How an action stands, and that it is late."""
    state = element.strand.get_state_display()
    if not overdue:
        css, sign = ACTION_LOOK[element.strand.state]
        return format_html('<span class="state {}">{}{}</span>', css, icon(sign), state)
    late = pgettext("programme", "Late").lower()
    return format_html('<span class="state late">{}{} · {}</span>', icon("octagon"), state, late)


@register.simple_tag
def version_state(version: Any) -> SafeString:
    """The state of a version as a chip."""
    css, sign = VERSION_LOOK.get(version.state, ("", "edit"))
    return format_html('<span class="chip {}">{}{}</span>', css, icon(sign), version.get_state_display())


VALUE_LOOK = {
    ActualState.APPROVED: ("ok", "check-circle"), ActualState.RETURNED: ("late", "undo"),
    ActualState.SUBMITTED: ("warn", "clock"), ActualState.CHECKED: ("warn", "check"),
}  # fmt: skip


@register.simple_tag
def value_state(state: str) -> SafeString:
    """The state of a value; an empty one is not reported."""
    if not state:
        return format_html('<span class="state">{}{}</span>', icon("clock"), _("not reported"))
    css, sign = VALUE_LOOK.get(ActualState(state), ("", "edit"))
    return format_html('<span class="state {}">{}{}</span>', css, icon(sign), ActualState(state).label)


@register.simple_tag
def value_state_name(state: str) -> str:
    """The state in words alone."""
    return str(ActualState(state).label)


@register.simple_tag
def part_name(part: Any) -> str:
    """Of what a part is a part: `płeć: kobiety`."""
    dimension = dimensions()[part.dimension]
    return f"{dimension.name}: {dimension.category(part.category).name}"


@register.filter
def amount(value: Decimal | None) -> str:
    """A value of an indicator: whole, or with two digits."""
    return amount_of(value)


@register.simple_tag
def bullet(value: Decimal | None, planned: Decimal | None, final: Decimal | None) -> SafeString:
    """The bar of one row."""
    return draw_bullet(value, planned, final)


@register.simple_tag
def share(value: Decimal | None) -> str:
    """A share of a way as a percentage."""
    return percent(None if value is None else float(value))


@register.simple_tag
def money_source(source: str) -> str:
    """A source of money in the reader's language."""
    return money_sources()[source].name


@register.simple_tag
def dimension_names(wanted: list[str]) -> str:
    """Divisions in the reader's language."""
    return ", ".join(dimensions()[one].name for one in wanted if one in dimensions())


@register.simple_tag
def light_words(id_: str, name: str) -> SafeString:
    """A light of a snapshot, which keeps its name."""
    if id_ not in LIGHT_LOOK:
        return format_html('<span class="silence">{}</span>', name)
    css, sign = LIGHT_LOOK[id_]
    return format_html('<span class="state {}">{}{}</span>', css, icon(sign), name)


@register.simple_tag
def report_state(report: Report) -> SafeString:
    """How far a report is: a draft, frozen, sent."""
    if report.sent_at:
        return format_html('<span class="chip ok">{}{}</span>', icon("check-circle"), pgettext("report", "sent"))
    css, sign = ("", "lock") if report.is_frozen else ("", "edit")
    return format_html('<span class="chip {}">{}{}</span>', css, icon(sign), report.get_state_display())


@register.filter
def split_words(text: str) -> list[str]:
    """The words of a list that a template spells out."""
    return text.split()


@register.simple_tag
def item(table: dict[Any, Any], key: Any) -> Any:
    """What stands in a table under a key; nothing where it is not."""
    return table.get(key, "")


@register.filter
def cell_text(cell: Cell, side: str) -> str:
    """What a workbook's cell says, `old` or `new`: numbers and days as people read them, a dash for nothing."""
    text: str = getattr(cell, side)
    if not text:
        return "–"
    if cell.column.kind == CellKind.NUMBER:
        return amount_of(Decimal(text))
    return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT") if cell.column.kind == CellKind.DATE else text
