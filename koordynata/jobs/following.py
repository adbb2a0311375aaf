"""What follows an import: everything that is computed from the registers is brought up to date."""

from typing import Any

from django.db import connection, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from koordynata.sources.models import ImportRun

from . import tasks

FOLLOWERS = ("refresh_search", "rebuild_marts")
_ASKING = 0x4B4F4F53  # one number for the whole program: askers follow one another


def follow_import(run: ImportRun) -> None:
    """Ask for the work of `FOLLOWERS`, unless no record changed, nor the day as of which the file speaks."""
    if not (run.created or run.changed or run.removed or run.options.get("retold")):
        return
    for name in FOLLOWERS:
        ask_for(getattr(tasks, name))


@transaction.atomic
def ask_for(task: Any) -> None:
    """Enqueue a task without arguments, unless one still waits: that one will see what is written now as well.

    One that runs already may not, so another one waits behind it; however many ask meanwhile, it is one.
    """
    _wait_for_other_askers()
    if not DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path).exists():
        task.enqueue()


def _wait_for_other_askers() -> None:
    """Until the end of the transaction. SQLite lets one begin at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ASKING])
