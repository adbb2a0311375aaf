"""Who may do what in the room: predicates `(user, thing) -> bool`."""

from datetime import date
from typing import Any

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import scope_of

from .enums import Involved, VersionState
from .models import Element, Indicator, Involvement, Period, Programme, Report, Version
from .queries.people import institutions_of, runs_programme
from .queries.reporting import version_for


def may_see(user: Any, programme: Programme) -> bool:
    """Whether the user may read the programme."""
    return scope_of(user, Permission.VIEW_PROGRAMMES).covers(programme.territory.path)


def may_run(user: Any, programme: Programme) -> bool:
    """Whether the user writes the programme and its reports: the coordination office."""
    return runs_programme(user, programme)


def may_check(user: Any, programme: Programme) -> bool:
    """Whether the user checks, approves and returns values."""
    return scope_of(user, Permission.CHECK_ACTUALS).covers(programme.territory.path)


def may_read_version(user: Any, version: Version) -> bool:
    """Whether the user may read a version: a draft is for the office, the rest for every reader."""
    if version.state in (VersionState.DRAFT, VersionState.ABANDONED):
        return may_run(user, version.programme)
    return may_see(user, version.programme)


def may_comment(user: Any, version: Version, today: date) -> bool:
    """Whether the user may comment on a version: while it is in consultation, its last day included."""
    if version.state != VersionState.CONSULTATION or version.consulted_until is None or today > version.consulted_until:
        return False
    return scope_of(user, Permission.COMMENT_PROGRAMMES).covers(version.programme.territory.path)


def may_report(user: Any, indicator: Indicator, period: Period) -> bool:
    """Whether the user enters values of a period: the office, and whoever answers for an institution involved then."""
    if may_run(user, indicator.strand.programme):
        return True
    version = version_for(indicator.strand.programme, period)
    involved = Involvement.objects.filter(element__strand=indicator.strand, element__version=version)
    return version is not None and involved.filter(institution__in=institutions_of(user)).exists()


def may_read_report(user: Any, report: Report) -> bool:
    """Whether the user may read a report: a draft the office, a frozen one the region, a sent one everybody."""
    programme = report.programme
    if may_run(user, programme):
        return True
    scope = scope_of(user, Permission.VIEW_PROGRAMMES)
    if not report.is_frozen or not scope.covers(programme.territory.path):
        return False
    return report.sent_at is not None or not scope.country


def may_carry_out(user: Any, element: Element) -> bool:
    """Whether the user enters work of an action: the office, and whoever answers for the responsible institution."""
    if may_run(user, element.version.programme):
        return True
    return element.involvements.filter(role=Involved.RESPONSIBLE, institution__in=institutions_of(user)).exists()


def may_discuss(user: Any, element: Element) -> bool:
    """Whether the user takes part in the discussion: the office, and people of the institutions involved."""
    if may_run(user, element.version.programme):
        return True
    return element.involvements.filter(institution__in=institutions_of(user)).exists()
