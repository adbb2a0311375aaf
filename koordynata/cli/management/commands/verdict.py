"""`koordynata verdict FILE.json [--json]`: quorum, majority and result of a case in a file."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.files import content_of, told
from koordynata.coordination.verdict import Result, Verdict, most_able, verdict_at
from koordynata.coordination.verdict.case_file import CaseFile, of_our_time
from koordynata.coordination.verdict.case_reading import read_case
from koordynata.coordination.verdict.telling import as_data, quorum_words, result_words, rule_words
from koordynata.foundation.strict_files import FileRefused


class Command(HouseCommand):
    help = gettext_noop(
        "Says who may vote, whether there is a quorum, the result, and the rule that decided, from a file."
    )
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=_("the case, see docs/reference/verdict-file.md"))
        parser.add_argument("--at", type=datetime.fromisoformat, help=_("a moment with its offset from UTC"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            case = read_case(content_of(options["file"]))
            verdict = _verdict(case, options["at"])
        except FileRefused as refusal:
            raise told(refusal, self, as_json=options["json"]) from None
        self.stdout.write(json.dumps(as_data(verdict), ensure_ascii=False) if options["json"] else _as_text(verdict))


def _verdict(case: CaseFile, asked: datetime | None) -> Verdict:
    council, procedure, ballot = case.parts()
    at = asked or case.at or ballot.closed or timezone.now()
    if at.tzinfo is None:
        raise Refused(_("Give the moment with its offset from UTC, as 2026-11-27T10:42:00+01:00."))
    try:
        of_our_time(at)
    except ValueError as error:
        raise Refused(_(str(error))) from None
    shown = sum((ballot.hands or {}).values())
    if shown > (able := most_able(council, procedure, ballot, max(at, ballot.opened))):
        message = _("%(cast)d hands were counted, but only %(able)d may vote.")
        raise FileRefused([("ballot.hands", message % {"cast": shown, "able": able})])
    return verdict_at(council, procedure, ballot, at)


def _as_text(verdict: Verdict) -> str:
    roll = verdict.roll
    counts = _("Seats %(seats)d, filled %(filled)d, present %(present)d, entitled %(entitled)d, voted %(cast)d.") % {
        "seats": roll.seats, "filled": roll.filled, "present": verdict.present, "entitled": roll.entitled,
        "cast": verdict.tally.cast,
    }  # fmt: skip
    now = "" if verdict.final or verdict.result is Result.WAITING else _("Were the ballot closed now:") + " "
    rule = rule_words(verdict.majority, election=verdict.is_election)
    return "\n".join([now + result_words(verdict), quorum_words(verdict), rule, counts])
