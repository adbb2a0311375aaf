"""What a run did is taken back."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from koordynata.foundation.audit import Actor

from .. import catalogue
from ..authority import may_load_for
from ..enums import RunState, Severity
from ..errors import NotAllowed
from ..locks import wait_for_turn, working_on
from ..models import ImportRun
from ..reading import Problem
from ..undoing import undo
from .moving import move, places_of, say


def undo_run(*, run: ImportRun, by: Actor) -> ImportRun:
    """Delete what the run created, restore what it changed or withdrew; all in one transaction.

    What a later run confirmed stays and is that run's from then on; `options["kept"]` says how many records.
    Raises UndoRefused when a later run touched the same records, somebody edited them, or something refers to a
    record that would have to be deleted; NotAllowed; WrongState when the run is not APPLIED.
    """
    with working_on(run.pk), transaction.atomic():
        wait_for_turn()
        run = ImportRun.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=run.pk)
        if not may_load_for(by, catalogue.find(run.source).permission, places_of(run)):
            raise NotAllowed(Problem("not_allowed", severity=Severity.FILE))
        move(run, RunState.UNDONE)
        kept = undo(run)
        run.finished_at, run.options = timezone.now(), {**run.options, "kept": kept}
        run.save(update_fields=["state", "finished_at", "options"])
        say("import.undone", run, by=by, before=RunState.APPLIED, **({"kept": kept} if kept else {}))
        transaction.on_commit(partial(catalogue.tell_applied, run))
    return run
