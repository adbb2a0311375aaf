"""`koordynata reporting-form PROGRAMME --period NAME --institution ID --out FILE`: a partner's form."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.programmes import institution_named, period_named, programme_named, write_file
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.workbooks.values import form_of
from koordynata.programme.workbooks.writing import write_book


class Command(HouseCommand):
    help = gettext_noop("Writes a partner's reporting form for one open period as an XLSX workbook.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("programme", help=_("number or short name of the programme"))
        parser.add_argument("--period", required=True, help=_("name or first day of the period"))
        parser.add_argument("--institution", required=True, help=_("number or exact name of the institution"))
        parser.add_argument("--out", type=Path, required=True, help=_("file to write"))

    def handle(self, *args: Any, **options: Any) -> None:
        period = period_named(programme_named(options["programme"]), options["period"])
        try:
            book = form_of(period, institution_named(options["institution"]))
        except ProgrammeRefusal as refusal:
            raise Refused(str(refusal)) from None
        write_file(options["out"], write_book(book))
        self.stdout.write(f"{options['out']}: {book.title}")
