"""`koordynata undo RUN`: take an import back."""

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import REFUSED, HouseCommand, Refused
from koordynata.cli.printing import print_problems
from koordynata.foundation.audit import SYSTEM
from koordynata.sources.enums import RunState
from koordynata.sources.errors import ImportStopped
from koordynata.sources.models import ImportRun
from koordynata.sources.services import undo_run


class Command(HouseCommand):
    help = gettext_noop(
        "Takes back what an import run did: created records go, changed and removed ones are as before."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", type=int, help=_("number of the run, as printed by koordynata import"))

    def handle(self, *args: Any, run: int, **options: Any) -> None:
        found = ImportRun.objects.filter(pk=run).first()
        if found is None:
            raise Refused(_("There is no such import run: %d") % run)
        if found.state != RunState.APPLIED:
            told = {"run": run, "state": found.get_state_display()}
            raise Refused(_("Only an applied import can be undone; the state of import %(run)d: %(state)s.") % told)
        try:
            kept = undo_run(run=found, by=SYSTEM).options["kept"]
        except ImportStopped as stopped:
            print_problems(stopped.problems, len(stopped.problems), self.stdout)  # type: ignore[arg-type]
            sys.exit(REFUSED)
        if kept:
            told = {"run": run, "kept": kept}
            text = _("Undone: run %(run)d. Records that a later file holds as well stay as they are: %(kept)d.")
            self.stdout.write(text % told)
        else:
            self.stdout.write(_("Undone: the registers are as they were before run %d.") % run)
