"""The office's own template for reports: looked at, replaced, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation import files
from koordynata.foundation.documents import TemplateRefused
from koordynata.foundation.files import FileRefused
from koordynata.programme import services
from koordynata.programme.models import Programme, ReportTemplate
from koordynata.programme.reports.formats import FORMATS
from koordynata.programme.reports.template_fields import EXAMPLE
from koordynata.programme.rules import may_run
from koordynata.programme.services.report_templates import report_template_of

from ...access import access
from ...requests import person_of
from ..loading import seen
from ..tabs import tabs_of
from .forms import TemplateForm


def _run(request: HttpRequest, pk: int) -> Programme:
    programme = seen(request, pk)
    if not may_run(person_of(request), programme):
        raise Http404
    return programme


@access(Permission.RUN_PROGRAMMES)
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """Which template the territory's reports use; a new one is tried before it is taken."""
    programme = _run(request, pk)
    sent = request.method == "POST"
    form = TemplateForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid() and _taken(request, programme, form):
        return redirect("programme:report_template", pk)
    versions = ReportTemplate.objects.filter(territory=programme.territory).order_by("-version")
    context = {
        "programme": programme, "tabs": tabs_of(programme, "reports"), "form": form, "versions": versions,
        "fields": [(name, _told(value)) for name, value in sorted(EXAMPLE.items())],
    }  # fmt: skip
    return render(request, "programme/reports/template.html", context, status=422 if form.errors else 200)


def _taken(request: HttpRequest, programme: Programme, form: TemplateForm) -> bool:
    file, by = form.cleaned_data["file"], person_of(request)
    try:
        if file is None:
            services.use_shipped_report_template(territory=programme.territory, by=by)
        else:
            content = file.read(files.LARGEST + 1)
            services.take_report_template(territory=programme.territory, content=content, name=file.name, by=by)
    except (TemplateRefused, FileRefused) as refusal:
        form.add_error("file", str(refusal))
        return False
    messages.success(request, _("Saved."))
    return True


def _told(value: Any) -> str:
    """A field's example; of a list the names that stand in each of its rows."""
    if not isinstance(value, list):
        return str(value)
    first = value[0]
    return "; ".join(first) if isinstance(first, dict) else str(first)


@access(Permission.RUN_PROGRAMMES)
@require_safe
def template_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The template in use, to be changed in a word processor."""
    programme = _run(request, pk)
    headers = {
        "Content-Disposition": 'attachment; filename="wzor-sprawozdania.docx"',
        "X-Content-Type-Options": "nosniff",
    }
    content = report_template_of(programme.territory)
    return HttpResponse(content, content_type=FORMATS["docx"].content_type, headers=headers)
