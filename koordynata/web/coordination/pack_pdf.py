"""The meeting pack as one PDF: sent when it is made, else a page that says that it is being prepared, and keeps up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination.exports.pack_pdf import PackPdf
from koordynata.coordination.models import Meeting
from koordynata.coordination.rules import may_read_confidential
from koordynata.jobs.packs import prepare_pack

from ..access import access
from ..being_made import BEING_MADE, order
from ..limits import EXPORTS, within_limit
from .loading import seen
from .packs import pack_name


@access(Permission.VIEW_MEETINGS)
@require_safe
def pack_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, or how far it is; with `?poll` the part of the page that keeps up."""
    meeting, looks = seen(request, pk), "poll" in request.GET
    if not looks and not within_limit(request, EXPORTS):
        return render(request, "web/too_many.html", status=429)
    confidential = may_read_confidential(request.user, meeting)
    pack = PackPdf(meeting, confidential=confidential, language=get_language() or "pl")
    problem = order(pack, lambda: prepare_pack.enqueue(meeting.pk, confidential, pack.language),
                    _("The pack could not be made."), again="again" in request.GET)  # fmt: skip
    if pack.is_made and not looks:
        return _send(meeting, pack)
    page = "coordination/pack/_preparing.html" if looks else "coordination/pack/preparing.html"
    context = {"meeting": meeting, "made": pack.is_made, "problem": problem}
    return render(request, page, context, status=200 if looks else BEING_MADE)


def _send(meeting: Meeting, pack: PackPdf) -> HttpResponse:
    headers = {"Content-Disposition": pack_name(meeting, "pdf"), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(pack.read(), content_type="application/pdf", headers=headers)
