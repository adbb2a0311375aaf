"""What waits in the office that writes programmes: reports that are opened and not frozen, frozen and not sent."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koordynata.accounts.roles import Permission
from koordynata.foundation.work import WorkItem, WorkSource
from koordynata.registry.scopes import scope_of

from ..deadlines import deadline_for
from ..enums import ReportState
from ..models import Report


def reports(user: Any, today: date) -> Iterator[WorkItem]:
    """Drafts of periods that are over wait to be frozen, frozen reports of the whole to be sent. Two queries."""
    inside = scope_of(user, Permission.RUN_PROGRAMMES).query("programme__territory__path")
    rows = Report.objects.filter(inside, sent_at=None, period__ends__lt=today).defer("snapshot")
    newest = rows.select_related("programme", "period").order_by("period__ends", "pk")
    later: set[tuple[int, int | None, int]] = set(
        Report.objects.filter(inside, edition__gt=1).order_by().values_list("period", "area", "edition")
    )
    for one in newest:
        if (one.state == ReportState.FROZEN and one.area_id) or _is_corrected(one, later):
            continue
        rule = deadline_for(one.programme.kind, one.period.ends)
        about = _("Frozen report not sent") if one.is_frozen else _("Report not frozen")
        yield WorkItem("reports", f"programme_report:{one.programme_id}/{one.pk}", _("Report: %s") % one, about, "",
                       rule.due(one.period.ends) if rule else None)  # fmt: skip


def _is_corrected(one: Report, later: set[tuple[int, int | None, int]]) -> bool:
    return (one.period_id, one.area_id, one.edition + 1) in later


REPORTS = WorkSource("reports", gettext_lazy("Reports of programmes"), reports)
