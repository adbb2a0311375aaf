"""Files that workers make while a page waits: ordered once, whoever waits; why one will not come, if so."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from koordynata.foundation.made_once import MadeOnce

ASKED_SECONDS = 6 * 3600
BEING_MADE = 202
_ENDED = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)


def order(file: MadeOnce, enqueue: Callable[[], Any], failed: str, *, again: bool) -> str:
    """Ask the workers for it, unless somebody has; returns the sentence that says why it will not come, or nothing."""
    if file.is_made:
        return ""
    name = f"being-made:{file.path}"
    if again:
        cache.delete(name)
    if cache.add(name, "", ASKED_SECONDS):
        return _ask(file, name, enqueue, failed)
    asked = cache.get(name)
    row = DBTaskResult.objects.filter(pk=asked).values_list("status", "return_value").first() if asked else None
    if asked and row is None:
        cache.delete(name)  # nobody knows of it any more: the next look asks anew
    return _problem(row[0], row[1], file, failed) if row else ""


def _ask(file: MadeOnce, name: str, enqueue: Callable[[], Any], failed: str) -> str:
    result = enqueue()
    if result.status in _ENDED:  # where there is no queue
        cache.delete(name)
        return _problem(result.status, result.return_value, file, failed)
    cache.set(name, str(result.id), ASKED_SECONDS)
    return ""


def _problem(status: str, said: object, file: MadeOnce, failed: str) -> str:
    return "" if status not in _ENDED or file.is_made else str(said or "") or failed
