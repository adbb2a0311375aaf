"""Documents for people: tagged PDF from HTML, DOCX from an office's own template.

    pdf = make_pdf(content, title="Opinia 3/2026", language="pl", at=moment)
    docx = fill_docx(template, {"title": "Opinia 3/2026", "people": [{"name": "…"}]}, title="Opinia 3/2026", at=moment)

`content` is the inside of a page's body, escaped as Django's templates do it: `render_to_string("….html", values)`.
Nothing is fetched: neither a network nor a file of the machine is read. The same words give the same bytes.
"""

from .checking import check_template
from .docx import fill_docx
from .packages import same_each_time
from .pdf import make_pdf
from .refusals import PdfUnavailable, TemplateRefused

__all__ = ["PdfUnavailable", "TemplateRefused", "check_template", "fill_docx", "make_pdf", "same_each_time"]
