"""Load the lists that come with the program: territories, occupations, crosswalks."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand
from koordynata.cli.printing import labels
from koordynata.foundation.audit import SYSTEM
from koordynata.reference.services import load_reference


class Command(HouseCommand):
    help = gettext_noop(
        "Loads or updates the reference lists of the package. An edition loaded by an operator is left alone."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for packaged, run in load_reference(by=SYSTEM):
            if run is None:
                self.stdout.write(f"{packaged.source}: " + _("unchanged"))
            else:
                counts = zip(labels(run), run.counts().values(), strict=True)
                told = ", ".join(f"{label.lower()} {count}" for label, count in counts)
                self.stdout.write(f"{packaged.source} {packaged.version}: {told}")
