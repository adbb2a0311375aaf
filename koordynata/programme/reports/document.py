"""A frozen report as documents: tagged PDF and DOCX. Its fields: docs/how-to/report-template.md.

Nothing but the snapshot is read, so that the same report gives the same bytes on any day.
"""

import json
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from koordynata.foundation import files
from koordynata.foundation.documents import TemplateRefused, fill_docx, make_pdf

from ..models import Report
from .in_words import in_words, title_of

LANGUAGE = "pl"  # of the documents, whoever reads them


def snapshot_in(report: Report) -> dict[str, Any]:
    """What a frozen report says. Raises ValueError for a draft."""
    found: dict[str, Any] = json.loads(report.snapshot)
    return found


def document(report: Report) -> dict[str, Any]:
    """Everything that the documents say, in Polish words."""
    with override(LANGUAGE):
        return in_words(snapshot_in(report), report.digest)


def title(report: Report) -> str:
    """Of the documents, in Polish."""
    with override(LANGUAGE):
        return title_of(snapshot_in(report))


def moment(report: Report) -> datetime:
    """When it was frozen, as the snapshot says."""
    return datetime.fromisoformat(snapshot_in(report)["frozen"]["at"])


def report_pdf(report: Report) -> bytes:
    """The tagged PDF. Raises PdfUnavailable."""
    with override(LANGUAGE):
        content = render_to_string("programme/documents/report.html", {"report": document(report)})
    return make_pdf(content, title=title(report), language=LANGUAGE, at=moment(report))


def report_docx(report: Report) -> bytes:
    """The DOCX by the template with which it was frozen. Raises TemplateRefused."""
    template = template_in(snapshot_in(report))
    return fill_docx(template, document(report), title=title(report), language=LANGUAGE, at=moment(report))


def template_in(snapshot: dict[str, Any]) -> bytes:
    """The very template of a snapshot, by its digest. Raises TemplateRefused where it is lost."""
    try:
        return files.read(snapshot["template"]["sha256"])
    except (FileNotFoundError, ValueError):
        raise TemplateRefused(_("The template with which this report was frozen is not in the store.")) from None
