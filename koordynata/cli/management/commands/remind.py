"""`koordynata remind`: sends today's reminders of tasks now; workers do it each morning by themselves."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand
from koordynata.jobs.reminding import remind_of_tasks


class Command(HouseCommand):
    help = gettext_noop("Sends today's reminders of tasks. Workers do it each morning; sent ones are not sent again.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Letters sent: %d") % remind_of_tasks(timezone.localdate()))
