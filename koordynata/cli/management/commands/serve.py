"""`koordynata serve`: the whole house on one machine, with nothing else to start."""

import os
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koordynata.accounts.queries import DEMO_PASSWORD, demo_accounts
from koordynata.cli.command import HouseCommand, Refused
from koordynata.cli.sample.load import load_sample, real_imports, sample_is_loaded
from koordynata.cli.sample.plan import Plan
from koordynata.cli.sample.wishes import regions_wished_for
from koordynata.cli.serving.house import House, ServerDied, port_is_free
from koordynata.foundation.audit import SYSTEM
from koordynata.jobs.queues import QUEUES
from koordynata.reference.services import load_reference
from koordynata.sources.services import recover_stuck_runs

# The queues of each worker process, by the number of processes. An idle one takes 120 MB and no time.
_WORKERS: dict[int, list[list[str]]] = {0: [], 1: [[*QUEUES]], 2: [[queue] for queue in QUEUES]}


class Command(HouseCommand):
    help = gettext_noop(
        "Brings the database up to date, loads the sample once (demo mode), serves pages and does background work."
    )
    needs_database = False  # it makes one

    def add_arguments(self, parser: ArgumentParser) -> None:
        # Texts, so that a wrong word in the environment is refused like one on the command line.
        host = os.environ.get("KOORDYNATA_HOST", "127.0.0.1")
        port = os.environ.get("PORT", "8000")
        processes = os.environ.get("KOORDYNATA_WEB_PROCESSES", "1")
        workers = os.environ.get("KOORDYNATA_WORKERS", "2")
        parser.add_argument("--host", default=host, help=_("address to listen on"))
        parser.add_argument("--port", type=port_number, default=port, help=_("port to listen on"))
        parser.add_argument("--processes", type=int, default=processes, help=_("web server processes"))
        parser.add_argument(
            "--workers",
            type=worker_count,
            default=workers,
            help=_("worker processes: 2, one for each queue; 1, for both in turn; 0, none"),
        )

    def handle(self, *, host: str, port: int, processes: int, workers: int, **options: Any) -> None:
        self._start = time.monotonic()
        if not port_is_free(host, port):
            raise Refused(
                _("Port %(port)s is taken by another program. Choose another one: PORT=%(other)s script/server")
                % {"port": port, "other": port + 1}
            )
        self._prepare()
        connection.close()  # the children open their own
        house = House(host, port, processes=processes, workers=_WORKERS[workers])
        try:
            house.run(lambda: self._welcome(house.url))
        except ServerDied:
            raise CommandError(_("The web server ended by itself.")) from None
        self._say(_("Stopped."))

    def _prepare(self) -> None:
        if _unapplied_migrations():
            self._say(_("Bringing the database up to date …"))
            call_command("migrate", verbosity=0)
        recover_stuck_runs()  # imports that were under way when the machine stopped
        if settings.DEMO and not sample_is_loaded() and not real_imports():
            self._say(_("Loading the sample; this happens once …"))
            load_sample(Plan(regions=regions_wished_for()), self._tell)
        elif [run for _packaged, run in load_reference(by=SYSTEM) if run]:
            self._say(_("The reference lists were brought up to date."))

    def _welcome(self, url: str) -> None:
        self._say("")
        self._say(
            _("Koordynata answers at %(url)s (started in %(seconds).1f s)") % {"url": url, "seconds": self._elapsed}
        )
        accounts = demo_accounts()
        if accounts:
            self._say(_("Demo accounts, password of each: %s") % DEMO_PASSWORD)
            for account in accounts:
                self._say(f"  {account.email:<28}{account.full_name}")
        self._say(_("Stop with Ctrl-C."))

    @property
    def _elapsed(self) -> float:
        return time.monotonic() - self._start

    def _tell(self, step: str, seconds: float) -> None:
        self._say(f"  {seconds:6.1f} s  {step}")

    def _say(self, text: str) -> None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def port_number(text: str) -> int:
    """A port from 1 to 65535."""
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise ArgumentTypeError(_("a port is a number from 1 to 65535, and not “%s”") % text)
    return int(text)


def worker_count(text: str) -> int:
    """2, 1 or 0."""
    if text not in map(str, _WORKERS):
        raise ArgumentTypeError(_("there can be 2, 1 or 0 worker processes, and not “%s”") % text)
    return int(text)


def _unapplied_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
