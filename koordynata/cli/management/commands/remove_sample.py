"""`koordynata remove-sample`: a clean house for real registers."""

from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.sample.remove import remove_sample
from koordynata.foundation.audit import SYSTEM


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
        for kind, count in sorted(removed.items()):
            self.stdout.write(f"{count:8}  {kind}")
        if not removed:
            self.stdout.write(_("There are no sample data."))
