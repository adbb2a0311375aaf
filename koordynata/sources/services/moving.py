"""Moves of a run from state to state, where it lies, and who did them."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth import get_user_model

from koordynata.foundation.audit import SYSTEM, Actor, record_event
from koordynata.foundation.states import IllegalMove

from ..enums import RUN_MOVES, RunState, Severity
from ..errors import WrongState
from ..models import ImportRun, RunPlace
from ..reading import Problem


def move(run: ImportRun, wanted: RunState) -> None:
    """Set the state; WrongState when it may not follow. The caller saves."""
    refuse_unless_next(run, wanted)
    run.state = wanted


def refuse_unless_next(run: ImportRun, wanted: RunState) -> None:
    """WrongState when this state may not follow."""
    try:
        RUN_MOVES.check(run.state, wanted)
    except IllegalMove:
        raise WrongState(Problem("run_state", params={"state": run.state}, severity=Severity.FILE)) from None


def put(run: ImportRun, codes: Collection[str]) -> None:
    """Say where a run lies: who sees it and may decide about it. No code: the whole country."""
    run.places.exclude(code__in=codes).delete()
    known = set(run.places.values_list("code", flat=True))
    RunPlace.objects.bulk_create([RunPlace(run=run, code=code) for code in sorted({*codes} - known)])


def places_of(run: ImportRun) -> list[str]:
    """Where a run lies, as `put` said."""
    return list(run.places.order_by("code").values_list("code", flat=True))


def say(verb: str, run: ImportRun, *, by: Actor, before: str | None = None, **after: Any) -> None:
    """Write the audit event of a move; whoever sees the run then reads it."""
    record_event(
        verb,
        by=by,
        object_type="import_run",
        object_id=run.pk,
        label=f"{run.source}: {run.file_name}",
        territories=places_of(run),
        before=None if before is None else {"state": before},
        after={"state": run.state, **after},
    )


def actor(pk: int | None, label: str) -> Actor | None:
    """The person, or the system, who asked for something earlier; None when the account is gone."""
    if pk is None:
        return SYSTEM if label == SYSTEM.audit_label else None
    user: Actor | None = get_user_model()._default_manager.filter(pk=pk, is_active=True).first()
    return user
