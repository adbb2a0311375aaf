"""`koordynata verify-report [FILE.json or NUMBER] [--document FILE]`: does a report match its hash? Alone: all."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.files import json_of
from koordynata.foundation.documents.refusals import DocumentRefusal
from koordynata.programme.enums import ReportState
from koordynata.programme.models import Report
from koordynata.programme.reports.exported import digest_in, is_whole
from koordynata.programme.reports.formats import FORMATS

NUMBERS = 2**63  # as far as databases count


class Command(HouseCommand):
    help = gettext_noop("Checks frozen reports against their hashes: one from a file or by its number, or all of them.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("report", nargs="?", help=_("a snapshot as it was downloaded, or a report's number"))
        parser.add_argument(
            "--document", type=Path, help=_("a DOCX, PDF or XLSX of that report, compared byte by byte")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        asked, document = options["report"] or "", options["document"]
        if asked.isascii() and asked.isdecimal() and not Path(asked).exists():
            self._check_one(int(asked), document)
        elif asked:
            self._check_file(Path(asked), document)
        elif document:
            raise Refused(_("Say of which report the document is."))
        else:
            self._check_all()

    def _check_one(self, number: int, document: Path | None) -> None:
        rows = Report.objects.filter(state=ReportState.FROZEN)
        report = rows.filter(pk=number).first() if number < NUMBERS else None
        if report is None:
            raise Refused(_("There is no frozen report with that number: %d") % number)
        if not is_whole(report):
            raise Refused(_("The report does not match its hash."))
        if document:
            self._compare(report, document)
        self.stdout.write(f"{report.digest}  {report}")

    def _check_file(self, file: Path, document: Path | None) -> None:
        try:
            named, digest = digest_in(json_of(file))
        except ValueError:  # NaN and half characters have no canonical spelling
            raise Refused(_("This file is no snapshot of a report.")) from None
        if digest != named:
            raise Refused(_("The report does not match its hash."))
        if document:
            known = Report.objects.filter(state=ReportState.FROZEN, digest=digest).order_by("pk").first()
            if known is None:
                raise Refused(_("No report with this hash is kept here."))
            self._compare(known, document)
        self.stdout.write(f"{digest}  {file}")

    def _compare(self, report: Report, document: Path) -> None:
        known = FORMATS.get(document.suffix.lower().removeprefix("."))
        if known is None:
            raise Refused(_("The document must end in .docx, .pdf, .xlsx or .json."))
        try:
            same = document.read_bytes() == known.make(report)
        except DocumentRefusal as refusal:
            raise Refused(str(refusal)) from None
        except OSError as error:
            raise Refused(f"{document}: {error.strerror}") from None
        if not same:
            raise Refused(_("The document is not the one that this report gives."))

    def _check_all(self) -> None:
        rows = Report.objects.filter(state=ReportState.FROZEN).select_related("programme", "period")
        broken, count = [], 0
        for one in rows.order_by("pk").iterator(chunk_size=50):
            count += 1
            if not is_whole(one):
                broken.append(f"{one} ({one.pk})")
        if broken:
            raise Refused(_("Reports that do not match their hashes: %s.") % "; ".join(broken))
        self.stdout.write(_("%(n)d frozen reports, all match their hashes.") % {"n": count})
