"""The text of the rules of procedure as the body adopted it: attached to a version, downloaded."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination import services
from koordynata.coordination.models import RulesOfProcedure
from koordynata.foundation.files import LARGEST, FileRefused

from ...access import access
from ...kept_files import send_kept
from ...requests import person_of
from .loading import kept, seen


@access(Permission.VIEW_MEETINGS)
@require_safe
def text(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """The file, for whoever may see the body."""
    found = get_object_or_404(RulesOfProcedure, pk=version, body=seen(request, pk))
    if not found.digest:
        raise Http404
    return send_kept(found)


@access(Permission.RUN_MEETINGS)
@require_POST
def attach(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Attach it, or another in its place; a file that is not what its name says is refused in words."""
    found = get_object_or_404(RulesOfProcedure, pk=version, body=kept(request, pk))
    sent = request.FILES.get("file")
    if sent is None:
        messages.error(request, _("Choose a file."))
        return redirect("bodies:rules", pk=pk)
    try:
        services.attach_rules_text(
            version=found, name=sent.name or "", content=sent.read(LARGEST + 1), by=person_of(request)
        )  # fmt: skip
    except FileRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("bodies:rules", pk=pk)
