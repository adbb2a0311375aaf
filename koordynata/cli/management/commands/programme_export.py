"""`koordynata programme-export PROGRAMME --out FILE [--number N]`: a version as a workbook."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand
from koordynata.cli.programmes import programme_named, version_of, write_file
from koordynata.programme.workbooks.programme import book_of
from koordynata.programme.workbooks.writing import write_book


class Command(HouseCommand):
    help = gettext_noop("Writes a version of a programme as an XLSX workbook that can be read back.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("programme", help=_("number or short name of the programme"))
        parser.add_argument("--out", type=Path, required=True, help=_("file to write"))
        parser.add_argument("--number", type=int, help=_("version; the newest one without it"))

    def handle(self, *args: Any, **options: Any) -> None:
        book = book_of(version_of(programme_named(options["programme"]), options["number"]))
        write_file(options["out"], write_book(book))
        self.stdout.write(f"{options['out']}: {book.title}")
