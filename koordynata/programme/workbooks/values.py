"""A partner's reporting form: the indicators of one institution in one open period, with their values so far."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import Refusal
from koordynata.registry.models import Institution

from ..errors import ProgrammeRefusal
from ..layout import dimensions
from ..models import Actual, Indicator, Period
from ..queries.reporting import Due, due_of
from ..services.actuals import Value, enter_actual
from .choosing import wanted
from .comparing import Change
from .shapes import Book, Column, Kind, Problem, Row, Sheet
from .texts import plain

KIND = "values"
PART = "part:"  # columns of parts: part:<dimension>:<category>
_NUMBERS = ("value", "numerator", "denominator")


def form_of(period: Period, institution: Institution) -> Book:
    """The form with what is entered so far. Raises ProgrammeRefusal for a closed period or nothing to report."""
    if period.is_closed:
        raise ProgrammeRefusal(_("The period “%s” is closed.") % period.name)
    dues = due_of(period.programme, period, {institution.pk})
    if not dues:
        raise ProgrammeRefusal(_("This institution has nothing to report in the period."))
    about = {"programme": str(period.programme_id), "period": str(period.pk), "institution": str(institution.pk)}
    title = f"{institution.name}, {period.programme.short_name}, {period.name}"
    sheet = Sheet("values", _("Values"), tuple(_columns(dues)), dict(_rows(dues)), grows=False)
    return Book(KIND, about, title, _notes(period), (sheet,))


def _notes(period: Period) -> tuple[str, ...]:
    days = f"{period.starts.isoformat()} – {period.ends.isoformat()}"
    word = _("Reporting period")
    return (
        f"{word}: {period.name} ({days})",
        _("Fill in a value, of a ratio its numerator and denominator; then read the file on the page of the period."),
        _("Parts of one division together never exceed the value, of a ratio its numerator."),
        _("Before anything is written, every difference is shown. Values stay drafts until they are submitted."),
        _("Do not change column A nor the hidden sheet: they tell which row is which."),
    )


def _columns(dues: Iterable[Due]) -> Iterable[Column]:
    told = _("For information; not read.")
    yield Column("element", _("Element"), told=True, note=told)
    yield Column("element_name", _("Name"), width=40, told=True, note=told)
    yield Column("measure", _("Indicator"), told=True, note=told)
    yield Column("measure_name", _("Name of the indicator"), width=40, told=True, note=told)
    yield Column("unit", _("Unit"), told=True, note=told)
    yield Column("value", _("Value"), Kind.NUMBER, note=_("Not for ratios."))
    yield Column("numerator", _("Numerator"), Kind.NUMBER, note=_("For ratios alone."))
    yield Column("denominator", _("Denominator"), Kind.NUMBER, note=_("For ratios alone."))
    asked = {name for due in dues for name in due.indicator.measure.dimensions}
    for dimension in (one for one in dimensions().values() if one.id in asked):
        for category in dimension.categories:
            yield Column(f"{PART}{dimension.id}:{category.id}", f"{dimension.name}: {category.name}", Kind.NUMBER,
                         note=_("A part of the value."))  # fmt: skip
    yield Column("note", _("Explanation"), width=60, note=_("May be empty."))


def _rows(dues: list[Due]) -> Iterable[tuple[str, Row]]:
    parts: dict[int, Row] = {}
    found = Actual.objects.filter(pk__in=[one.actual.pk for one in dues if one.actual]).prefetch_related("parts")
    for actual in found:
        parts[actual.pk] = {f"{PART}{one.dimension}:{one.category}": plain(one.value) for one in actual.parts.all()}
    for due in dues:
        card, entered = due.indicator.measure, due.actual
        row = {"element": plain(due.element.code), "element_name": plain(due.element.name), "measure": plain(card.code),
               "measure_name": plain(card.title), "unit": plain(card.unit)}  # fmt: skip
        if entered is not None:
            row |= {name: plain(getattr(entered, name)) for name in (*_NUMBERS, "note")}
            row |= parts.get(entered.pk, {})
        yield str(due.indicator.pk), row


def take_values(period: Period, changes: list[Change], by: Actor) -> list[Problem]:
    """Enter the changed values, inside the caller's transaction; what refuses is told with its cell."""
    problems: list[Problem] = []
    for change in changes:
        try:
            with transaction.atomic():
                _enter(period, change, by)
        except ValidationError as refused:
            problems.append(_problem(change, " ".join(refused.messages)))
        except (Refusal, IntegrityError) as refused:
            problems.append(_problem(change, str(refused)))
    return problems


def _enter(period: Period, change: Change, by: Actor) -> None:
    indicator = Indicator.objects.select_related("measure", "strand__programme").get(pk=int(change.key))
    enter_actual(indicator=indicator, period=period, given=_given(wanted(change)), by=by)


def _given(row: Row) -> Value:
    numbers: dict[str, Any] = {name: Decimal(row[name]) if row.get(name) else None for name in _NUMBERS}
    parts: dict[str, dict[str, Decimal]] = {}
    for name, text in row.items():
        if name.startswith(PART) and text:
            _part, dimension, category = name.split(":")
            parts.setdefault(dimension, {})[category] = Decimal(text)
    return Value(**numbers, parts=parts, note=row.get("note", ""))


def _problem(change: Change, text: str) -> Problem:
    return Problem(change.sheet.title, change.cells[0].place, text)
