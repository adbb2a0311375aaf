"""The opinion's document, as PDF or DOCX."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation.documents import PdfUnavailable, TemplateRefused
from koordynata.opinions.document import opinion_docx, opinion_pdf
from koordynata.opinions.models import Opinion
from koordynata.opinions.rules import may_read_opinion

from ..access import access
from ..requests import person_of
from .loading import seen

MAKERS = {
    "pdf": ("application/pdf", opinion_pdf),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", opinion_docx),
}


@access(Permission.VIEW_OPINIONS)
@require_safe
def document(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The file; where it cannot be made, the page of the opinion says why."""
    shown = seen(request, pk)
    opinion: Opinion | None = getattr(shown, "opinion", None)
    if opinion is None or not may_read_opinion(person_of(request), opinion):
        raise Http404
    content_type, make = MAKERS[ending]
    try:
        content = make(opinion)
    except (PdfUnavailable, TemplateRefused) as refusal:
        messages.error(request, str(refusal))
        return redirect("opinions:request_opinion", pk=pk)
    name = f"opinia-{opinion.number}-{opinion.year}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=content_type, headers=headers)
