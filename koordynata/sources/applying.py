"""Writes a plan. One call writes all of it, inside the caller's transaction."""

import json
from dataclasses import dataclass
from typing import Any

import polars as pl
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from .columns import default_of, fetch, fields, is_json
from .delta import PK, Delta
from .enums import ChangeKind
from .fingerprint import HASH
from .models import Confirmation, ImportRun, RowChange
from .plan import Plan
from .ranges import ranges_of
from .staging import Reference
from .writing import draw_keys, insert_frame, update_frame
from .writing.counting import Written, nobody_counts


def apply_plan(plan: Plan, run: ImportRun, *, is_sample: bool, written: Written = nobody_counts) -> None:
    """Create, change and withdraw; a plan that changes nothing writes nothing but what it confirms."""
    keys: list[pl.DataFrame] = []
    for delta in plan.deltas:
        keys.append(_new_keys(delta))
        _Writer(delta, keys, run, is_sample, written).write()


def rows_to_write(plan: Plan) -> int:
    """How many rows `apply_plan` will write: a changed or withdrawn record is noted as well."""
    return sum(len(d.created) + 2 * len(d.changed) + 2 * len(d.removed) for d in plan.deltas)


def _new_keys(delta: Delta) -> pl.DataFrame:
    """The negative numbers of the plan beside real ones."""
    count = len(delta.created)
    return pl.DataFrame({PK: delta.created[PK], "id": draw_keys(delta.table.model, count) if count else []},
                        schema={PK: pl.Int64, "id": pl.Int64})  # fmt: skip


@dataclass
class _Writer:
    delta: Delta
    keys: list[pl.DataFrame]
    run: ImportRun
    is_sample: bool
    written: Written

    def write(self) -> None:
        self._create()
        self._change()
        self._withdraw()
        self._confirm()
        for reference in self.delta.table.references:
            kept = reference.by in fields(self._model)  # else the model does not remember which number it waits for
            if reference.table is None and kept and not self.delta.created.is_empty():
                self._link(reference)

    @property
    def _model(self) -> Any:
        return self.delta.table.model

    def _create(self) -> None:
        if self.delta.created.is_empty():
            return
        frame = self._with_references(self.delta.created).join(self.keys[-1], on=PK, maintain_order="left")
        whole = _complete(self._model, frame, created_run_id=self.run.pk, is_sample=self.is_sample)
        insert_frame(self._model, whole, self.written)

    def _change(self) -> None:
        changed = self.delta.changed
        if changed.is_empty():
            return
        columns = self._columns()
        frame = self._with_references(changed).with_columns(
            pl.col(PK).alias("id"),
            pl.lit(None, dtype=pl.Int64).alias("withdrawn_run_id"),
            pl.lit(self.is_sample).alias("is_sample"),
        )
        update_frame(self._model, frame, [*columns, HASH, "withdrawn_run_id", "is_sample"], self.written)
        self._remember_changes()

    def _columns(self) -> list[str]:
        table = self.delta.table
        own = [reference.column for reference in table.references]
        return [name for name in dict.fromkeys([*table.columns, *own]) if name not in table.key]

    def _withdraw(self) -> None:
        removed = self.delta.removed
        if removed.is_empty():
            return
        frame = removed.select(pl.col(PK).alias("id"), pl.lit(self.run.pk, dtype=pl.Int64).alias("withdrawn_run_id"))
        update_frame(self._model, frame, ["withdrawn_run_id"], self.written)
        kind, after = ChangeKind.REMOVED, {"withdrawn_run_id": self.run.pk}
        self._remember([(pk, label, kind, {"withdrawn_run_id": None}, after) for pk, label in removed.iter_rows()])

    def _confirm(self) -> None:
        """One row, and not one for each record."""
        standing, gone = ranges_of(self.delta.standing), ranges_of(self.delta.gone)
        if standing or gone:
            name = self._model._meta.label_lower
            Confirmation.objects.create(run=self.run, model=name, standing=standing, gone=gone)

    def _remember_changes(self) -> None:
        kind = ChangeKind.CHANGED
        numbers = {reference.column: self._real(reference) for reference in self.delta.table.references}
        rows = []
        for change in self.delta.changes:
            after = {
                name: numbers[name].get(value, value) if name in numbers else value
                for name, value in change.after.items()
            }
            rows.append((change.pk, change.label, kind, change.before, after))
        self._remember(rows)

    def _remember(self, rows: list[tuple[Any, ...]]) -> None:
        model = self._model._meta.label_lower
        texts = [
            (self.run.pk, model, pk, label, str(kind), _json(old), _json(new)) for pk, label, kind, old, new in rows
        ]
        names = ["run_id", "model", "object_id", "label", "kind", "before", "after"]
        frame = pl.DataFrame(texts, schema=names, orient="row", infer_schema_length=None)
        insert_frame(RowChange, frame, self.written)

    def _real(self, reference: Reference) -> dict[int, int]:
        place = -1 if reference.table is None else reference.table
        return dict(self.keys[place].iter_rows())

    def _with_references(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Negative numbers of records that this run creates become their real keys."""
        for reference in self.delta.table.references:
            place = -1 if reference.table is None else reference.table
            real = self.keys[place].rename({PK: reference.column, "id": "_real"})
            frame = frame.join(real, on=reference.column, how="left", maintain_order="left")
            frame = frame.with_columns(pl.coalesce("_real", reference.column).alias(reference.column)).drop("_real")
        return frame

    def _link(self, reference: Reference) -> None:
        """Stored records that named a record before it came, say a child whose complex is new, now point at it."""
        waiting = {f"{reference.column}__isnull": True, f"{reference.by}__isnull": False}
        number = self.delta.numbers.schema[reference.to]
        found = fetch(self._model._base_manager.filter(**waiting).order_by().values_list("pk", reference.by),
                      {"id": pl.Int64, reference.to: number})  # fmt: skip
        new = self.delta.created.select(reference.to, PK).join(self.keys[-1], on=PK)
        frame = found.join(new.select(reference.to, pl.col("id").alias(reference.column)), on=reference.to)
        update_frame(self._model, frame.filter(pl.col("id") != pl.col(reference.column)), [reference.column])


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False)


def _complete(model: type[Model], frame: pl.DataFrame, **constants: Any) -> pl.DataFrame:
    """All columns of the table: those of the frame, constants, and the model's defaults for the rest."""
    columns = []
    for name in fields(model):
        if name in constants:
            columns.append(pl.lit(constants[name]).alias(name))
        elif name in frame.columns:
            columns.append(pl.col(name))
        else:
            value = default_of(model, name)
            columns.append(pl.lit(_json(value) if is_json(model, name) else value).alias(name))
    return frame.select(columns)
