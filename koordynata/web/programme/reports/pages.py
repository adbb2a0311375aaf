"""Reading reports: those of a programme by period, one of them, those that came to the ministry."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.programme.models import Element, Programme, Report
from koordynata.programme.queries.lacking import lacking
from koordynata.programme.queries.reporting import version_for
from koordynata.programme.queries.reports import PeriodReports, awaited, editions_of, received, reports_of
from koordynata.programme.reports import snapshot_of
from koordynata.programme.reports.document import snapshot_in
from koordynata.programme.reports.in_words import in_words
from koordynata.programme.rules import may_run

from ...access import access
from ...paging import page_of
from ...requests import person_of
from ..loading import seen
from ..tabs import tabs_of
from .forms import EditionForm
from .loading import area_name, report_seen

PER_PAGE = 50


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """The programme's reports by period."""
    programme, user, today = seen(request, pk), person_of(request), timezone.localdate()
    rows = reports_of(user, programme, today)
    newest = next((one for one in rows if one.period.ends < today), rows[0] if rows else None)
    context = {
        "programme": programme, "tabs": tabs_of(programme, "reports"), "rows": rows, "runs": may_run(user, programme),
        "areas": _areas(programme), "newest": newest, "openable": _openable(newest) if newest else [],
    }  # fmt: skip
    return render(request, "programme/reports/reports.html", context)


def _areas(programme: Programme) -> dict[int, str]:
    """Names of areas by strand, of whatever version: the newest words."""
    rows = Element.objects.filter(version__programme=programme, parent=None).order_by("version__number", "path")
    return {one.strand_id: f"{one.code}. {one.title}" for one in rows}


def _openable(shown: PeriodReports) -> list[tuple[UUID, str]]:
    """Areas of a period that have no report yet."""
    version = version_for(shown.period.programme, shown.period)
    known = {one.area_id for one in shown.areas}
    rows = version.elements.filter(parent=None).select_related("strand").order_by("path") if version else []
    return [(one.strand.uid, f"{one.code}. {one.title}") for one in rows if one.strand_id not in known]


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def report(request: HttpRequest, pk: int, report: int) -> HttpResponse:
    """One report: frozen from its snapshot, a draft as it stands now."""
    found = report_seen(request, pk, report)
    return render(request, "programme/reports/report.html", page_of_report(request, found))


def page_of_report(request: HttpRequest, found: Report, **forms: Any) -> dict[str, Any]:
    """What the page of a report shows this reader."""
    user, programme = person_of(request), found.programme
    editions = editions_of(user, found)
    snapshot = snapshot_in(found) if found.is_frozen else _as_it_stands(found)
    return {
        "programme": programme, "report": found, "tabs": tabs_of(programme, "reports"), "area": area_name(found),
        "runs": may_run(user, programme), "told": in_words(snapshot, found.digest) if snapshot else None,
        "editions": editions, "is_newest": bool(editions) and editions[0].pk == found.pk,
        "lacks": _lacks(found), "is_over": found.period.ends < timezone.localdate(),
        "edition_form": EditionForm(auto_id="edition_%s"), **forms,
    }  # fmt: skip


def _as_it_stands(found: Report) -> dict[str, Any] | None:
    try:
        return snapshot_of(found)
    except LookupError:
        return None


def _lacks(found: Report) -> list[Any]:
    version = None if found.is_frozen else version_for(found.programme, found.period)
    return lacking(version, found.period, found.area) if version else []


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def received_reports(request: HttpRequest) -> HttpResponse:
    """Reports that were sent, and whose of the last period is awaited still."""
    user, today = person_of(request), timezone.localdate()
    context = {"page": page_of(request, received(user), PER_PAGE), "awaited": awaited(user, today), "today": today}
    return render(request, "programme/reports/received.html", context)
