"""`GET /healthz`: is the house standing? For load balancers, monitors and `koordynata serve`; nothing secret in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Any

from django.db import Error, connection
from django.db.models import Count, Max, Min, Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from koordynata.intelligence.queries import warehouse_state
from koordynata.jobs.presence import DEAD_AFTER_SECONDS, last_beats
from koordynata.jobs.queues import QUEUES

from .access import PUBLIC, access

# A living worker that leaves a due task alone for so long, or is at one task for so long, hangs.
PATIENCE = timedelta(minutes=5)
LONGEST_TASK = timedelta(hours=1)
DEAD_AFTER = timedelta(seconds=DEAD_AFTER_SECONDS)
VERSION = version("koordynata")


@dataclass(frozen=True)
class Health:
    """What `/healthz` says: `ok`, `degraded` (pages answer, background work does not) or `failed`."""

    database: dict[str, Any]
    queues: dict[str, dict[str, Any]]
    warehouse: dict[str, Any]

    @property
    def status(self) -> str:
        """One word for all parts."""
        if not self.database["ok"]:
            return "failed"
        parts = [self.warehouse, *self.queues.values()]
        return "ok" if all(part["ok"] for part in parts) else "degraded"

    def as_json(self) -> dict[str, Any]:
        """The answer's body."""
        parts = {"database": self.database, "queues": self.queues, "warehouse": self.warehouse}
        return {"status": self.status, **parts, "version": VERSION}


@access(PUBLIC)
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while pages can be answered, 503 when the database is away."""
    health = look()
    return JsonResponse(health.as_json(), status=200 if health.database["ok"] else 503)


def look() -> Health:
    """Look at every part; a part that cannot be asked is not ok, and nothing is raised."""
    database = {"vendor": connection.vendor, "ok": _database_answers()}
    if not database["ok"]:
        return Health(database, {queue: {"ok": False} for queue in QUEUES}, {"ok": False})
    return Health(database, _queues(), _warehouse())


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _queues() -> dict[str, dict[str, Any]]:
    """Each queue with what waits in it, what failed, and when its worker was last alive."""
    try:
        found = {row.pop("queue_name"): row for row in _tasks()}
        seen = last_beats()
    except (Error, OSError):
        return {queue: {"ok": False} for queue in QUEUES}
    return {queue: _queue(found.get(queue, _NOTHING), seen.get(queue)) for queue in QUEUES}


def _tasks() -> Iterable[Any]:
    ready, now = Q(status=TaskResultStatus.READY), timezone.now()
    due = ready & (Q(run_after=get_date_max()) | Q(run_after__lte=now))
    return DBTaskResult.objects.order_by().values("queue_name").annotate(
        waiting=Count("id", filter=ready),
        failed=Count("id", filter=Q(status=TaskResultStatus.FAILED)),
        oldest=Min("enqueued_at", filter=due),
        running_since=Max("started_at", filter=Q(status=TaskResultStatus.RUNNING)),
    )  # fmt: skip


_NOTHING: dict[str, Any] = {"waiting": 0, "failed": 0, "oldest": None, "running_since": None}


def _queue(state: dict[str, Any], seen: datetime | None) -> dict[str, Any]:
    now = timezone.now()
    alive = seen is not None and now - seen < DEAD_AFTER
    busy_since, oldest = state["running_since"], state["oldest"]
    busy = busy_since is not None and now - busy_since < LONGEST_TASK
    hangs = busy_since is not None and not busy
    forgotten = oldest is not None and now - oldest > PATIENCE and not busy
    return {
        "ok": alive and not hangs and not forgotten,
        "alive": alive,
        "waiting": state["waiting"],
        "failed": state["failed"],
        "worker_seen": seen,
    }


def _warehouse() -> dict[str, Any]:
    """An installation without data has no build yet, and nothing is wrong with it."""
    state = warehouse_state()
    return {
        "ok": state.ok or state.build is None,
        "build": state.build,
        "built_at": state.built_at,
        "behind": state.behind,
    }
