"""A worker: takes tasks of its queues one after another until it is told to stop."""

import logging
import time
from collections.abc import Sequence

from django.db import OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import is_locked_database_exception

from .daily import Morning
from .giving_back import give_back_tasks
from .presence import present
from .queues import PEOPLE

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0


def work(queues: Sequence[str]) -> None:
    """Work until SIGTERM or SIGINT; the task under way is finished first."""
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # that it was told to stop is no news
    worker = make_worker(queues)
    worker.configure_signals()
    morning = Morning()
    with present(worker.worker_id, queues):
        give_back_tasks(queues)
        while worker.running:
            take_what_waits(worker)
            if PEOPLE in queues:
                morning.look()
            if worker.running:
                time.sleep(LOOK_SECONDS)


def make_worker(queues: Sequence[str]) -> Worker:
    """The library's worker, which returns when its queues are empty."""
    return Worker(
        queue_names=list(queues), interval=LOOK_SECONDS, batch=True, backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False, max_tasks=None, worker_id=get_random_string(16), excluded_queue_names=[],
    )  # fmt: skip


def take_what_waits(worker: Worker) -> None:
    """Run every task that is due.

    The library takes the write lock to look for one, so a reader looks first: an idle worker is in nobody's way. While
    another worker applies an import for longer than SQLite waits, the task stays for the next look.
    """
    close_old_connections()
    try:
        if DBTaskResult.objects.ready().filter(queue_name__in=worker.queue_names).exists():
            worker.run()
    except OperationalError as error:
        if not is_locked_database_exception(error):
            raise
        logger.info("the database is locked; looking again")
