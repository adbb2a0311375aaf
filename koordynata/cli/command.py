"""What all commands of the house have in common: their language, their help, how they refuse."""

import argparse
import json
import sys
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import translation
from django.utils.translation import gettext as _

from .language import teach_argparse, terminal_language

REFUSED = 2  # the exit code of everything that was not done; argparse uses the same
# Options that Django gives to every command: they work, and help does not speak of them.
UNMENTIONED = {"version", "verbosity", "settings", "pythonpath", "traceback", "no_color", "force_color", "skip_checks"}


class Refused(CommandError):
    """The command does not do what it was asked for; the text says why, and what to do."""

    def __init__(self, text: str) -> None:
        super().__init__(text, returncode=REFUSED)


class HouseCommand(BaseCommand):
    """A command that speaks the terminal's language and refuses in one sentence, with `--json` in one object."""

    needs_database = True
    requires_system_checks = []  # for developers: `koordynata check`

    def get_version(self) -> str:
        """Ours, not Django's."""
        return version("koordynata")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Named as people type it; `help` of the class is an English text of the catalogue."""
        self.help = _(self.help)
        parser = super().create_parser("koordynata", subcommand.replace("_", "-"), **kwargs)
        for action in parser._actions:
            if action.dest in UNMENTIONED:
                action.help = argparse.SUPPRESS
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """Run what the command line says; a refusal is no traceback."""
        teach_argparse()
        with translation.override(terminal_language()):
            self._called_from_command_line = True
            parser = self.create_parser(argv[0], argv[1])
            options = vars(parser.parse_args(argv[2:]))
            try:
                self.execute(*options.pop("args", ()), **options)
            except CommandError as refusal:
                self._refuse(str(refusal), as_json=bool(options.get("json")), name=parser.prog)
                sys.exit(refusal.returncode)
            finally:
                connections.close_all()

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command in that language, on a database that is there."""
        with translation.override(terminal_language()):
            if self.needs_database and not options.get("list"):  # what there is can be said without one
                require_database()
            return super().execute(*args, **options)

    def _refuse(self, refusal: str, *, as_json: bool, name: str) -> None:
        if as_json:
            self.stdout.write(json.dumps({"error": refusal}, ensure_ascii=False))
        else:
            self.stderr.write(f"{name}: {refusal}")


def require_database() -> None:
    """Refuse in words where there is no database, or none that answers."""
    try:
        there = MigrationRecorder(connection).has_table()
    except OperationalError as error:
        raise Refused(_("The database does not answer: %s") % str(error).strip()) from None
    if not there:
        raise Refused(
            _(
                "There is no database yet in %s. Start the house once (script/server, or koordynata serve); "
                "if it lies elsewhere, set KOORDYNATA_DATA or DATABASE_URL."
            )
            % settings.DATA_DIR
        )
