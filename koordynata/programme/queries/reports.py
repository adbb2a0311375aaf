"""Reports that a person may read: of one programme, and those that came to the ministry."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission
from koordynata.registry.models import Membership
from koordynata.registry.scopes import scope_of

from ..enums import ReportState
from ..models import Period, Programme, Report

MINISTRY = "ministry"  # the role in accounts/roles.py
_FOR_LISTS = ("snapshot",)  # long, and no list shows it


@dataclass(frozen=True)
class PeriodReports:
    """A period with its reports: of the whole, then of areas; the newest editions first."""

    period: Period
    whole: list[Report]
    areas: list[Report]


@dataclass(frozen=True)
class Received:
    """The last period of a programme that has ended, and the newest report of it that was sent; None: none came."""

    programme: Programme
    period: Period
    report: Report | None


def visible_reports(user: Any) -> QuerySet[Report]:
    """Reports that a person may read: drafts the office, frozen ones the region, sent ones every reader."""
    path = "programme__territory__path"
    reads = scope_of(user, Permission.VIEW_PROGRAMMES)
    settled = Q(sent_at__isnull=False) if reads.country else Q(state=ReportState.FROZEN)
    runs = scope_of(user, Permission.RUN_PROGRAMMES)
    rows = Report.objects.select_related("programme__territory", "period", "version", "area")
    if runs.country:  # an empty filter would vanish beside the other one
        return rows
    return rows.filter((reads.query(path) & settled) | runs.query(path))


def reports_of(user: Any, programme: Programme, today: date) -> list[PeriodReports]:
    """Periods that have begun, the newest first, each with its reports. Two queries and those of the person's scope."""
    periods = list(programme.periods.filter(starts__lte=today).order_by("-starts"))
    rows = visible_reports(user).filter(programme=programme).defer(*_FOR_LISTS)
    found: dict[int, list[Report]] = {period.pk: [] for period in periods}
    for report in rows.order_by("area__pk", "-edition", "pk"):
        found.setdefault(report.period_id, []).append(report)
    return [
        PeriodReports(
            period, [one for one in found[period.pk] if one.area_id is None],
            [one for one in found[period.pk] if one.area_id is not None],
        )
        for period in periods
    ]  # fmt: skip


def editions_of(user: Any, report: Report) -> list[Report]:
    """All editions of the same report that the person may read, the newest first."""
    same = visible_reports(user).filter(period=report.period, area=report.area).defer(*_FOR_LISTS)
    return list(same.order_by("-edition"))


def received(user: Any) -> QuerySet[Report]:
    """Reports of the whole that were sent, the latest first."""
    rows = visible_reports(user).filter(sent_at__isnull=False).defer(*_FOR_LISTS)
    return rows.order_by("-sent_at", "-pk")


def awaited(user: Any, today: date) -> list[Received]:
    """Each programme in scope with its last ended period and what came of it. Three queries whatever their number."""
    periods: dict[int, Period] = {}
    rows = Period.objects.filter(programme__in=Programme.objects.visible_to(user), ends__lt=today)
    for period in rows.select_related("programme__territory").order_by("programme", "ends"):
        periods[period.programme_id] = period
    last = {one.pk for one in periods.values()}
    came = {one.period_id: one for one in received(user).filter(period__in=last).order_by("edition")}
    found = [Received(one.programme, one, came.get(one.pk)) for one in periods.values()]
    return sorted(found, key=lambda row: (row.programme.territory.code, row.programme.kind, row.programme.pk))


def readers_in_the_ministry() -> list[User]:
    """Active readers of the whole country, whom a report that was sent concerns."""
    rows = Membership.objects.active().filter(role=MINISTRY, territory__code="PL", user__is_active=True)
    return [one.user for one in rows.select_related("user").order_by("user_id", "pk")]
