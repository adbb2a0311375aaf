"""Somebody says that the previewed changes are to be made."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from koordynata.foundation.audit import Actor

from .. import catalogue
from ..authority import may_load_for
from ..enums import RunState, Severity
from ..errors import FileShrank, NotAllowed
from ..models import ImportRun
from ..reading import Problem
from .moving import move, places_of, say


@transaction.atomic
def confirm_run(*, run: ImportRun, by: Actor, allow_shrink: bool = False) -> ImportRun:
    """Note who confirmed; the run is then APPLYING, and `apply_run` (at once, or by a worker) does it.

    Raises NotAllowed, WrongState (it was not READY), or FileShrank when many records are missing from the file and
    `allow_shrink` does not say that this is meant.
    """
    run.refresh_from_db(from_queryset=ImportRun.objects.select_for_update())
    if not may_load_for(by, catalogue.find(run.source).permission, places_of(run)):
        raise NotAllowed(Problem("not_allowed", severity=Severity.FILE))
    if run.shrank and not allow_shrink:
        raise FileShrank(shrink_problem(run))
    move(run, RunState.APPLYING)
    run.confirmed_by_id, run.confirmed_by_label = by.pk, by.audit_label
    run.confirmed_at = timezone.now()
    run.options = {**run.options, "allow_shrink": allow_shrink, "begun": False}
    run.save(update_fields=["state", "confirmed_by_id", "confirmed_by_label", "confirmed_at", "options"])
    say("import.confirmed", run, by=by, before=RunState.READY, allow_shrink=allow_shrink)
    return run


def shrink_problem(run: ImportRun) -> Problem:
    """The kept problem that tells how far the file shrank."""
    kept = run.problems.filter(Q(code__startswith="file_shrank") | Q(code__startswith="file_lacks")).first()
    code, params = (kept.code, kept.params) if kept else ("file_shrank", {"now": run.rows, "before": run.rows})
    return Problem(code, params=params, severity=Severity.FILE)
