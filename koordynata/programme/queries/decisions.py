"""What needs a decision: each with its reason, its record and, where it has one, the day by which."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ..enums import ActionState, ActualState, CommentOutcome, MoneyStage, RiskState, VersionState
from ..layout import money_sources
from ..models import Actual, Budget, Comment, Money, Period, Risk, Version
from ..watching import threshold
from .lights import lights_of
from .reporting import periods_of
from .schedule import schedule_of
from .watched import Watched

ZERO = Decimal(0)
_SETTLED = (ActionState.DONE, ActionState.ABANDONED)


class Why(models.TextChoices):
    """What makes something need a decision."""

    OVERDUE_START = "overdue_start", _("The action has not begun in its time")
    OVERDUE_END = "overdue_end", _("The action has not ended in its time")
    SUSPENDED = "suspended", _("The action is suspended")
    MILESTONE = "milestone", _("The milestone has not been reached in its time")
    RED = "red", _("The indicator is at risk")
    RETURNED = "returned", _("The value was returned for correction")
    COMMENT = "comment", _("The comment waits for an answer")
    SUBMITTED = "submitted", _("The submitted version has no resolution")
    SOURCE_ENDS = "source_ends", _("The source of money ends soon")
    SOURCE_ENDED = "source_ended", _("The source of money has ended")
    RISK = "risk", _("The risk is high")
    PERIOD = "period", _("The period is not closed in its time")


@dataclass(frozen=True)
class Decision:
    """One thing that waits. `thing` is the record: an element, a value, a comment, a version, a period, or None."""

    why: Why
    title: str
    thing: Any
    due: date | None = None
    number: Decimal | int | None = None  # the share of a light, zł that remain, a risk's weight, values that are open
    note: str = ""


def decisions_of(seen: Watched) -> list[Decision]:
    """Everything, the longest overdue first, what has no day last. The programme's own matters only for the whole."""
    found = [*_late(seen), *_red(seen), *_returned(seen), *_risks(seen), *_money(seen)]
    if seen.area is None:
        found += [*_comments(seen.version), *_submitted(seen.version), *_periods(seen)]
    order = list(Why)
    return sorted(found, key=lambda one: (one.due or date.max, order.index(one.why), one.title))


def _late(seen: Watched) -> Iterator[Decision]:
    for row in schedule_of(seen).rows:
        element, state = row.element, row.element.strand.state
        title = f"{element.code} {element.title}"
        if state == ActionState.SUSPENDED:
            yield Decision(Why.SUSPENDED, title, element, note=element.strand.state_reason)
        if row.overdue and element.ends is not None and element.ends < seen.today:
            yield Decision(Why.OVERDUE_END, title, element, element.ends)
        elif row.overdue:
            yield Decision(Why.OVERDUE_START, title, element, element.starts)
        if state in _SETTLED:
            continue
        for late in row.late_milestones:
            yield Decision(Why.MILESTONE, late.milestone.name, element, late.milestone.due, note=title)


def _red(seen: Watched) -> Iterator[Decision]:
    for one in lights_of(seen):
        if one.light is not None and one.light.id == "bad":
            title = f"{one.line.measure.code} {one.line.measure.title}"
            yield Decision(Why.RED, title, one, None, one.share, f"{one.element.code} {one.element.title}")


def _returned(seen: Watched) -> Iterator[Decision]:
    """For the office: what is not approved concerns nobody else."""
    if not seen.office:
        return
    strands = {one.strand_id: one for one in seen.shown}
    rows = Actual.objects.filter(indicator__strand__in=list(strands), state=ActualState.RETURNED)
    for one in rows.select_related("indicator__measure", "period").order_by("period__starts", "pk"):
        element = strands[one.indicator.strand_id]
        title = f"{one.indicator.measure.code} {one.indicator.measure.title} · {element.code}"
        yield Decision(Why.RETURNED, title, one, one.period.due, note=one.returned_reason)


def _risks(seen: Watched) -> Iterator[Decision]:
    strands, least = {one.strand_id: one for one in seen.shown}, threshold("risk_weight", seen.today).value
    rows = Risk.objects.filter(strand__in=list(strands), state=RiskState.OPEN).order_by("pk")
    for one in rows:
        if one.weight >= least:
            element = strands[one.strand_id]
            yield Decision(Why.RISK, one.name, element, None, one.weight, f"{element.code} {element.title}")


def _money(seen: Watched) -> Iterator[Decision]:
    """Sources that end soon, or have ended, with money that was planned and not spent; two queries."""
    until = seen.today + timedelta(days=threshold("money_source_days", seen.today).value)
    ending = {one.id: one for one in money_sources().values() if one.valid_to and one.valid_to <= until}
    planned = _sums(Budget.objects.filter(element__in=[one.pk for one in seen.work], source__in=ending))
    moved = Money.objects.filter(strand__in=[one.strand_id for one in seen.work], source__in=ending)
    spent = _sums(moved.filter(stage=MoneyStage.SPENT))
    for source, amount in planned.items():
        left, row = amount - spent.get(source, ZERO), ending[source]
        if left > 0 and row.valid_to is not None:
            why = Why.SOURCE_ENDED if row.valid_to < seen.today else Why.SOURCE_ENDS
            yield Decision(why, row.name, None, row.valid_to, left, row.note)


def _sums(rows: Any) -> dict[str, Decimal]:
    found = rows.order_by().values("source").annotate(all=Coalesce(Sum("amount"), ZERO))
    return {row["source"]: row["all"] for row in found.order_by("source")}


def _comments(version: Version) -> Iterator[Decision]:
    rows = Comment.objects.filter(version__programme_id=version.programme_id, outcome=CommentOutcome.OPEN)
    rows = rows.exclude(version__state__in=[VersionState.ADOPTED, VersionState.ABANDONED])
    for one in rows.select_related("version").order_by("at", "pk"):
        yield Decision(Why.COMMENT, one.text[:120], one, one.version.consulted_until, note=one.body or one.author)


def _submitted(version: Version) -> Iterator[Decision]:
    rows = version.programme.versions.filter(state=VersionState.SUBMITTED).order_by("number")
    for one in rows:
        yield Decision(Why.SUBMITTED, one.reason.split("\n")[0][:120], one, None, one.number)


def _periods(seen: Watched) -> Iterator[Decision]:
    """Periods whose values were due and that nobody has closed."""
    for state in periods_of(seen.programme, seen.today):
        if not state.period.is_closed and _was_due(state.period, seen.today):
            open_values = sum(count for name, count in state.states.items() if name != ActualState.APPROVED)
            due = state.period.due or state.period.ends
            yield Decision(Why.PERIOD, state.period.name, state.period, due, open_values + state.missing)


def _was_due(period: Period, today: date) -> bool:
    return (period.due or period.ends) < today
