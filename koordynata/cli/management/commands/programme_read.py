"""`koordynata programme-read FILE [--dry-run] [--clashes file|now]`: a workbook read back."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.files import content_of
from koordynata.foundation.audit import SYSTEM
from koordynata.foundation.errors import ChangedMeanwhile, Refusal
from koordynata.programme.workbooks.desk import NotTaken, Received, rehearse, take_workbook
from koordynata.programme.workbooks.shapes import Problem


class Command(HouseCommand):
    help = gettext_noop("Shows what a workbook of a programme or a reporting form changes, and writes it.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=_("workbook written by programme-export or reporting-form"))
        parser.add_argument("--dry-run", action="store_true", help=_("show only, write nothing"))
        parser.add_argument("--clashes", choices=("file", "now"),
                            help=_("which value stays where somebody else changed the same cell"))  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        content = content_of(options["file"])
        try:
            received = rehearse(content, by=SYSTEM)
            self._show(received)
            if not options["dry_run"]:
                self._write(content, received, options["clashes"])
        except NotTaken as refused:
            raise Refused(_lines(refused.problems)) from None
        except Refusal as refusal:
            raise Refused(str(refusal)) from None
        except ChangedMeanwhile:
            raise Refused(_("The programme was changed meanwhile. Look at the differences anew.")) from None

    def _show(self, received: Received) -> None:
        for one in received.found.changes:
            self.stdout.write(f"{one.kind} {one.sheet.title}: {one.label}")
            for cell in one.cells:
                mark = "!" if cell.clash else " "
                self.stdout.write(f"  {mark} {cell.place} {cell.column.title}: {cell.old or '–'} → {cell.new or '–'}")
        if not received.found.changes and not received.found.problems:
            self.stdout.write(_("The file changes nothing."))
        if received.found.problems:
            raise NotTaken(received.found.problems)

    def _write(self, content: bytes, received: Received, clashes: str | None) -> None:
        choices = dict.fromkeys(received.found.clashes, clashes) if clashes else {}
        done = take_workbook(content=content, digest=received.now.digest, by=SYSTEM,
                             choices={name: str(one) for name, one in choices.items()})  # fmt: skip
        self.stdout.write(ngettext("%(n)d row was changed.", "%(n)d rows were changed.", len(done)) % {"n": len(done)})


def _lines(problems: list[Problem]) -> str:
    return "\n".join([_("Nothing was written. Mend the file and read it in again:"), *map(str, problems)])
