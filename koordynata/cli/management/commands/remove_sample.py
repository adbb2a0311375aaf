"""`koordynata remove-sample`: a clean house for real registers."""

from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.sample.remove import remove_sample
from koordynata.foundation.audit import SYSTEM

KINDS = {
    "institution": gettext_noop("institutions"),
    "contact": gettext_noop("contacts"),
    "offer": gettext_noop("years of an occupation at a school"),
    "membership": gettext_noop("roles of people"),
    "user": gettext_noop("accounts"),
    "importrun": gettext_noop("imports"),
    "snapshot": gettext_noop("files"),
    "observation": gettext_noop("figures of public statistics"),
    "barometerrating": gettext_noop("ratings of the barometer"),
    "demandforecast": gettext_noop("levels of the forecast"),
    "graduateoutcome": gettext_noop("outcomes of graduates"),
    "labourflow": gettext_noop("vacancies and unemployed by occupation"),
    "body": gettext_noop("bodies"),
    "meeting": gettext_noop("meetings"),
    "opinionrequest": gettext_noop("applications for an opinion"),
}


def told(removed: dict[str, int]) -> list[tuple[str, int]]:
    """What went, in people's words, in the order of the house; the small parts of it in one sum at the end."""
    lines = [(_(words), removed[kind]) for kind, words in KINDS.items() if removed.get(kind)]
    parts = sum(count for kind, count in removed.items() if kind not in KINDS)
    return [*lines, (_("parts of these"), parts)] if parts else lines


class Command(HouseCommand):
    help = gettext_noop(
        "Deletes every record marked as sample data, the demo accounts and their files. The audit log stays."
    )

    def handle(self, **options: Any) -> None:
        try:
            removed = remove_sample(by=SYSTEM)
        except ProtectedError as error:
            first = ", ".join(map(str, list(error.protected_objects)[:5]))
            raise Refused(_("Real records hang on sample records: %s") % first) from error
        for kind, count in told(removed):
            self.stdout.write(f"{count:8}  {kind}")
        if not removed:
            self.stdout.write(_("There are no sample data."))
