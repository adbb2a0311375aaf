"""What an undone run did and a later file says as well becomes the later run's doing, and stays.

The register is then as if the undone file had never come and the later ones had.
"""

import polars as pl

from .columns import fetch
from .enums import ChangeKind, RunState
from .models import Confirmation, Imported, ImportRun, RowChange
from .ranges import keys_in
from .writing import update_frame

EFFECT = {"change": pl.Int64, "id": pl.Int64, "kind": pl.String}


def hand_on(model: type[Imported], run: ImportRun) -> int:
    """Give effects of a run to the first later run that confirms them; how many records stay so.

    No later run may have changed these records: see `undoing`.
    """
    later = Confirmation.objects.filter(model=model._meta.label_lower, run__state=RunState.APPLIED).exclude(run=run)
    heirs = later.filter(run__finished_at__gte=run.finished_at).order_by("run__finished_at", "run_id")
    if not heirs.exists():
        return 0
    left = effects = _effects(model, run)
    for heir in heirs.iterator():
        standing, gone = keys_in(heir.standing), keys_in(heir.gone)
        removed = pl.col("kind") == ChangeKind.REMOVED
        taken = (removed & pl.col("id").is_in(gone.implode())) | (~removed & pl.col("id").is_in(standing.implode()))
        _give(model, left.filter(taken), heir.run_id)
        left = left.filter(~taken)
    return len(effects) - len(left)


def _effects(model: type[Imported], run: ImportRun) -> pl.DataFrame:
    """Records that a run created (without a `change`), changed or withdrew."""
    created = fetch(model._base_manager.filter(created_run=run).order_by("pk").values_list("pk"), {"id": pl.Int64})
    changes = RowChange.objects.filter(run=run, model=model._meta.label_lower).order_by("pk")
    changed = fetch(changes.values_list("pk", "object_id", "kind"), EFFECT)
    own = created.select(pl.lit(None, pl.Int64).alias("change"), "id", pl.lit(str(ChangeKind.CREATED)).alias("kind"))
    return pl.concat([own, changed])


def _give(model: type[Imported], effects: pl.DataFrame, heir: int) -> None:
    number = pl.lit(heir, dtype=pl.Int64)
    created = effects.filter(pl.col("change").is_null())
    update_frame(model, created.with_columns(created_run_id=number), ["created_run_id"])
    changes = effects.filter(pl.col("change").is_not_null()).with_columns(run_id=number)
    update_frame(RowChange, changes.select("run_id", id="change"), ["run_id"])
    removed = changes.filter(pl.col("kind") == ChangeKind.REMOVED).with_columns(withdrawn_run_id=number)
    update_frame(model, removed, ["withdrawn_run_id"])
    after = pl.lit(f'{{"withdrawn_run_id": {heir}}}')
    update_frame(RowChange, removed.select(id="change").with_columns(after=after), ["after"])
