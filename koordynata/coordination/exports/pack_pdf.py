"""Pakiet materiałów as one tagged PDF: made once for each state of the agenda and its papers, and kept.

Its key is the digest of everything that it says, its texts by their own digests: whoever may read the same papers in
the same language gets the same file, and a newer version of a paper is another file.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.foundation import files
from koordynata.foundation.documents import make_pdf
from koordynata.foundation.made_once import MadeOnce

from ..models import Meeting
from ..queries.agenda import agenda_with_papers
from .pack import Packed, packed_rows

PRINTED = "text/plain; charset=utf-8"
# Bytes of text that one PDF prints: some four hundred pages. A text for which no room is left stays out whole.
MOST_PRINTED = 1_000_000
KEPT_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Printed:
    """One paper in the PDF: a text as it stands, anything else by its name and hash."""

    packed: Packed
    text: str = ""


class PackPdf(MadeOnce):
    """The PDF of one meeting for readers who may open the confidential papers, or may not, in a language."""

    def __init__(self, meeting: Meeting, *, confidential: bool, language: str) -> None:
        self.meeting, self.confidential, self.language = meeting, confidential, language

    @cached_property
    def _values(self) -> dict[str, Any]:
        found = agenda_with_papers(self.meeting, confidential=self.confidential)
        packed, rows = packed_rows(found["rows"])
        return found | {"packed": packed, "rows": rows, "house": settings.PUBLIC_URL}

    def _page(self, printed: list[Printed]) -> str:
        with override(self.language):
            return render_to_string("coordination/documents/pack.html", self._values | {"printed": printed})

    @cached_property
    def path(self) -> str:
        """Where it lies once it is made."""
        told = self._page([Printed(one) for one in self._values["packed"]])
        digest = hashlib.sha256(f"{self.language}\n{MOST_PRINTED}\n{told}".encode()).hexdigest()
        return f"packs/{self.meeting.pk}/{digest}.pdf"

    def make(self) -> None:
        """Make and keep it, unless somebody has; old ones of the meeting go. Raises PdfUnavailable."""
        if self.is_made:
            return
        added = self.meeting.items.aggregate(at=Max("papers__added_at"))["at"]
        with override(self.language):
            title = _("Meeting pack: %(meeting)s") % {"meeting": self.meeting}
            content = make_pdf(self._page(printed(self._values["packed"])), title=title, language=self.language[:2],
                               at=added or self.meeting.called_at or self.meeting.starts)  # fmt: skip
        self.keep(content)
        _sweep(self.path)


def printed(packed: list[Packed]) -> list[Printed]:
    """Whole texts, as long as there is room for them."""
    found, left = [], MOST_PRINTED
    for one in packed:
        text = _text(one) if one.paper.content_type == PRINTED and one.paper.size <= left else ""
        left -= one.paper.size if text else 0
        found.append(Printed(one, text))
    return found


def _text(one: Packed) -> str:
    try:
        return files.read(one.paper.digest).decode("utf-8-sig")
    except (FileNotFoundError, ValueError):
        return ""


def _sweep(path: str) -> None:
    folder, _slash, _name = path.rpartition("/")
    for name in default_storage.listdir(folder)[1]:
        if timezone.now() - default_storage.get_modified_time(f"{folder}/{name}") > KEPT_FOR:
            default_storage.delete(f"{folder}/{name}")
