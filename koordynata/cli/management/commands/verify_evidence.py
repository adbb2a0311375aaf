"""`koordynata verify-evidence [FILE.json]`: does a sheet match its hash? Without a file: every frozen sheet."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.files import json_of
from koordynata.opinions.evidence import digest_of
from koordynata.opinions.models import Evidence


class Command(HouseCommand):
    help = gettext_noop("Checks evidence sheets against their hashes: one from a file, or every frozen one.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help=_("a sheet as it was downloaded"))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["file"]:
            self._check_file(options["file"])
        else:
            self._check_all()

    def _check_file(self, file: Path) -> None:
        told = json_of(file)
        sheet, wanted = (told.get("sheet"), told.get("sha256")) if isinstance(told, dict) else (None, None)
        if not isinstance(sheet, dict) or not isinstance(wanted, str):
            raise Refused(_("This file is no evidence sheet."))
        try:
            digest = digest_of(sheet)
        except ValueError:  # NaN and half characters have no canonical spelling
            raise Refused(_("This file is no evidence sheet.")) from None
        if digest != wanted:
            raise Refused(_("The sheet does not match its hash."))
        self.stdout.write(f"{digest}  {file}")

    def _check_all(self) -> None:
        rows = Evidence.objects.filter(frozen_at__isnull=False).select_related("request__occupation")
        broken, count = [], 0
        for one in rows.order_by("pk").iterator(chunk_size=100):
            count += 1
            if digest_of(one.sheet) != one.digest:
                broken.append(f"{one} ({one.pk})")
        if broken:
            raise Refused(_("Sheets that do not match their hashes: %s.") % "; ".join(broken))
        self.stdout.write(_("%(n)d frozen sheets, all match their hashes.") % {"n": count})
