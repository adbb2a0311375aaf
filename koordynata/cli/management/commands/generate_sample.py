"""`koordynata generate-sample FOLDER`: the sample's files, for trying imports by hand."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.sample.generate import Sample
from koordynata.cli.sample.plan import SEED, Plan


class Command(HouseCommand):
    help = gettext_noop("Writes invented register files for trying out: the same seed writes the same bytes.")
    needs_database = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help=_("where the files go; made if it is not there"))
        parser.add_argument("--seed", type=int, default=SEED, help=_("another number: another country"))
        parser.add_argument("--regions", default="", help=_("codes of voivodeships, e.g. 16,12; all when left out"))

    def handle(self, *, folder: Path, seed: int, regions: str, **options: Any) -> None:
        try:
            plan = Plan(regions=tuple(filter(None, regions.split(","))), seed=seed)
            written = Sample(plan).write(folder)
        except ValueError as error:
            raise Refused(str(error)) from error
        except OSError as error:
            told = {"folder": folder, "reason": error.strerror}
            raise Refused(_("The files cannot be written to %(folder)s: %(reason)s") % told) from None
        for name, rows in written.items():
            self.stdout.write(f"{folder / name}: {rows}")
