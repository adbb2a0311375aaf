"""`koordynata duties --year YEAR [--region TERYT] [--json]`: the yearly calendar of duties."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.coordination.queries.duties import DutyLine, DutyState, year_of_duties
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory

YEARS = range(2000, 2101)


class Command(HouseCommand):
    help = gettext_noop("Prints the duties of a year: what is done, due, overdue, and on what legal basis.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, help=_("calendar year; this one without it"))
        parser.add_argument("--region", help=_("TERYT code of a voivodeship; the first one without it"))
        parser.add_argument("--json", action="store_true", help=_("print one JSON object"))

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        year, region = today.year if options["year"] is None else options["year"], _region(options["region"])
        if year not in YEARS:
            raise Refused(_("Give a year from %(first)d to %(last)d.") % {"first": YEARS[0], "last": YEARS[-1]})
        lines = year_of_duties(region, year, today)
        if options["json"]:
            self.stdout.write(json.dumps({"region": region.code, "year": year, "duties": [*map(_told, lines)]},
                                         ensure_ascii=False))  # fmt: skip
            return
        for line in lines:
            mark = {DutyState.DONE: "✓", DutyState.OVERDUE: "!", DutyState.DUE: "·"}.get(line.state, " ")
            sure = "" if line.duty.certain else f" ({_('check before use')})"
            day = date_format(line.occurrence.due, "SHORT_DATE_FORMAT")
            self.stdout.write(f"{mark} {day}  {line.duty.name}. {line.duty.basis}{sure}")


def _region(code: str | None) -> Territory:
    rows = Territory.objects.filter(kind=TerritoryKind.VOIVODESHIP, withdrawn_run=None).order_by("code")
    found = (rows if code is None else rows.filter(code=code)).first()
    if found is None:
        raise Refused(_("There is no voivodeship “%s”.") % (code or ""))
    return found


def _told(line: DutyLine) -> dict[str, Any]:
    one = line.occurrence
    return {
        "duty": one.duty.id, "name": one.duty.name, "due": one.due.isoformat(), "state": line.state.value,
        "basis": one.duty.basis, "certain": one.duty.certain, "note": one.duty.note, "source": one.duty.source,
        "done_on": line.mark.done_on.isoformat() if line.mark else None,
        "done_by": line.mark.marked_by if line.mark else None,
    }  # fmt: skip
