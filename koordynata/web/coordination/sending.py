"""Documents sent to the reader's machine."""

from dataclasses import dataclass

from django.http import HttpResponse

from ..downloads import file_name


@dataclass(frozen=True)
class Form:
    """A kind of document."""

    ending: str
    content_type: str


PDF = Form("pdf", "application/pdf")
DOCX = Form("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def send_document(content: bytes, name: str, which: str, form: Form) -> HttpResponse:
    """The bytes under a name without Polish letters; it says so where the data are made up."""
    disposition = f'attachment; filename="{file_name(f"{name} {which}")}.{form.ending}"'
    return HttpResponse(content, content_type=form.content_type, headers={"Content-Disposition": disposition})
