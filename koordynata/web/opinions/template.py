"""The office's own template for opinions: looked at, replaced, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation import files
from koordynata.foundation.documents import TemplateRefused
from koordynata.foundation.files import FileRefused
from koordynata.opinions import services
from koordynata.opinions.document import template_of
from koordynata.opinions.models import OpinionTemplate
from koordynata.opinions.queries.windows import regions_kept_by
from koordynata.opinions.template_fields import EXAMPLE

from ..access import access
from ..requests import person_of
from .document import MAKERS
from .forms import TemplateForm


@access(Permission.HANDLE_OPINIONS)
def template(request: HttpRequest) -> HttpResponse:
    """Which template each region uses; a new one is tried before it is taken."""
    user = person_of(request)
    form = TemplateForm(request.POST or None, request.FILES or None, user=user)
    if request.method == "POST" and form.is_valid():
        region, file = form.cleaned_data["region"], form.cleaned_data["file"]
        try:
            if file is None:
                services.use_shipped_template(region=region, by=user)
            else:
                content = file.read(files.LARGEST + 1)
                services.take_template(region=region, content=content, name=file.name, by=user)
        except (TemplateRefused, FileRefused) as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("opinions:template")
    regions = list(regions_kept_by(user))
    versions = (
        OpinionTemplate.objects.filter(region__in=regions).select_related("region").order_by("region", "-version")
    )
    context = {"form": form, "regions": regions, "versions": versions, "fields": _fields()}
    return render(request, "opinions/template.html", context, status=422 if form.errors else 200)


def _fields() -> list[tuple[str, str]]:
    """Each field with its example; of a list the names that stand in each of its rows."""
    return [(name, _told(value)) for name, value in sorted(EXAMPLE.items())]


def _told(value: Any) -> str:
    if not isinstance(value, list):
        return str(value)
    first = value[0]
    return "; ".join(f"{name}: {part}" for name, part in first.items()) if isinstance(first, dict) else str(first)


@access(Permission.HANDLE_OPINIONS)
@require_safe
def template_file(request: HttpRequest, code: str) -> HttpResponse:
    """The template in use, to be changed in a word processor."""
    region = get_object_or_404(regions_kept_by(person_of(request)), code=code)
    headers = {"Content-Disposition": 'attachment; filename="wzor-opinii.docx"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(template_of(region), content_type=MAKERS["docx"][0], headers=headers)
