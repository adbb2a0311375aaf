"""Reports by their address: one that the reader may not read answers like one that does not exist."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from koordynata.programme.models import Report
from koordynata.programme.queries.reports import visible_reports
from koordynata.programme.rules import may_run

from ...requests import person_of


def report_seen(request: HttpRequest, pk: int, report: int) -> Report:
    """The report, when the reader may read it."""
    return get_object_or_404(visible_reports(person_of(request)), programme=pk, pk=report)


def report_run(request: HttpRequest, pk: int, report: int) -> Report:
    """The report, for the office that writes it."""
    found = report_seen(request, pk, report)
    if not may_run(person_of(request), found.programme):
        raise Http404
    return found


def area_name(report: Report) -> str:
    """`1. Umiejętności…`, as the report's version words it; empty for a report of the whole."""
    element: Any = report.version.elements.filter(strand=report.area).first() if report.area_id else None
    return f"{element.code}. {element.title}" if element else ""
