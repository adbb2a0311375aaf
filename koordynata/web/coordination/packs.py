"""The pack of a meeting as an offline ZIP, of what this reader may open."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination.exports.pack import packed_rows, write_pack
from koordynata.coordination.models import Meeting
from koordynata.foundation import files

from ..access import access
from ..limits import EXPORTS, within_limit
from .agenda import agenda_of
from .loading import seen


def _context(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    found = agenda_of(request, meeting)
    packed, rows = packed_rows(found["rows"])
    return found | {"packed": packed, "rows": rows, "language": get_language(), "house": settings.PUBLIC_URL}


def pack_name(meeting: Meeting, ending: str) -> str:
    """How the download is called."""
    word, day = pgettext("file name", "meeting"), timezone.localtime(meeting.starts)
    return f'attachment; filename="{word}-{meeting.number}-{day:%Y-%m-%d}.{ending}"'


@access(Permission.VIEW_MEETINGS)
@require_safe
def pack_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The ZIP, sent while it is written."""
    meeting = seen(request, pk)
    if not within_limit(request, EXPORTS):
        return render(request, "web/too_many.html", status=429)
    context = _context(request, meeting)
    if lost := [one.paper.title for one in context["packed"] if not files.is_kept(one.paper.digest)]:
        messages.error(request, _("These papers do not lie where they were kept: %s.") % ", ".join(lost))
        return redirect("coordination:agenda", pk=pk)
    index = render_to_string("coordination/pack/index.html", context).encode()
    pieces: Iterator[bytes] = write_pack(meeting, context["packed"], index)
    headers = {"Content-Disposition": pack_name(meeting, "zip"), "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)
