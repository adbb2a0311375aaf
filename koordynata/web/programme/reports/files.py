"""Files of a frozen report; PDF and DOCX are made behind a page that waits for them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.jobs.reports import prepare_report
from koordynata.programme.models import Report
from koordynata.programme.reports.document import LANGUAGE
from koordynata.programme.reports.formats import FORMATS, Format
from koordynata.programme.reports.kept import SLOW, KeptDocument

from ...access import access
from ...being_made import BEING_MADE, order
from ...downloads import file_name
from ...limits import EXPORTS, within_limit
from .loading import report_seen


@access(Permission.VIEW_PROGRAMMES)
@require_safe
def document(request: HttpRequest, pk: int, report: int, ending: str) -> HttpResponse:
    """The file, or how far it is; with `?poll` the part of the page that keeps up."""
    found, kind = report_seen(request, pk, report), FORMATS.get(ending)
    if kind is None or not found.is_frozen:
        raise Http404
    looks = "poll" in request.GET
    if not looks and not within_limit(request, EXPORTS):
        return render(request, "web/too_many.html", status=429)
    if ending in SLOW:
        return _kept(request, found, kind, looks=looks)
    return _send(found, kind, kind.make(found))


def _kept(request: HttpRequest, found: Report, kind: Format, *, looks: bool) -> HttpResponse:
    kept = KeptDocument(found, kind.ending)
    problem = order(kept, lambda: prepare_report.enqueue(found.pk, kind.ending), _("The report could not be made."),
                    again="again" in request.GET)  # fmt: skip
    if kept.is_made and not looks:
        return _send(found, kind, kept.read())
    page = "programme/reports/_preparing.html" if looks else "programme/reports/preparing.html"
    context = {
        "programme": found.programme, "report": found, "made": kept.is_made, "problem": problem, "ending": kind.ending
    }  # fmt: skip
    return render(request, page, context, status=200 if looks else BEING_MADE)


def _send(found: Report, kind: Format, content: bytes) -> HttpResponse:
    """Under a name that tells programme, period, edition and the first letters of the hash."""
    with override(LANGUAGE):
        name = _("Report %s") % f"{found} {found.edition} {found.digest[:8]}"
        disposition = f'attachment; filename="{file_name(name)}.{kind.ending}"'
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind.content_type, headers=headers)
