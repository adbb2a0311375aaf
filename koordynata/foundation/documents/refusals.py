"""What keeps a document from being made, said to people."""

from django.utils.functional import Promise


class DocumentRefusal(Exception):
    """`str()` is a sentence for the page."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class PdfUnavailable(DocumentRefusal):
    """This machine lacks the libraries with which PDF is made."""


class TemplateRefused(DocumentRefusal):
    """A DOCX template that is not taken."""
