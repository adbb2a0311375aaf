"""The file behind a position: its versions added and opened."""

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

from ..access import access
from ..kept_files import send_kept
from ..refusals import in_one_line
from ..requests import person_of
from .forms import PositionFileForm
from .loading import handled, seen


@access(Permission.HANDLE_OPINIONS)
@require_POST
def attach(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Add the file, or its next version; a refusal is said on the page of the positions."""
    found = get_object_or_404(handled(request, pk).prior_opinions, pk=position)
    form = PositionFileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file."))
        return redirect("opinions:request_positions", pk=pk)
    sent = form.cleaned_data["file"]
    try:
        kept = services.attach_to_position(
            position=found, name=sent.name, content=sent.read(files.LARGEST + 1), by=person_of(request)
        )
    except (OpinionRefusal, FileRefused, ValidationError) as refusal:
        messages.error(request, in_one_line(refusal))
    else:
        words = {"title": kept.file_name, "n": kept.version}
        messages.success(request, _("Kept: %(title)s, version %(n)d.") % words)
    return redirect("opinions:request_positions", pk=pk)


@access(Permission.VIEW_OPINIONS)
@require_safe
def file(request: HttpRequest, pk: int, position: int, file: int) -> HttpResponse:
    """One version, always as a download: the browser is never to run it."""
    found = get_object_or_404(seen(request, pk).prior_opinions, pk=position)
    return send_kept(get_object_or_404(found.files, pk=file))
