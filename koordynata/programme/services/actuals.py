"""What was achieved: entered, submitted, checked, approved or returned; periods closed and reopened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.states import IllegalMove

from ..enums import ACTUAL_MOVES, ActualState, MeasureSource
from ..errors import ProgrammeRefusal
from ..layout import dimensions
from ..models import Actual, Indicator, Part, Period
from .locking import locked
from .trail import record

Parts = Mapping[str, Mapping[str, Decimal]]  # by dimension and category


@dataclass(frozen=True)
class Value:
    """A value as it is reported: itself, or numerator and denominator; its parts; an explanation."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    parts: Parts = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def enter_actual(
    *, indicator: Indicator, period: Period, given: Value, by: Actor, revision: int | None = None
) -> Actual:
    """Enter or correct a value. A second value for one period is a correction of the first.

    `revision`: what the form showed, 0 for none. Raises ProgrammeRefusal (closed period, value that is counted by the
    program, parts over their whole), ChangedMeanwhile, ValidationError.
    """
    period = _open_period(period)
    measure = indicator.measure
    if indicator.strand.programme_id != period.programme_id:
        raise ProgrammeRefusal(_("The indicator belongs to another programme."))
    if measure.source != MeasureSource.TYPED:
        raise ProgrammeRefusal(_("This value is counted by the program. Correct the facts behind it."))
    actual = Actual.objects.select_for_update().filter(indicator=indicator, period=period).first()
    if revision is not None and revision != (actual.revision if actual else 0):
        raise ChangedMeanwhile(actual)
    if actual and not actual.may_be_written:
        raise ProgrammeRefusal(_("The value has been submitted. It can be corrected once it is returned."))
    before = _told(actual) if actual else None
    actual = actual or Actual(indicator=indicator, period=period, revision=0)
    actual.value, actual.numerator, actual.denominator = given.value, given.numerator, given.denominator
    actual.note, actual.revision = given.note, actual.revision + 1
    _check_value(actual, given.parts)
    actual.save()
    actual.parts.all().delete()
    Part.objects.bulk_create([
        Part(actual=actual, dimension=dimension, category=category, value=value)
        for dimension, values in given.parts.items() for category, value in values.items()
    ])  # fmt: skip
    record("actual.entered", actual, period.programme, by=by, before=before, after=_told(actual))
    return actual


def _check_value(actual: Actual, parts: Parts) -> None:
    measure = actual.indicator.measure
    if measure.is_ratio != (actual.value is None):
        raise ProgrammeRefusal(_("Give a value, or a numerator and a denominator."))
    actual.full_clean()
    for dimension, values in parts.items():
        _check_parts(measure.dimensions, dimension, values, actual.whole)


def _check_parts(asked: list[str], dimension: str, values: Mapping[str, Decimal], whole: Decimal) -> None:
    """Raises ProgrammeRefusal for parts that nobody asked for, below zero, or over their whole."""
    if dimension not in asked:
        raise ProgrammeRefusal(_("This indicator is not divided by “%s”.") % dimension)
    division = dimensions()[dimension]
    if unknown := set(values) - {one.id for one in division.categories}:
        raise ProgrammeRefusal(_("Unknown category: %s.") % ", ".join(sorted(unknown)))
    if any(value < 0 for value in values.values()):
        raise ProgrammeRefusal(_("A part is not below zero."))
    if sum(values.values()) > whole:
        words = {"dimension": division.name, "parts": sum(values.values()), "whole": whole}
        raise ProgrammeRefusal(_("By %(dimension)s the parts make %(parts)s, more than the whole (%(whole)s).") % words)


@transaction.atomic
def submit_actual(*, actual: Actual, by: Actor, revision: int | None = None) -> Actual:
    """Hand a value over to be checked."""
    return _move(actual, ActualState.SUBMITTED, by, revision)


@transaction.atomic
def check_actual(*, actual: Actual, by: Actor, revision: int | None = None) -> Actual:
    """Say that a value was checked against its evidence."""
    return _move(actual, ActualState.CHECKED, by, revision)


@transaction.atomic
def approve_actual(*, actual: Actual, by: Actor, revision: int | None = None) -> Actual:
    """Approve a checked value: from now on it counts."""
    return _move(actual, ActualState.APPROVED, by, revision)


@transaction.atomic
def return_actual(*, actual: Actual, reason: str, by: Actor, revision: int | None = None) -> Actual:
    """Return a value for correction; whoever checks it needs nobody else for that. Raises ProgrammeRefusal."""
    if not reason.strip():
        raise ProgrammeRefusal(_("Say what is to be corrected."))
    return _move(actual, ActualState.RETURNED, by, revision, reason)


def _move(actual: Actual, wanted: ActualState, by: Actor, revision: int | None, reason: str = "") -> Actual:
    """`revision`: what the page showed; None asks for no comparison. Raises ProgrammeRefusal, ChangedMeanwhile."""
    _open_period(actual.period)  # before the value, as whoever enters one: else the two may wait for each other
    current = locked(actual, "indicator__measure", "period__programme__territory")
    if current.state == wanted:
        return current
    if revision is not None and revision != current.revision:
        raise ChangedMeanwhile(current)
    before = {"state": current.state}
    try:
        ACTUAL_MOVES.check(current.state, wanted)
    except IllegalMove:
        raise ProgrammeRefusal(
            _("This cannot be done with a value in the state “%s”.") % current.get_state_display()
        ) from None
    current.state, current.state_at, current.state_by = wanted, timezone.now(), by.audit_label
    current.returned_reason = reason if wanted == ActualState.RETURNED else current.returned_reason
    current.revision += 1
    current.save()
    after = {"state": wanted, **({"reason": reason} if reason else {})}
    record(f"actual.{wanted}", current, current.period.programme, by=by, before=before, after=after)
    return current


@transaction.atomic
def close_period(*, period: Period, by: Actor) -> Period:
    """Close a period. Raises ProgrammeRefusal while values wait to be checked or corrected. Pressed twice, once."""
    current = locked(period, "programme__territory")
    if current.is_closed:
        return current
    waiting = current.actuals.exclude(state=ActualState.APPROVED).count()
    if waiting:
        raise ProgrammeRefusal(_("Values of this period that are not approved: %d.") % waiting)
    current.closed_at, current.closed_by = timezone.now(), by.audit_label
    current.save()
    record("period.closed", current, current.programme, by=by, after={"values": current.actuals.count()})
    return current


@transaction.atomic
def reopen_period(*, period: Period, reason: str, by: Actor) -> Period:
    """Open a closed period again, with a reason that stays in its history. Raises ProgrammeRefusal."""
    if not reason.strip():
        raise ProgrammeRefusal(_("Say why the period is reopened."))
    current = locked(period, "programme__territory")
    if not current.is_closed:
        return current
    before = {"closed_at": current.closed_at, "closed_by": current.closed_by}
    current.closed_at, current.closed_by = None, ""
    current.save()
    record("period.reopened", current, current.programme, by=by, before=before, after={"reason": reason})
    return current


def _open_period(period: Period) -> Period:
    current = locked(period, "programme__territory")
    if current.is_closed:
        raise ProgrammeRefusal(_("The period “%s” is closed.") % current.name)
    return current


def _told(actual: Actual) -> dict[str, Any]:
    parts = {f"{one.dimension}:{one.category}": one.value for one in actual.parts.all()} if actual.pk else {}
    return {**{name: getattr(actual, name) for name in ("value", "numerator", "denominator", "note")}, "parts": parts}
