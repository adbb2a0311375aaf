"""HTML to tagged PDF (PDF/UA-1)."""

import hashlib
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from .fetching import package_fetcher
from .refusals import PdfUnavailable

VARIANT = "pdf/ua-1"


def make_pdf(content: str, *, title: str, language: str = "pl", at: datetime, subject: str = "") -> bytes:
    """A tagged PDF of a page's inside. Raises PdfUnavailable, with a sentence for the page.

    `content` is HTML that is escaped already; its `h1` is repeated at the foot of each page. `language` is the text's
    (`pl`, `en`); `at` goes into the metadata as the moment of its making: take a moment of the record itself, and the
    bytes are the same each time.
    """
    weasyprint = _library()
    inside = mark_safe(content)  # noqa: S308 - escaped by the template that made it
    values = {"content": inside, "title": title, "language": language, "at": at.isoformat(timespec="seconds"),
              "subject": subject}  # fmt: skip
    html, fetcher = render_to_string("documents/paper.html", values), package_fetcher()
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(string=_style(), url_fetcher=fetcher, font_config=fonts)
    document = weasyprint.HTML(string=html, url_fetcher=fetcher)
    identifier = hashlib.sha256(html.encode()).hexdigest()[:32].encode()
    return bytes(document.write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant=VARIANT, pdf_identifier=identifier
    ))  # fmt: skip


def _library() -> Any:
    """WeasyPrint, looked for only when somebody asks for a PDF: the house runs without it."""
    try:
        import weasyprint
        import weasyprint.text.fonts
    except OSError:
        raise PdfUnavailable(_(
            "PDF cannot be made on this machine: the libraries Pango and HarfBuzz are missing. "
            "The page itself and the DOCX hold the same text."
        )) from None  # fmt: skip
    return weasyprint


@cache
def _style() -> str:
    return resources.files(__package__).joinpath("paper.css").read_text("utf-8")
