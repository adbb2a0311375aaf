"""The pack of a meeting: an offline ZIP and one tagged PDF, of what this reader may open."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koordynata.accounts.roles import Permission
from koordynata.coordination.exports.pack import Packed, pack_of, write_pack
from koordynata.coordination.models import Meeting
from koordynata.coordination.queries.papers import Document
from koordynata.foundation import files
from koordynata.foundation.documents import PdfUnavailable, make_pdf

from ..access import access
from ..limits import EXPORTS, within_limit
from .agenda import agenda_of
from .loading import seen

PRINTED = "text/plain; charset=utf-8"
# Characters of one text, and of all together, that the PDF prints while its reader waits. The ZIP holds all.
LONGEST_PRINTED, LONGEST_TOGETHER = 30_000, 90_000


@dataclass(frozen=True)
class Printed:
    """One paper in the PDF: a text as it stands, anything else by its name and hash."""

    packed: Packed
    text: str
    cut: bool


def _context(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    found = agenda_of(request, meeting)
    held: list[Document] = [document for _slot, group in found["rows"] for document in group]
    packed = pack_of(held)
    by_item: dict[int, list[Packed]] = {}
    for one in packed:
        by_item.setdefault(one.paper.item_id, []).append(one)
    rows = [(slot, by_item.get(slot.item.pk, [])) for slot, _group in found["rows"]]
    return found | {"packed": packed, "rows": rows, "language": get_language(), "house": settings.PUBLIC_URL}


def _name(meeting: Meeting, ending: str) -> str:
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
    headers = {"Content-Disposition": _name(meeting, "zip"), "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(pieces, content_type="application/zip", headers=headers)


@access(Permission.VIEW_MEETINGS)
@require_safe
def pack_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """One tagged PDF: cover, agenda, texts; other files with their hash."""
    meeting = seen(request, pk)
    if not within_limit(request, EXPORTS):
        return render(request, "web/too_many.html", status=429)
    context = _context(request, meeting)
    context["printed"] = _all_printed(context["packed"])
    changed = meeting.items.aggregate(at=Max("papers__added_at"))["at"] or meeting.called_at or meeting.starts
    title = _("Meeting pack: %(meeting)s") % {"meeting": meeting}
    try:
        content = make_pdf(render_to_string("coordination/pack/paper.html", context), title=title,
                           language=(get_language() or "pl")[:2], at=changed)  # fmt: skip
    except PdfUnavailable as refusal:
        messages.error(request, str(refusal))
        return redirect("coordination:agenda", pk=pk)
    headers = {"Content-Disposition": _name(meeting, "pdf"), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _all_printed(packed: list[Packed]) -> list[Printed]:
    """Texts as long as there is room for them."""
    printed, left = [], LONGEST_TOGETHER
    for one in packed:
        printed.append(_printed(one, min(left, LONGEST_PRINTED)))
        left -= len(printed[-1].text)
    return printed


def _printed(one: Packed, most: int) -> Printed:
    if one.paper.content_type != PRINTED:
        return Printed(one, "", False)
    try:
        text = files.read(one.paper.digest).decode("utf-8-sig")
    except (FileNotFoundError, ValueError):
        return Printed(one, "", False)
    return Printed(one, text[:most], len(text) > most)
