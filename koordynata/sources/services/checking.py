"""A file is read, checked and compared with the register; nothing of it is written yet."""

import datetime as dt
import logging
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from koordynata.foundation.audit import Actor

from .. import catalogue, snapshots
from ..authority import may_load_for
from ..catalogue import Importer, ReadOptions
from ..enums import RunState, Severity
from ..errors import Stopped
from ..limits import limits
from ..locks import working_on
from ..models import ImportRun, RowProblem
from ..plan import Plan, Prepared, make_plan, prepare_file
from ..reading import Problem, Reading
from ..refusal import FileRefused
from ..staging import Staging
from ..suspicion import FROM_REGISTER
from ..work import Progress, no_progress
from .cancelling import give_up
from .moving import move, put, say

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Checked:
    """A checked run with its file as read, so that applying it at once need not read again."""

    run: ImportRun
    file: Prepared
    plan: Plan


def check_run(*, run: ImportRun, by: Actor, progress: Progress = no_progress) -> Checked:
    """Read, check and compare; the run is then READY or REFUSED, with counts, problems and a preview.

    May be called again for a run that is UPLOADED or READY. RunBusy when another process works on it, Stopped when
    somebody cancelled it meanwhile.
    """
    with working_on(run.pk, progress) as work:
        _begin(run)
        try:
            checked = _check(run, by, work)
        except Stopped as stopped:
            give_up(run.pk, stopped)
            raise
    progress(100)
    return checked


def _check(run: ImportRun, by: Actor, progress: Progress) -> Checked:
    importer, options = catalogue.find(run.source), options_of(run)
    progress(10)
    file = read_file(run, importer, options, progress)
    progress(60)
    plan = make_plan(file)
    keep_to_scope(plan, importer, by)
    progress(90)
    if file.vintage and not options.vintage:
        run.options = {**run.options, "vintage": file.vintage.isoformat()}
    keep_result(run, plan, by=by)
    return Checked(run, file, plan)


@transaction.atomic
def _begin(run: ImportRun) -> None:
    run.refresh_from_db(from_queryset=ImportRun.objects.select_for_update())
    if run.state == RunState.CHECKING:  # its process died, for nobody holds the run
        move(run, RunState.UPLOADED)
    move(run, RunState.CHECKING)
    run.save(update_fields=["state"])


def options_of(run: ImportRun) -> ReadOptions:
    """What was said about the file when it came."""
    vintage = run.options.get("vintage")
    return ReadOptions(dt.date.fromisoformat(vintage) if vintage else None, bool(run.options.get("is_sample")))


def read_file(run: ImportRun, importer: Importer, options: ReadOptions, progress: Progress = no_progress) -> Prepared:
    """Read the kept file and look its codes up. A fault of a reader refuses the file and stops nothing else."""
    reading, staging = _read_file(run, importer, options, progress)
    progress(50)
    return prepare_file(staging, reading, is_sample=options.is_sample)


def _read_file(run: ImportRun, importer: Importer, options: ReadOptions, progress: Progress) -> tuple[Reading, Staging]:
    nothing = Staging((), [], frozenset())
    try:
        reading = importer.read(snapshots.path_of(run.snapshot), options)
        if reading.refused:
            return reading, nothing
        progress(35)
        return reading, importer.stage(reading, options)
    except Stopped:
        raise
    except FileRefused as refusal:
        return refusal.reading(), nothing
    except Exception:
        logger.exception("reader %s failed on snapshot %s", importer.id, run.snapshot.sha256)
        return FileRefused("file_unreadable").reading(), nothing


def keep_to_scope(plan: Plan, importer: Importer, by: Actor) -> None:
    """Refuse a file that speaks for more than the person's territories, as a whole.

    What its comparison with the register showed is not told: it would speak of records that the person may not see.
    """
    if plan.refused or may_load_for(by, importer.permission, plan.territories):
        return
    outside = sorted(code for code in plan.territories if not may_load_for(by, importer.permission, [code]))
    params = {"territories": ", ".join(outside[:20]) + (" …" if len(outside) > 20 else "")}
    plan.problems = [problem for problem in plan.problems if problem.code not in FROM_REGISTER]
    plan.problems.append(Problem("outside_scope", params=params, severity=Severity.FILE))


@transaction.atomic
def keep_result(run: ImportRun, plan: Plan, *, by: Actor) -> None:
    """Write down what was found: counts, problems, preview, and whether the run may be confirmed."""
    shrank = None if plan.refused else plan.shrunk()
    move(run, RunState.REFUSED if plan.refused else RunState.READY)
    for name, value in plan.counts().items():
        setattr(run, name, value)
    if plan.refused:
        run.created = run.changed = run.unchanged = run.removed = 0
        run.finished_at = timezone.now()
    run.shrank = shrank is not None
    run.territories = sorted(plan.territories)
    run.plan_digest = "" if plan.refused else plan.digest()
    run.preview = {} if plan.refused else plan.preview()
    _keep_problems(
        run, plan.problems if shrank is None else [*plan.problems, replace(shrank, severity=Severity.REMARK)]
    )
    run.save()
    if not plan.refused:
        put(run, run.territories)  # a refused file may speak for places that its reader does not hold
    else:
        say("import.refused", run, by=by, problems=[problem.code for problem in plan.problems][:20])


def _keep_problems(run: ImportRun, problems: list[Problem]) -> None:
    order = {Severity.FILE: 0, Severity.ROW: 1, Severity.REMARK: 2}
    # What concerns the whole file comes first, and is kept however many rows are wrong.
    first = sorted(problems, key=lambda one: (one.line is not None, order[one.severity], one.line or 0))
    run.problems_found = len(problems)
    run.problems.all().delete()
    RowProblem.objects.bulk_create(
        [
            RowProblem(
                run=run,
                line=problem.line,
                column=problem.column[:100],
                value=problem.value[:200],
                code=problem.code,
                params=problem.params,
                severity=problem.severity,
            )
            for problem in first[: limits().stored_problems]
        ],
        batch_size=1000,
    )
