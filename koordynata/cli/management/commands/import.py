"""`koordynata import SOURCE FILE`: check, show, confirm, write."""

import datetime as dt
import json
import stat
import sys
from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.accounts.roles import Permission
from koordynata.cli.command import REFUSED, HouseCommand, Refused
from koordynata.cli.printing import NOTHING, as_json, print_problems, print_run
from koordynata.foundation.audit import SYSTEM
from koordynata.sources import catalogue
from koordynata.sources.enums import RunState
from koordynata.sources.errors import FileShrank, ImportStopped
from koordynata.sources.models import ImportRun
from koordynata.sources.services import Checked, apply_run, cancel_run, check_run, confirm_run, receive_file

UNCONFIRMED = 3  # exit code


class Command(HouseCommand):
    help = gettext_noop(
        "Loads a file of a register: check, preview, confirm, write. Exit code 2: refused; 3: not confirmed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", nargs="?", help=_("kind of file, see --list"))
        parser.add_argument("file", nargs="?", type=Path, help=_("the file as its publisher made it"))
        parser.add_argument("--list", action="store_true", help=_("name the kinds of files"))
        parser.add_argument("--dry-run", action="store_true", help=_("check and show, write nothing"))
        parser.add_argument("--yes", action="store_true", help=_("confirm what the check shows, removals too"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))
        parser.add_argument("--allow-shrink", action="store_true", help=_("many records are missing and that is meant"))
        parser.add_argument("--sample", action="store_true", help=_("mark the records as sample data"))
        parser.add_argument("--vintage", type=day, help=_("the day as of which the file speaks, e.g. 2026-09-30"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            return self._list(options)
        if not options["source"] or not options["file"]:
            raise Refused(_("Name a source and a file. koordynata import --list names the sources."))
        if options["source"] not in {importer.id for importer in catalogue.importers()}:
            raise Refused(_("Unknown source. koordynata import --list names the sources."))
        if options["sample"] and catalogue.find(options["source"]).permission == Permission.IMPORT_REFERENCE:
            raise Refused(_("A list of the whole country is never sample data. Leave out --sample."))
        refuse_unreadable(options["file"])
        return self._import(options)

    def _list(self, options: dict[str, Any]) -> None:
        importers = list(catalogue.importers())
        if options["json"]:
            self.stdout.write(json.dumps({one.id: str(one.title) for one in importers}, ensure_ascii=False))
            return
        width = max(len(one.id) for one in importers) + 2
        for one in importers:
            self.stdout.write(f"{one.id:<{width}}{one.title}. {one.expects}")

    def _import(self, options: dict[str, Any]) -> None:
        try:
            checked = self._check(options)
            if checked.run.state == RunState.REFUSED:
                self._show(checked.run, options)
                sys.exit(REFUSED)
            self._confirm_and_apply(checked, options)
        except ImportStopped as stopped:
            self._show_stopped(stopped, options)
            sys.exit(REFUSED)

    def _check(self, options: dict[str, Any]) -> Checked:
        path: Path = options["file"]
        run = receive_file(
            source=options["source"],
            content=path,
            file_name=path.name,
            by=SYSTEM,
            vintage=options["vintage"],
            is_sample=options["sample"],
        )
        return check_run(run=run, by=SYSTEM, progress=self._progress(options, _("checking")))

    def _confirm_and_apply(self, checked: Checked, options: dict[str, Any]) -> None:
        run = checked.run
        try:
            if not self._confirmed(checked, options):
                return
            confirm_run(run=run, by=SYSTEM, allow_shrink=options["allow_shrink"])
        except BaseException:  # refused, interrupted at the question, or nobody reads on: no run is left waiting
            cancel_run(run=run, by=SYSTEM)
            raise
        run = apply_run(run_id=run.pk, checked=checked, progress=self._progress(options, _("writing")))
        self._show(run, options)
        if not options["json"]:
            self.stdout.write("\n" + _("Written. To take it back: koordynata undo %d") % run.pk)

    def _confirmed(self, checked: Checked, options: dict[str, Any]) -> bool:
        """Whether to write. Nothing to do, and a dry run, are no refusals; what nobody confirmed is."""
        run = checked.run
        if options["dry_run"] or (checked.plan.empty and not options["yes"]):
            self._show(cancel_run(run=run, by=SYSTEM), options)
            if checked.plan.empty and not options["json"]:
                nothing = _("Nothing to write: the house holds what the file says.")
                rest = _("Nothing to write: the house holds what the other rows say.")
                self.stdout.write("\n" + (rest if run.rejected else nothing))
            return False
        if options["yes"] or self._asked(run, options):
            return True
        self._show(run, options)
        sys.exit(UNCONFIRMED)

    def _asked(self, run: ImportRun, options: dict[str, Any]) -> bool:
        """Ask a person at a terminal; nobody is there otherwise."""
        if options["json"] or not sys.stdin.isatty():
            return False
        self._show(run, options)
        return input("\n" + _("Write this? [y/N]") + " ").strip().lower() in {"y", "yes", "t", "tak"}

    def _progress(self, options: dict[str, Any], what: str) -> Any:
        def show(percent: int) -> None:
            if not options["json"] and self.stderr.isatty():
                self.stderr.write(f"\r{what} {percent:>3}%", ending="" if percent < 100 else "\n")

        return show

    def _show(self, run: ImportRun, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(as_json(run.counts(), run.problems.all()))
        else:
            print_run(run, self.stdout)  # type: ignore[arg-type]

    def _show_stopped(self, stopped: ImportStopped, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(as_json(NOTHING, stopped.problems))
            return
        print_problems(stopped.problems, len(stopped.problems), self.stdout)  # type: ignore[arg-type]
        if isinstance(stopped, FileShrank):
            self.stdout.write(_("If that is meant, load the file with --allow-shrink."))


def day(text: str) -> dt.date:
    """A day of the calendar."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("there is no such day: “%s”. Write it as 2026-09-30.") % text) from None


def refuse_unreadable(path: Path) -> None:
    """Say before anything is done that there is no file to read."""
    try:
        if path.is_dir():
            raise Refused(_("This is a folder; name the file in it: %s") % path)
        if not stat.S_ISREG(path.stat().st_mode):
            raise Refused(_("This is no file that can be read twice; save it to the disk first: %s") % path)
        path.open("rb").close()
    except FileNotFoundError:
        raise Refused(_("There is no such file: %s") % path) from None
    except OSError as error:
        told = {"file": path, "reason": error.strerror}
        raise Refused(_("The file cannot be read: %(file)s (%(reason)s)") % told) from None
