"""Runs whose process died are found and made usable again."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from koordynata.foundation.audit import SYSTEM, Actor

from ..enums import RunState
from ..locks import RunBusy, working_on
from ..models import ImportRun
from .moving import move, say

# How long a confirmed run may wait for a worker before it is given back to people.
PATIENCE = dt.timedelta(minutes=15)


def recover_stuck_runs(*, by: Actor = SYSTEM) -> list[ImportRun]:
    """Put runs on which nobody works any more back: CHECKING → UPLOADED, APPLYING → READY. Returns them.

    The transaction of a killed process was rolled back by the database, so nothing of such a run was written.
    """
    unfinished = ImportRun.objects.filter(state__in=[RunState.CHECKING, RunState.APPLYING]).order_by("id")
    return [recovered for run in unfinished if (recovered := _recover(run, by))]


def _recover(run: ImportRun, by: Actor) -> ImportRun | None:
    if _waits_for_worker(run):
        return None
    try:
        with working_on(run.pk):
            return _give_back(run, by)
    except RunBusy:
        return None


@transaction.atomic
def _give_back(run: ImportRun, by: Actor) -> ImportRun | None:
    run.refresh_from_db(from_queryset=ImportRun.objects.select_for_update())
    before = run.state
    if before == RunState.CHECKING:
        move(run, RunState.UPLOADED)
    elif before == RunState.APPLYING:
        move(run, RunState.READY)
    else:
        return None
    run.save(update_fields=["state"])
    say("import.recovered", run, by=by, before=before)
    return run


def _waits_for_worker(run: ImportRun) -> bool:
    """Such a run is not even looked at: the look would hold it just when its worker comes."""
    if run.state != RunState.APPLYING:
        return False
    begun = run.options.get("begun", False)
    return not begun and run.confirmed_at is not None and timezone.now() - run.confirmed_at < PATIENCE
