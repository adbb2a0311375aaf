"""`koordynata place FILE.json [--rule cost|stable] [--json]`: pupils to places, by a published rule."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.files import content_of, told
from koordynata.foundation.strict_files import FileRefused
from koordynata.support.placement.answer import Answer, answer_to
from koordynata.support.placement.case import case_of
from koordynata.support.placement.case_file import PlacementFile
from koordynata.support.placement.case_reading import read_placement
from koordynata.support.placement.pairs import NoneKeepsPairs
from koordynata.support.placement.telling import as_data, sentence
from koordynata.support.placement.weights import rules_on

LARGEST = 500_000_000  # bytes: 200,000 pupils with thirty wishes each


class Command(HouseCommand):
    help = gettext_noop("Places pupils with employers by a published rule, from a file, and says why.")
    needs_database = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=_("the placement, see docs/reference/placement-file.md"))
        parser.add_argument("--rule", choices=("cost", "stable"), help=_("instead of the rule in the file"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            answer = _answer(read_placement(content_of(options["file"], LARGEST), options["rule"]))
        except FileRefused as refusal:
            raise told(refusal, self, as_json=options["json"]) from None
        self.stdout.write(json.dumps(as_data(answer), ensure_ascii=False) if options["json"] else _as_text(answer))


def _answer(file: PlacementFile) -> Answer:
    try:
        return answer_to(case_of(file, rules_on(file.on or timezone.localdate())))
    except LookupError:
        raise Refused(_("No rules of placement are known for that day.")) from None
    except NoneKeepsPairs:
        raise Refused(_("No placement was found that keeps all pairs.")) from None


def _as_text(answer: Answer) -> str:
    pupils, offers = answer.case.file.pupils, answer.case.file.offers
    lines = []
    for number, pupil in enumerate(pupils):
        got = answer.choice(number)
        lines.append(f"{pupil.id}\t{offers[got.offer].id if got else '–'}\t{sentence(answer, number)}")
    placed = sum(answer.choice(number) is not None for number in range(len(pupils)))
    lines.append(_("%(placed)d of %(pupils)d pupils have a place.") % {"placed": placed, "pupils": len(pupils)})
    return "\n".join([*lines, _("Checked: yes.") if answer.proved() else _("Checked: no.")])
