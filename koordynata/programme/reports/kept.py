"""Documents of a frozen report that take their time: made once behind a page that waits, kept under the digest."""

from dataclasses import dataclass

from koordynata.foundation.made_once import MadeOnce

from ..models import Report
from .formats import FORMATS

SLOW = frozenset({"docx", "pdf"})


@dataclass(frozen=True)
class KeptDocument(MadeOnce):
    """One document of one report."""

    report: Report
    ending: str

    @property
    def path(self) -> str:
        """Where it lies once it is made."""
        return f"reports/{self.report.pk}/{self.report.digest}.{self.ending}"

    def make(self) -> None:
        """Make and keep it, unless somebody has. Raises PdfUnavailable, TemplateRefused."""
        if not self.is_made:
            self.keep(FORMATS[self.ending].make(self.report))
