"""What keeps a document from being made, said to people."""

from ..errors import Refusal


class DocumentRefusal(Refusal):
    """A document that cannot be made."""


class PdfUnavailable(DocumentRefusal):
    """This machine lacks the libraries with which PDF is made."""


class TemplateRefused(DocumentRefusal):
    """A DOCX template that is not taken."""
