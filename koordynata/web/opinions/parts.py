"""Employers, workshops and teachers, attachments: added, removed, opened."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.foundation import files
from koordynata.foundation.files import FileRefused
from koordynata.opinions import services
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.models import OpinionRequest

from ..access import access
from ..drafts import drafted
from ..kept_files import send_kept
from ..refusals import say_on
from ..requests import person_of
from .forms import AttachmentForm, PartnerForm, ResourceForm
from .loading import own, seen
from .page import render_page

FORMS = {"partner": PartnerForm, "resource": ResourceForm, "attachment": AttachmentForm}
ADD: dict[str, Callable[..., Any]] = {"partner": services.add_partner, "resource": services.add_resource}
REMOVE: dict[str, tuple[str, Callable[..., Any]]] = {
    "partner": ("partners", services.remove_partner),
    "resource": ("resources", services.remove_resource),
    "attachment": ("attachments", services.detach),
}


@access(Permission.APPLY_FOR_OPINIONS)
@require_POST
@drafted
def add(request: HttpRequest, pk: int, thing: str) -> HttpResponse:
    """Add one; with mistakes the page comes back with the form open."""
    shown = own(request, pk)
    form = FORMS[thing](request.POST, request.FILES, shown=shown, auto_id=f"{thing}_%s")
    if form.is_valid():
        try:
            _add(shown, thing, form.cleaned_data, request)
        except (OpinionRefusal, FileRefused, ValidationError) as refusal:
            say_on(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("opinions:request", pk=pk)
    return render_page(request, shown, "application", status=422, sent={thing: form})


def _add(shown: OpinionRequest, thing: str, values: dict[str, Any], request: HttpRequest) -> None:
    if thing == "attachment":
        file = values["file"]
        content = file.read(files.LARGEST + 1)
        services.attach(request=shown, kind=values["kind"], name=file.name, content=content, by=person_of(request))
    else:
        ADD[thing](request=shown, by=person_of(request), **values)


@access(Permission.APPLY_FOR_OPINIONS)
@require_POST
def remove(request: HttpRequest, pk: int, thing: str, part: int) -> HttpResponse:
    """Remove one."""
    shown = own(request, pk)
    field, verb = REMOVE[thing]
    try:
        verb(**{thing: get_object_or_404(getattr(shown, field), pk=part)}, by=person_of(request))
    except OpinionRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("opinions:request", pk=pk)


@access(Permission.VIEW_OPINIONS)
@require_safe
def attachment(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """An attached file, always as a download: the browser is never to run it."""
    return send_kept(get_object_or_404(seen(request, pk).attachments, pk=attachment))
