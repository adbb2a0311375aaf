"""`koordynata remind`: sends the day's reminders and morning mails now; workers do it each morning by themselves."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand
from koordynata.jobs.digest import send_work_digests
from koordynata.jobs.reminding import remind_of_answers, remind_of_tasks


class Command(HouseCommand):
    help = gettext_noop("Sends today's reminders and morning mails, each once. Workers do it each morning.")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        letters = remind_of_tasks(today) + remind_of_answers(today) + send_work_digests(today)
        self.stdout.write(_("Letters sent: %d") % letters)
