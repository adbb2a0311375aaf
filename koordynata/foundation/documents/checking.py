"""Whether a DOCX that somebody brought may serve as a template."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from ..files import FileRefused, type_of
from .docx import fill_docx
from .refusals import TemplateRefused

LARGEST, UNPACKED = 2 * 2**20, 20 * 2**20
# Fields of Word that read files or start programs, and parts that a document opens from elsewhere.
_LIVE = re.compile(rb"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|MACROBUTTON|DATABASE|LINK)\b", re.IGNORECASE)
_FIELD = re.compile(rb"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr=\"([^\"]*)\"", re.DOTALL)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.DOTALL)


def check_template(content: bytes, example: Mapping[str, Any]) -> None:
    """Whether a DOCX may serve as a template: filled once with the example. Raises TemplateRefused."""
    if len(content) > LARGEST:
        raise TemplateRefused(_("A template may weigh %d MB.") % (LARGEST // 2**20))
    try:
        type_of(content, "template.docx")
    except FileRefused:
        raise TemplateRefused(_("This is not a DOCX document without macros.")) from None
    _check_parts(content)
    fill_docx(content, example, title="", at=datetime(2026, 1, 1, tzinfo=UTC))


def _check_parts(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if sum(entry.file_size for entry in package.infolist()) > UNPACKED:
            raise TemplateRefused(_("The document is too large when unpacked."))
        for entry in package.infolist():
            if entry.filename.endswith((".xml", ".rels")) and _is_live(package.read(entry)):
                raise TemplateRefused(
                    _("The document would fetch or start something when opened: %s.") % entry.filename
                )
            if "embeddings/" in entry.filename or "activeX/" in entry.filename:
                raise TemplateRefused(_("The document holds an embedded object: %s.") % entry.filename)


def _is_live(part: bytes) -> bool:
    fields = b" ".join(one or other for one, other in _FIELD.findall(part))
    outside = [one for one in _RELATION.findall(part) if b"External" in one and b"/hyperlink" not in one]
    return b"<!DOCTYPE" in part or b"<!ENTITY" in part or bool(outside) or bool(_LIVE.search(fields))
