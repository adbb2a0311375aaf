"""`koordynata minutes MEETING FILE.pdf|FILE.docx`: the minutes of a meeting as a document."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.coordination.models import Minutes
from koordynata.coordination.protocol import minutes_docx, minutes_pdf
from koordynata.foundation.documents.refusals import DocumentRefusal

NUMBERS = 2**63  # as far as databases count
_MAKERS = {".pdf": minutes_pdf, ".docx": minutes_docx}


class Command(HouseCommand):
    help = gettext_noop("Writes the minutes of a meeting as tagged PDF or as DOCX by the office's template.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting", type=int, help=_("number in the address of the meeting's page"))
        parser.add_argument("file", type=Path, help=_("the file to write, ending in .pdf or .docx"))

    def handle(self, *args: Any, meeting: int, file: Path, **options: Any) -> None:
        related = ("meeting__term__body__territory", "meeting__presiding", "approved_in", "approved_by")
        rows = Minutes.objects.filter(meeting=meeting) if 0 < meeting < NUMBERS else Minutes.objects.none()
        found = rows.select_related(*related).first()
        if found is None:
            raise Refused(_("There are no minutes of such a meeting: %d") % meeting)
        maker = _MAKERS.get(file.suffix.lower())
        if maker is None:
            raise Refused(_("The file must end in .pdf or .docx."))
        try:
            file.write_bytes(maker(found))
        except DocumentRefusal as refusal:
            raise Refused(str(refusal)) from None
        except OSError as error:
            raise Refused(f"{file}: {error.strerror}") from None
        self.stdout.write(str(file))
