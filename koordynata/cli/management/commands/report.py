"""`koordynata report PROGRAMME --period NAME [--area NUMBER] --format docx|pdf|xlsx|json --out FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.foundation.documents.refusals import DocumentRefusal
from koordynata.programme.enums import ReportState
from koordynata.programme.models import Report
from koordynata.programme.reports.formats import FORMATS


class Command(HouseCommand):
    help = gettext_noop("Writes a frozen report of a programme as DOCX, PDF, XLSX or JSON, from its snapshot alone.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("programme", help=_("short name of the programme, as its page shows it"))
        parser.add_argument("--period", required=True, help=_("name of the period, “2026 I”"))
        parser.add_argument("--area", default="", help=_("number of an area; without it the report of the whole"))
        parser.add_argument("--territory", default="", help=_("TERYT code, where two programmes have one short name"))
        parser.add_argument("--edition", type=int, default=0, help=_("number of the edition; without it the newest"))
        parser.add_argument("--format", choices=sorted(FORMATS), required=True, help=_("kind of the file"))
        parser.add_argument("--out", type=Path, required=True, help=_("the file to write"))

    def handle(self, *args: Any, **options: Any) -> None:
        report, out = self._found(options), options["out"]
        try:
            out.write_bytes(FORMATS[options["format"]].make(report))
        except DocumentRefusal as refusal:
            raise Refused(str(refusal)) from None
        except OSError as error:
            raise Refused(f"{out}: {error.strerror}") from None
        self.stdout.write(f"{report.digest}  {out}")

    def _found(self, options: dict[str, Any]) -> Report:
        rows = Report.objects.filter(
            state=ReportState.FROZEN, programme__short_name=options["programme"], period__name=options["period"]
        )
        if options["territory"]:
            rows = rows.filter(programme__territory__code=options["territory"])
        if options["area"]:
            rows = rows.filter(area__elements__code=options["area"], area__elements__parent=None).distinct()
        else:
            rows = rows.filter(area=None)
        if 0 < options["edition"] < 10_000:
            rows = rows.filter(edition=options["edition"])
        found = list(rows.select_related("programme").order_by("-edition", "pk"))
        if not found:
            raise Refused(_("There is no frozen report of that programme and period."))
        if len({one.programme_id for one in found}) > 1:
            raise Refused(_("Several programmes have that short name: add --territory with the TERYT code."))
        return found[0]
