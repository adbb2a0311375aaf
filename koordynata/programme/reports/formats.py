"""In which files a frozen report leaves the house."""

from collections.abc import Callable
from dataclasses import dataclass

from ..models import Report
from .annex import report_xlsx
from .document import report_docx, report_pdf
from .exported import exported

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Format:
    """One format: the end of the file's name, its type, and what makes it."""

    ending: str
    content_type: str
    make: Callable[[Report], bytes]


FORMATS = {
    one.ending: one
    for one in (
        Format("docx", _OFFICE + "wordprocessingml.document", report_docx),
        Format("pdf", "application/pdf", report_pdf),
        Format("xlsx", _OFFICE + "spreadsheetml.sheet", report_xlsx),
        Format("json", "application/json", exported),
    )
}
