"""The way of a report: opened, written, frozen, corrected by a next edition, sent."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from koordynata.accounts.roles import Permission
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.jobs.reports import tell_of_report
from koordynata.programme import services
from koordynata.programme.models import Element, Report, Strand
from koordynata.programme.queries.reporting import version_for
from koordynata.programme.rules import may_run

from ...access import access
from ...drafts import drafted
from ...refusals import in_one_line, say_beside
from ...requests import person_of, seen_version
from ..loading import seen
from .forms import EditionForm, NarrativeForm
from .loading import report_run
from .pages import page_of_report

CONFLICT, UNPROCESSABLE = 409, 422


@access(Permission.RUN_PROGRAMMES)
@require_POST
def open_report(request: HttpRequest, pk: int, period: int, uid: UUID | None = None) -> HttpResponse:
    """Begin the report of a period: of the whole, or of an area."""
    programme = seen(request, pk)
    if not may_run(person_of(request), programme):
        raise Http404
    chosen = get_object_or_404(programme.periods, pk=period)
    area = get_object_or_404(Strand, programme=programme, uid=uid) if uid else None
    made = _done(request, lambda by: services.open_report(period=chosen, area=area, by=by))
    return redirect("programme:report", pk, made.pk) if made else redirect("programme:reports", pk)


@access(Permission.RUN_PROGRAMMES)
@drafted
def narrative(request: HttpRequest, pk: int, report: int, uid: UUID | None = None) -> HttpResponse:
    """Write what the report says of an area (of the whole), unless somebody was faster."""
    found = report_run(request, pk, report)
    area = _area(found, uid) if uid else None
    strand = area.strand if area else None
    known = found.narratives.filter(strand=strand).first()
    form = NarrativeForm(
        request.POST if request.method == "POST" else None, initial={"text": known.text if known else ""}
    )
    context: dict[str, Any] = {"programme": found.programme, "report": found, "area": area, "form": form}
    context["version"] = known.revision if known else 0
    status = 200
    if request.method == "POST":
        status, late = _written(request, form, found, strand)
        if status == 302:
            return redirect("programme:report", pk, report)
        context |= {"late": late, "version": late.current.revision if late else seen_version(request.POST)}
    return render(request, "programme/reports/narrative.html", context, status=status)


def _written(
    request: HttpRequest, form: NarrativeForm, found: Report, strand: Strand | None
) -> tuple[int, ChangedMeanwhile | None]:
    if not form.is_valid():
        return UNPROCESSABLE, None
    try:
        services.write_narrative(report=found, area=strand, text=form.cleaned_data["text"], by=person_of(request),
                                 revision=seen_version(request.POST))  # fmt: skip
    except ChangedMeanwhile as late:
        if late.current is None:  # what the form showed is gone: nobody else wrote
            return UNPROCESSABLE, None
        return CONFLICT, late
    except (Refusal, ValidationError) as refusal:
        say_beside(form, refusal)
        return UNPROCESSABLE, None
    messages.success(request, _("Saved."))
    return 302, None


def _area(found: Report, uid: UUID) -> Element:
    version = version_for(found.programme, found.period) or found.version
    return get_object_or_404(version.elements.select_related("strand"), strand__uid=uid, parent=None)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def freeze(request: HttpRequest, pk: int, report: int) -> HttpResponse:
    """Freeze it."""
    found = report_run(request, pk, report)
    _done(request, lambda by: services.freeze_report(report=found, by=by))
    return redirect("programme:report", pk, report)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def next_edition(request: HttpRequest, pk: int, report: int) -> HttpResponse:
    """Open the edition that corrects it."""
    found = report_run(request, pk, report)
    form = EditionForm(request.POST, auto_id="edition_%s")
    if not form.is_valid():
        page = page_of_report(request, found, edition_form=form)
        return render(request, "programme/reports/report.html", page, status=UNPROCESSABLE)
    reason = form.cleaned_data["reason"]
    made = _done(request, lambda by: services.open_next_edition(report=found, reason=reason, by=by))
    return redirect("programme:report", pk, made.pk if made else report)


@access(Permission.RUN_PROGRAMMES)
@require_POST
def send(request: HttpRequest, pk: int, report: int) -> HttpResponse:
    """Send it to the ministry."""
    found = report_run(request, pk, report)
    sent = _done(request, lambda by: services.send_report(report=found, by=by))
    if sent:
        tell_of_report.enqueue(sent.pk)
    return redirect("programme:report", pk, report)


def _done(request: HttpRequest, verb: Callable[[Any], Report]) -> Report | None:
    """Carry out a step and say what came of it; None where nothing was written."""
    try:
        made = verb(person_of(request))
    except (Refusal, ValidationError) as refusal:
        messages.error(request, in_one_line(refusal))
        return None
    messages.success(request, _("Saved."))
    return made
