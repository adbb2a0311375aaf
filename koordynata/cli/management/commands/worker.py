"""`koordynata worker`: does background work of some queues."""

import os
from typing import Any

from django.core.management.base import CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.cli.command import HouseCommand
from koordynata.jobs.queues import QUEUES, WAREHOUSE
from koordynata.jobs.working import work

_LAST = 10  # niceness


class Command(HouseCommand):
    help = gettext_noop("Does background work until it is stopped. “koordynata serve” starts its workers itself.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queue", action="append", choices=QUEUES, help=_("one of its queues; without: all"))

    def handle(self, *args: Any, queue: list[str] | None, **options: Any) -> None:
        if queue == [WAREHOUSE]:
            os.nice(_LAST)  # marts take all cores for a minute; pages and imports go first
        work(queue or list(QUEUES))
