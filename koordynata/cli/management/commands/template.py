"""An empty file of one source: its header, and with --describe what each column means."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused, require_database
from koordynata.sources import catalogue
from koordynata.sources.templates import write_template


class Command(HouseCommand):
    help = gettext_noop("Prints the header of a source's file as CSV.")
    needs_database = False  # only for the lists of an XLSX template

    def add_arguments(self, parser: CommandParser) -> None:
        sources = [importer.id for importer in catalogue.importers() if importer.layout]
        parser.add_argument("source", choices=sources, metavar="SOURCE", help=", ".join(sources))
        parser.add_argument("--describe", action="store_true", help=_("one row per column: meaning, kind, example"))
        parser.add_argument("--xlsx", type=Path, metavar="FILE", help=_("write XLSX that checks what is filled in"))

    def handle(self, *args: Any, **options: Any) -> None:
        layout = catalogue.find(options["source"]).layout
        if layout is None:
            raise Refused(_("“%s” is not a table.") % options["source"])
        if options["xlsx"]:
            return self._write(options["source"], options["xlsx"])
        writer = csv.writer(self.stdout, delimiter=";", lineterminator="\n")
        if not options["describe"]:
            writer.writerow(column.header for column in layout.columns)
            return None
        writer.writerow([_("Column"), _("Meaning"), _("Kind of value"), _("Required"), _("Example")])
        for column in layout.columns:
            required = _("yes") if column.required and column.filled else _("no")
            writer.writerow([column.header, column.meaning, column.kind.label, required, column.example])
        return None

    def _write(self, source: str, target: Path) -> None:
        require_database()
        try:
            target.write_bytes(write_template(catalogue.find(source)))
        except OSError as error:
            raise Refused(_("The file cannot be written: %s") % error) from None
