"""Work of every day, asked for once by whichever worker is awake in the morning; missed hours are made up for."""

import logging
import time

from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone

from . import tasks
from .following import ask_for

logger = logging.getLogger(__name__)

DAILY = ("remind_people_of_tasks", "send_digests")
FROM_HOUR = 6  # nobody is written to at night
_LOOK_SECONDS, _KEPT_SECONDS = 60.0, 48 * 3600


class Morning:
    """Looks once a minute whether today's work was asked for."""

    def __init__(self) -> None:
        self._next_look = 0.0

    def look(self) -> bool:
        """Ask for the work of the day when nobody has; whether it was asked for now."""
        if time.monotonic() < self._next_look:
            return False
        self._next_look = time.monotonic() + _LOOK_SECONDS
        try:
            return ask_for_work_of_the_day()
        except OperationalError:  # an import holds the database: the next look does it
            logger.info("the database is locked; looking again")
            return False


def ask_for_work_of_the_day() -> bool:
    """Enqueue it unless another worker did; the day's work itself may run twice without harm."""
    now = timezone.localtime()
    name = f"daily-work:{now.date().isoformat()}"
    # Reading first: an idle worker takes no write lock.
    if now.hour < FROM_HOUR or cache.get(name) or not cache.add(name, True, _KEPT_SECONDS):
        return False
    for task in DAILY:
        ask_for(getattr(tasks, task))
    return True
