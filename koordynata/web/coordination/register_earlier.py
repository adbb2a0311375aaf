"""A resolution of the time before this register enters it by hand."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Resolution
from koordynata.coordination.queries.bodies import visible_bodies
from koordynata.foundation.files import LARGEST, FileRefused
from koordynata.registry.scopes import scope_of

from ..access import PUBLIC, access
from ..drafts import drafted
from ..kept_files import send_kept
from ..refusals import say_beside
from ..requests import person_of
from .public_register import published
from .register import found_resolution
from .register_earlier_forms import EarlierForm


@access(Permission.RUN_MEETINGS)
@drafted
def earlier(request: HttpRequest) -> HttpResponse:
    """Enter one; with mistakes the form comes back."""
    user = person_of(request)
    bodies = visible_bodies(user).filter(scope_of(user, Permission.RUN_MEETINGS).query("territory__path"))
    form = EarlierForm(request.POST or None, request.FILES or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        try:
            entry = _enter(request, form.cleaned_data)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        except (CoordinationRefusal, ValidationError) as refusal:
            say_beside(form, refusal)
        else:
            messages.success(request, _("Entered in the register."))
            return redirect("resolutions:resolution", pk=entry.pk)
    return render(request, "coordination/earlier_resolution.html", {"form": form}, status=422 if form.errors else 200)


def _enter(request: HttpRequest, data: dict[str, Any]) -> Resolution:
    sent = data.pop("file")
    file = (sent.name, sent.read(LARGEST + 1)) if sent else None
    return services.enter_earlier_resolution(file=file, by=person_of(request), **data)


@access(Permission.VIEW_MEETINGS)
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The document of an earlier entry."""
    return _send(found_resolution(request, pk))


@access(PUBLIC)
@require_safe
def public_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The document of a published entry; one that is not public answers like one that does not exist."""
    return _send(published(pk))


def _send(entry: Resolution) -> HttpResponse:
    if not entry.digest:
        raise Http404
    return send_kept(entry)
