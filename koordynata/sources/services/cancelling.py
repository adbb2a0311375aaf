"""A run is given up: at once while it rests or waits, at the next step of the work while somebody works on it."""

from django.db import transaction
from django.utils import timezone

from koordynata.foundation.audit import SYSTEM, Actor

from .. import catalogue
from ..authority import may_load_for
from ..enums import RunState, Severity
from ..errors import NotAllowed, Stopped
from ..locks import RunBusy, working_on
from ..models import ImportRun
from ..reading import Problem
from ..work import ask_to_stop
from .moving import actor, move, places_of, refuse_unless_next, say


def cancel_run(*, run: ImportRun, by: Actor) -> ImportRun:
    """Give up a run that was not applied: whoever may load files where it lies. One that is given up stays so.

    A run that is being checked or applied is asked to stop, without touching the database, which its transaction may
    hold: it keeps its state until it has taken everything back. Raises NotAllowed, WrongState.
    """
    run.refresh_from_db()
    if not may_load_for(by, catalogue.find(run.source).permission, places_of(run)):
        raise NotAllowed(Problem("not_allowed", severity=Severity.FILE))
    if run.state == RunState.CANCELLED:
        return run
    refuse_unless_next(run, RunState.CANCELLED)
    try:
        with working_on(run.pk):
            return _cancel(run, by)
    except RunBusy:
        ask_to_stop(run.pk, by)
        return run


def give_up(run_id: int, stopped: Stopped) -> None:
    """Note that the work was called off; the caller holds the run and has rolled everything back."""
    run = ImportRun.objects.select_related("snapshot").get(pk=run_id)
    _cancel(run, actor(stopped.by_id, stopped.by_label) or SYSTEM)


@transaction.atomic
def _cancel(run: ImportRun, by: Actor) -> ImportRun:
    run.refresh_from_db(from_queryset=ImportRun.objects.select_for_update())
    before = run.state
    move(run, RunState.CANCELLED)
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "finished_at"])
    say("import.cancelled", run, by=by, before=before)
    return run
