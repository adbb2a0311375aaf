"""The office's own template for minutes: taken, handed out, set back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.models import Body, MinutesTemplate
from koordynata.coordination.protocol import template_of
from koordynata.coordination.template_fields import EXAMPLE
from koordynata.foundation.documents import TemplateRefused
from koordynata.foundation.documents.checking import LARGEST
from koordynata.foundation.files import FileRefused

from ..access import access
from ..requests import person_of
from .register_forms import TemplateForm
from .sending import DOCX, send_document

_HOW = gettext_lazy(
    "A text: {{ title }}. Paragraphs again for each: {%p for one in sections %} … {%p endfor %}. "
    "Rows of a table: {%tr for one in attendance %} … {%tr endfor %}."
)


def _body(request: HttpRequest, body: int) -> Body:
    rows = Body.objects.visible_to(person_of(request), Permission.RUN_MEETINGS)
    return get_object_or_404(rows.select_related("territory"), pk=body)


@access(Permission.RUN_MEETINGS)
def template(request: HttpRequest, body: int) -> HttpResponse:
    """Which template is used, its older versions, the fields it may name; a file sent here is tried out and taken."""
    one = _body(request, body)
    form = TemplateForm(request.POST, request.FILES) if request.method == "POST" else TemplateForm()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            services.take_template(body=one, content=file.read(LARGEST + 1), name=file.name, by=person_of(request))
        except (FileRefused, TemplateRefused) as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("resolutions:template", body=body)
    versions = list(MinutesTemplate.objects.filter(body=one).order_by("-version"))
    context = {
        "body": one, "form": form, "versions": versions, "own": bool(versions and versions[0].digest),
        "fields": [(name, value if isinstance(value, list) else None) for name, value in EXAMPLE.items()],
        "how": _HOW,
    }  # fmt: skip
    return render(request, "coordination/minutes_template.html", context, status=422 if form.errors else 200)


@access(Permission.RUN_MEETINGS)
@require_POST
def shipped(request: HttpRequest, body: int) -> HttpResponse:
    """Back to the one that comes with the program."""
    services.use_shipped_template(body=_body(request, body), by=person_of(request))
    return redirect("resolutions:template", body=body)


@access(Permission.RUN_MEETINGS)
@require_safe
def file(request: HttpRequest, body: int) -> HttpResponse:
    """The template in use, to be edited."""
    one = _body(request, body)
    return send_document(template_of(one), _("Template of minutes"), one.short_name, DOCX)
