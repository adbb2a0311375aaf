"""`koordynata programme-import FILE --programme … [--dry-run] [--json]`: themes and lines of action from a table."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import REFUSED, HouseCommand, Refused
from koordynata.cli.files import content_of
from koordynata.foundation.audit import SYSTEM
from koordynata.programme.errors import ProgrammeRefusal
from koordynata.programme.importers.adding import add_structure
from koordynata.programme.importers.structure import Plan, plan_of
from koordynata.programme.models import Programme, Version


class Command(HouseCommand):
    help = gettext_noop("Adds themes, lines of action and other elements of a table to a programme's draft.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=_("the table, see docs/how-to/write-a-programme.md"))
        parser.add_argument("--programme", required=True, help=_("short name, or 16/SHORT NAME where several have it"))
        parser.add_argument("--dry-run", action="store_true", help=_("only say what would be added"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        version = _draft_of(options["programme"])
        data = content_of(options["file"])
        plan = plan_of(data, version)
        if not plan.wrong and not options["dry_run"]:
            try:
                add_structure(version=version, data=data, by=SYSTEM)
            except ProgrammeRefusal as refusal:
                raise Refused(str(refusal)) from None
        self._say(plan, options)
        if plan.wrong:
            raise SystemExit(REFUSED)

    def _say(self, plan: Plan, options: dict[str, Any]) -> None:
        if options["json"]:
            problems = [{"line": one.line, "column": one.column, "message": one.text} for one in plan.wrong]
            added = [{"number": row.code, "level": level.id, "name": row.name} for row, level in plan.new]
            told = {"added": added, "there": len(plan.there), "problems": problems, "dry_run": options["dry_run"]}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for one in plan.wrong:
            place = _("line %d") % one.line + ": " if one.line else ""
            self.stderr.write(f"{place}{one.text}")
        if plan.wrong:
            return
        for row, level in plan.new:
            self.stdout.write(f"{row.code}  {row.name} ({level.name})")
        words = _("Would be added: %d.") if options["dry_run"] else _("Added: %d.")
        self.stdout.write(words % len(plan.new) + " " + _("There already: %d.") % len(plan.there))


def _draft_of(name: str) -> Version:
    """The draft of the programme that is meant. Raises Refused."""
    territory, slash, short = name.partition("/")
    rows = Programme.objects.filter(short_name=name)
    if slash:
        rows |= Programme.objects.filter(territory__code=territory, short_name=short)
    found = list(rows.select_related("territory").order_by("territory__code", "pk"))
    if len(found) != 1:
        names = ", ".join(f"{one.territory.code}/{one.short_name}" for one in found or Programme.objects.order_by("pk"))
        raise Refused(_("Name one of these programmes: %s.") % (names or _("none")))
    version = next((one for one in found[0].versions.order_by("-number") if one.is_open), None)
    if version is None:
        raise Refused(_("The programme has no draft. Open its next version first."))
    return version
