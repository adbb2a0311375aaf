"""`koordynata verify-ballot RECORD.json [--receipt CODE] [--json]`: recounts a secret ballot's published record."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.files import json_of
from koordynata.coordination import recount


class Command(HouseCommand):
    help = gettext_noop("Recounts the published record of a secret ballot and finds the paper of a receipt.")
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("record", type=Path, help=_("the record, as it was published"))
        parser.add_argument("--receipt", help=_("the code that was shown when the paper was cast"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        record = json_of(options["record"])
        if wrong := recount.faults(record):
            raise Refused(_("The record does not hold: %s.") % "; ".join(wrong))
        own = _paper_of(record, options["receipt"])
        if options["json"]:
            self.stdout.write(json.dumps({"counts": recount.counts(record), "own": own}, ensure_ascii=False))
            return
        for choice, number in recount.counts(record).items():
            self.stdout.write(f"{recount.printable(choice):<24}{number:>6}")
        if own:
            self.stdout.write(_("The paper of this receipt says: %s") % recount.printable(own))


def _paper_of(record: dict[str, Any], code: str | None) -> str | None:
    if code is None:
        return None
    wanted = recount.receipt(record["ballot"], code)
    found = next((paper["choice"] for paper in record["papers"] if paper["receipt"] == wanted), None)
    if found is None:
        raise Refused(_("No paper of this ballot has this receipt."))
    return str(found)
