"""What waits in programmes: values to correct, to check, to approve; actions, comments, versions."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.foundation.audit import name_in
from koordynata.foundation.models import AuditEvent
from koordynata.foundation.work import WorkItem, WorkSource
from koordynata.registry.scopes import scope_of

from ..enums import ActionState, ActualState, CommentOutcome, LevelRole, VersionState
from ..models import Actual, Comment, Element, Involvement, Version
from .card import milestones_of
from .people import institutions_of
from .waiting_reports import REPORTS

ENTERED = "actual.entered"
_WORK = (LevelRole.ACTION, LevelRole.SUBTASK)
_SETTLED = (ActionState.DONE, ActionState.ABANDONED)
_OVER = (VersionState.ADOPTED, VersionState.ABANDONED)


def _runs(user: Any, path: str) -> Q:
    return scope_of(user, Permission.RUN_PROGRAMMES).query(path)


def returned(user: Any, today: date) -> Iterator[WorkItem]:
    """Values to correct: for the office, and for whoever answers for an institution of the action; three queries."""
    mine = Exists(_involved_then(institutions_of(user)))
    runs = _runs(user, "period__programme__territory__path")
    # An empty condition is the whole country's, and would be lost in an "or".
    rows = list(_values(ActualState.RETURNED).filter(runs | mine if runs else runs))
    entered = _who_entered(rows)
    for one in rows:
        who, name = entered.get(one.pk, (None, ""))
        waits_for = "" if who == user.pk else name
        yield WorkItem("programme_returned", _value(one), _title(one), one.returned_reason, waits_for, one.period.due)


def _involved_then(institutions: set[int]) -> QuerySet[Involvement]:
    """These institutions at the element of a value, as the version of which the value's period speaks has it."""
    versions = Version.objects.adopted().filter(
        programme=OuterRef(OuterRef("period__programme")), in_force_from__lte=OuterRef(OuterRef("period__ends"))
    )
    return Involvement.objects.filter(
        element__strand=OuterRef("indicator__strand"), institution__in=institutions,
        element__version=Subquery(versions.values("pk")[:1]),
    )  # fmt: skip


def to_check(user: Any, today: date) -> Iterator[WorkItem]:
    """Submitted values to check, checked ones to approve; one query."""
    inside = scope_of(user, Permission.CHECK_ACTUALS).query("period__programme__territory__path")
    for one in _values(ActualState.SUBMITTED, ActualState.CHECKED).filter(inside):
        about = _("to be checked") if one.state == ActualState.SUBMITTED else _("to be approved")
        yield WorkItem("programme_values", _value(one), _title(one), about, "", one.period.due)


def overdue(user: Any, today: date) -> Iterator[WorkItem]:
    """Actions and milestones past their days, by the versions in force; three queries."""
    rows = Element.objects.filter(
        _runs(user, "version__programme__territory__path"), version__in=Version.objects.in_force_on(today),
        role__in=_WORK,
    ).exclude(strand__state__in=_SETTLED).select_related("strand", "version__programme")  # fmt: skip
    elements = list(rows.order_by("version", "path"))
    late = milestones_of(elements, today)
    for one in elements:
        title, subject = f"{one.version.programme.short_name}: {one}", _element(one)
        if one.ends is not None and one.ends < today:
            yield WorkItem("programme_actions", subject, title, _("has not ended in its time"), "", one.ends)
        elif one.starts is not None and one.starts < today and one.strand.state == ActionState.PLANNED:
            yield WorkItem("programme_actions", subject, title, _("has not begun in its time"), "", one.starts)
        for state in late.get(one.pk, []):
            if state.overdue:
                about = _("milestone: %s") % state.milestone.name
                yield WorkItem("programme_actions", subject, title, about, "", state.milestone.due)


def comments(user: Any, today: date) -> Iterator[WorkItem]:
    """Comments of consultations that nobody has answered; one query."""
    rows = Comment.objects.filter(_runs(user, "version__programme__territory__path"), outcome=CommentOutcome.OPEN)
    rows = rows.exclude(version__state__in=_OVER).select_related("version__programme")
    for one in rows.order_by("at", "pk"):
        programme = one.version.programme
        subject = f"programme_comments:{programme.pk}/{one.version.number}"
        yield WorkItem("programme_comments", subject, f"{programme.short_name}: {one.text[:120]}",
                       one.body or one.author, "", one.version.consulted_until)  # fmt: skip


def versions(user: Any, today: date) -> Iterator[WorkItem]:
    """Submitted versions that no body has adopted; one query."""
    rows = Version.objects.filter(_runs(user, "programme__territory__path"), state=VersionState.SUBMITTED)
    for one in rows.select_related("programme").order_by("programme", "number"):
        title = _("%(programme)s: version %(number)s") % {
            "programme": one.programme.short_name, "number": one.number
        }  # fmt: skip
        subject = f"programme_version:{one.programme_id}/{one.number}"
        yield WorkItem("programme_versions", subject, title, one.reason.split("\n")[0][:120], _("the body that adopts"))


def _values(*states: str) -> QuerySet[Actual]:
    rows = Actual.objects.filter(state__in=states, period__closed_at=None)
    return rows.select_related("indicator__measure", "period__programme").order_by("period__due", "pk")


def _who_entered(rows: Iterable[Actual]) -> dict[int, tuple[int | None, str]]:
    """Who entered each value last: their id and name."""
    events = AuditEvent.objects.filter(
        object_type="actual", object_id__in=[str(one.pk) for one in rows], verb=ENTERED
    ).order_by("id")
    return {int(one.object_id): (one.actor_id, name_in(one.actor_label)) for one in events}


def _title(one: Actual) -> str:
    return f"{one.period.programme.short_name}, {one.period.name}: {one.indicator.measure}"


def _value(one: Actual) -> str:
    return f"programme_value:{one.period.programme_id}/{one.period_id}/{one.indicator_id}"


def _element(one: Element) -> str:
    return f"programme_element:{one.version.programme_id}/{one.version.number}/{one.strand.uid}"


SOURCES = (
    WorkSource("programme_returned", gettext_lazy("Values of programmes to correct"), returned),
    WorkSource("programme_values", gettext_lazy("Values of programmes to check or approve"), to_check),
    WorkSource("programme_actions", gettext_lazy("Actions of programmes that are late"), overdue),
    WorkSource("programme_comments", gettext_lazy("Comments on programmes to answer"), comments),
    WorkSource("programme_versions", gettext_lazy("Versions of programmes that wait for a resolution"), versions),
    REPORTS,
)
