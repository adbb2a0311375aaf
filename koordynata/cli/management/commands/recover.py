"""`koordynata recover`: give back import runs whose process died."""

from typing import Any

from django.utils.translation import gettext_noop, ngettext

from koordynata.cli.command import HouseCommand
from koordynata.sources.services import recover_stuck_runs


class Command(HouseCommand):
    help = gettext_noop(
        "Finds import runs whose process died; nothing of them was written, and they can be confirmed again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = recover_stuck_runs()
        count = len(found)
        self.stdout.write(ngettext("%d run recovered", "%d runs recovered", count) % count)
        for run in found:
            self.stdout.write(f"  {run.pk}: {run} → {run.get_state_display()}")
