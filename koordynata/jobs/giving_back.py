"""Work that a worker left when it died waits again; work that killed two workers is not tried a third time."""

import logging
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from koordynata.sources.services import recover_stuck_runs

from .presence import is_present

logger = logging.getLogger(__name__)

MOST_TRIES = 2


class WorkerDied(Exception):
    """The worker of a task was killed, or ran out of memory, each time."""


def give_back_tasks(queues: Collection[str]) -> int:
    """Look for tasks of dead workers in these queues; returns how many wait again.

    Every task can run twice without harm. Import runs whose task is not tried again go back to people.
    """
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, queue_name__in=queues).order_by("pk")
    tasks = [task for task in left if not any(map(is_present, task.worker_ids[-1:]))]
    again = [_give_back(task.pk) for task in tasks]
    if not all(again):
        recover_stuck_runs()
    return sum(again)


@transaction.atomic
def _give_back(pk: Any) -> bool:
    task = DBTaskResult.objects.select_for_update().get(pk=pk)
    if task.status != TaskResultStatus.RUNNING or any(map(is_present, task.worker_ids[-1:])):
        return True  # another worker was quicker
    if len(task.worker_ids) >= MOST_TRIES:
        logger.error("task %s (%s) is given up: its worker died %d times", pk, task.task_path, MOST_TRIES)
        task.set_failed(WorkerDied())
        return False
    logger.warning("task %s (%s) waits again: its worker died", pk, task.task_path)
    task.status, task.started_at = TaskResultStatus.READY, None
    task.save(update_fields=["status", "started_at"])
    return True
