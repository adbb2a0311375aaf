"""Background work on opinions: one verb over a whole season, and what the years showed."""

from django_tasks import task

from koordynata.foundation.audit import SYSTEM
from koordynata.opinions import services
from koordynata.opinions.enums import EntryState
from koordynata.opinions.models import BulkRun, Opinion

from .queues import WAREHOUSE


@task()
def carry_out_bulk(run_id: int) -> int:
    """Carry out what waits in a bulk run; how many were looked at. A second call goes on where the first one ended."""
    run = BulkRun.objects.select_related("started_by").filter(pk=run_id).first()
    if run is None:
        return 0
    waiting = list(run.entries.filter(state=EntryState.WAITING).order_by("pk"))
    for entry in waiting:
        services.carry_out_entry(entry=entry, by=run.started_by)
    return len(waiting)


@task(queue_name=WAREHOUSE)
def follow_up_opinions() -> int:
    """What the newest data say of every delivered opinion; returns how many were looked at."""
    rows = Opinion.objects.filter(delivered_on__isnull=False).order_by("pk")
    for opinion in rows.select_related("request"):
        services.follow_up(opinion=opinion, by=SYSTEM)
    return len(rows)
