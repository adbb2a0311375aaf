"""A confirmed run is carried out: all of it, or nothing."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from koordynata.foundation.audit import Actor

from .. import catalogue, snapshots
from ..applying import apply_plan, rows_to_write
from ..authority import may_load_for
from ..enums import RunState, Severity
from ..errors import ImportStopped, NotAllowed, PlanChanged, Stopped, WrongState
from ..locks import wait_for_turn, working_on
from ..models import ImportRun
from ..plan import Plan, make_plan
from ..reading import Problem
from ..work import Progress, no_progress
from ..writing.counting import Written
from .cancelling import give_up
from .checking import Checked, keep_result, keep_to_scope, options_of, read_file
from .moving import actor, move, say


def apply_run(*, run_id: int, checked: Checked | None = None, progress: Progress = no_progress) -> ImportRun:
    """Write what was previewed, with the run's state, its figures and its audit event, in one transaction.

    A run that is applied already is left alone, so that a worker may try twice. When the register changed since the
    preview, the run goes back to READY with a new preview and PlanChanged is raised. Somebody may call it off until
    the last row is written: all is rolled back then, the run is CANCELLED and Stopped is raised.
    """
    with working_on(run_id, progress) as work:
        run = ImportRun.objects.select_related("snapshot").get(pk=run_id)
        if run.state == RunState.APPLIED:
            return run
        if run.state != RunState.APPLYING:
            raise WrongState(Problem("run_state", params={"state": run.state}, severity=Severity.FILE))
        ImportRun.objects.filter(pk=run_id).update(options={**run.options, "begun": True})
        try:
            run = _apply(run, checked, work)
        except Stopped as stopped:
            give_up(run_id, stopped)
            raise
        except Exception as error:
            _return_to_preview(run_id, error)
            raise
    progress(100)
    return run


def _apply(run: ImportRun, checked: Checked | None, progress: Progress) -> ImportRun:
    options = options_of(run)
    progress(1)
    file = checked.file if checked else read_file(run, catalogue.find(run.source), options, _reading(progress))
    progress(30)
    with transaction.atomic():
        wait_for_turn(progress, percent=30)
        run = ImportRun.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=run.pk)
        plan = make_plan(file, lock=True)
        by = _check_still_meant(run, plan)
        apply_plan(plan, run, is_sample=options.is_sample, written=_writing(progress, rows_to_write(plan)))
        progress(95)  # the last chance to call it off
        _finish(run, plan, by)
    return run


def _reading(progress: Progress) -> Progress:
    """Reading the file again is the first third of applying it."""
    return lambda percent: progress(percent * 30 // 100)


def _writing(progress: Progress, rows: int) -> Written:
    """From 40 to 95 per cent, by the rows that are written."""
    done = 0
    progress(40)

    def written(count: int) -> None:
        nonlocal done
        done += count
        progress(40 + 55 * min(done, rows) // max(rows, 1))

    return written


def _check_still_meant(run: ImportRun, plan: Plan) -> Actor:
    """Whoever confirmed still may, and what will be done is what was shown."""
    if plan.refused or plan.digest() != run.plan_digest:
        raise PlanChanged(Problem("plan_changed", severity=Severity.FILE))
    by = actor(run.confirmed_by_id, run.confirmed_by_label)
    if by is None or not may_load_for(by, catalogue.find(run.source).permission, plan.territories):
        raise NotAllowed(Problem("not_allowed", severity=Severity.FILE))
    return by


def _finish(run: ImportRun, plan: Plan, by: Actor) -> None:
    move(run, RunState.APPLIED)
    for name, value in plan.counts().items():
        setattr(run, name, value)
    run.options = {**run.options, "links": _links(plan), "retold": _retell(run)}
    run.finished_at = timezone.now()
    run.save()
    say("import.applied", run, by=by, before=RunState.APPLYING, **run.counts())
    transaction.on_commit(partial(catalogue.tell_applied, run))


def _retell(run: ImportRun) -> bool:
    """The snapshot says what its last applied run said of it; whether its day changed, which figures show.

    The same content may have been tried before without its day, under another name, or as a sample.
    """
    snapshot, before = run.snapshot, run.snapshot.vintage
    snapshot.file_name, snapshot.vintage, snapshot.rows = run.file_name, run.vintage, run.rows
    snapshot.is_sample = options_of(run).is_sample
    snapshot.save(update_fields=["file_name", "vintage", "rows", "is_sample"])
    snapshots.write_manifest(snapshot)
    return snapshot.vintage != before


def _links(plan: Plan) -> list[list[str]]:
    """Columns that point from record to record of the same model; undo empties those that point at what it deletes."""
    return [
        [delta.table.model._meta.label_lower, reference.column]
        for delta in plan.deltas
        for reference in delta.table.references
        if reference.table is None
    ]


def _return_to_preview(run_id: int, error: Exception) -> None:
    """Nothing was written: the run waits for confirmation again, with a fresh preview where it went stale."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).select_related("snapshot").get(pk=run_id)
        move(run, RunState.READY)
        run.save(update_fields=["state"])
        by = actor(run.confirmed_by_id, run.confirmed_by_label)
        if isinstance(error, PlanChanged) and by is not None:
            move(run, RunState.CHECKING)
            importer = catalogue.find(run.source)
            plan = make_plan(read_file(run, importer, options_of(run)))
            keep_to_scope(plan, importer, by)  # what changed meanwhile may lie elsewhere now
            keep_result(run, plan, by=by)
        if by is not None and isinstance(error, ImportStopped):
            say("import.stopped", run, by=by, before=RunState.APPLYING, problems=[p.code for p in error.problems])
