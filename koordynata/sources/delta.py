"""What a table of records would change in the register: found by key and content hash, then proved by value."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl
from django.db import connection, models

from .columns import fetch, is_json
from .fingerprint import HASH
from .reading import LINE
from .staging import Reference, Table

PK = "pk"
CHUNK = 10_000


@dataclass(frozen=True)
class Change:
    """One stored record that the file has otherwise: the columns that differ, before and after."""

    pk: int
    line: int
    label: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass
class Delta:
    """The difference between a table of a file and the register.

    `created` carries negative numbers in `pk` until real ones are drawn; `changed` carries the stored keys.
    `stored` counts the records of the scope that were in force before. `numbers` maps key values to `pk`. `standing`
    are the stored keys of records that the file has as they are, `gone` those withdrawn before which it lacks as well.
    """

    table: Table
    created: pl.DataFrame
    changed: pl.DataFrame
    changes: list[Change]
    removed: pl.DataFrame  # pk, label
    unchanged: int
    stored: int
    numbers: pl.DataFrame
    standing: pl.Series
    gone: pl.Series
    touched: set[str] = field(default_factory=set)  # codes of territories in which stored records change

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return self.created.is_empty() and self.changed.is_empty() and self.removed.is_empty()


def compare(table: Table, earlier: list[Delta], *, is_sample: bool, lock: bool = False) -> Delta:
    """Compare a prepared table, hashes and all, with the register.

    `lock` holds the compared records until the transaction ends.
    """
    table = replace(table, frame=_resolve_keys(table, earlier))
    stored = _stored(table)
    joined = table.frame.join(stored, on=list(table.key), how="left", nulls_equal=True, maintain_order="left")
    created = joined.filter(pl.col(PK).is_null()).drop(PK, "_stored_hash", "_withdrawn")
    created = created.with_columns((-pl.int_range(1, pl.len() + 1, dtype=pl.Int64)).alias(PK))
    same = (pl.col("_stored_hash") == pl.col(HASH)) & pl.col("_withdrawn").is_null()
    doubtful = joined.filter(pl.col(PK).is_not_null() & ~same).drop("_stored_hash", "_withdrawn")
    numbers = _numbers(table, stored, created)
    created, doubtful = _resolve_own(table, created, numbers), _resolve_own(table, doubtful, numbers)
    changes, touched = _prove(table, doubtful, is_sample=is_sample, lock=lock)
    changed = doubtful.filter(pl.col(PK).is_in([change.pk for change in changes]))
    removed, in_force, gone, left = _removed(table, stored, joined)
    unchanged = len(table.frame) - len(created) - len(changed)
    standing = joined.select(PK).drop_nulls().join(changed.select(PK), on=PK, how="anti")[PK]
    return Delta(
        table, created, changed, changes, removed, unchanged, in_force, numbers, standing, gone, touched | left
    )


def _resolve_keys(table: Table, earlier: list[Delta]) -> pl.DataFrame:
    """References to earlier tables, as stored keys or as the negative numbers of records still to be created."""
    frame = table.frame
    for reference in table.references:
        if reference.table is not None:
            frame = _resolve(frame, reference, earlier[reference.table].numbers)
            frame = frame.filter(pl.col(reference.column).is_not_null())
    # Two numbers of one institution may lead to the same record.
    return frame.unique(list(table.key), keep="first", maintain_order=True) if table.references else frame


def _resolve_own(table: Table, frame: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    for reference in table.references:
        if reference.table is None:
            frame = _resolve(frame, reference, numbers)
            other = pl.when(pl.col(reference.column) != pl.col(PK)).then(pl.col(reference.column))
            frame = frame.with_columns(other.alias(reference.column))  # nothing is a part of itself
    return frame


def _resolve(frame: pl.DataFrame, reference: Reference, numbers: pl.DataFrame) -> pl.DataFrame:
    numbers = numbers.select(reference.to, PK)
    if reference.aliases is not None:
        aliases = reference.aliases.select(pl.col(reference.to).cast(numbers.schema[reference.to]), pl.col(PK))
        numbers = pl.concat([aliases, numbers])
    numbers = numbers.unique(reference.to, keep="first").rename({reference.to: reference.by, PK: reference.column})
    return frame.join(numbers, on=reference.by, how="left", maintain_order="left")


def _stored(table: Table) -> pl.DataFrame:
    """Keys, hashes and withdrawals of the stored records."""
    names = [PK, *table.key, HASH, "withdrawn_run_id"]
    types = [pl.Int64, *(table.frame.schema[name] for name in table.key), pl.String, pl.Int64]
    schema = dict(zip([PK, *table.key, "_stored_hash", "_withdrawn"], types, strict=True))
    rows = fetch(table.model._base_manager.filter(table.found_in).order_by().values_list(*names), schema)
    return rows.unique(list(table.key), keep="first", maintain_order=True)


def _numbers(table: Table, stored: pl.DataFrame, created: pl.DataFrame) -> pl.DataFrame:
    names = [*table.key, PK]
    return pl.concat([stored.select(names), created.select(names)])


def _written(table: Table) -> list[str]:
    own = [reference.column for reference in table.references if reference.table is None]
    return [*dict.fromkeys([*table.columns, *own])]


def _prove(table: Table, doubtful: pl.DataFrame, *, is_sample: bool, lock: bool) -> tuple[list[Change], set[str]]:
    """Read the records whose hash differs, and keep those where a value really does."""
    names = _written(table)
    stored = dict(_values(table, doubtful[PK].to_list(), names, lock=lock))
    changes, touched = [], set()
    for new in doubtful.iter_rows(named=True):
        old, territory = stored[new[PK]]
        change = _differences(table, names, old, new, is_sample=is_sample)
        if change is not None:
            changes.append(change)
            touched |= {territory} if territory else set()
    return changes, touched


def _values(
    table: Table, keys: list[int], names: list[str], *, lock: bool
) -> Iterator[tuple[int, tuple[dict[str, Any], str | None]]]:
    """Stored values by key, each with the code of its territory."""
    extra = [HASH, "withdrawn_run_id", "is_sample"]
    where = [table.territory] if table.territory else []
    for start in range(0, len(keys), CHUNK):
        found = table.model._base_manager.filter(pk__in=keys[start : start + CHUNK]).order_by()
        if lock and connection.features.has_select_for_update:
            list(found.select_for_update().values_list(PK))
        for pk, *values in found.values_list(PK, *names, *extra, *where):
            code = values.pop() if where else None
            yield pk, (dict(zip([*names, *extra], values, strict=True)), code)


def _differences(
    table: Table, names: list[str], old: dict[str, Any], new: dict[str, Any], *, is_sample: bool
) -> Change | None:
    new_values = {name: _plain(table.model, name, new[name]) for name in names}
    new_values |= {"withdrawn_run_id": None, "is_sample": is_sample}
    differ = [name for name, value in new_values.items() if old[name] != value]
    if not differ:
        return None
    return Change(
        pk=new[PK],
        line=new[LINE],
        label=str(new[table.label])[:300],
        before={name: old[name] for name in differ} | {HASH: old[HASH]},
        after={name: new_values[name] for name in differ} | {HASH: new[HASH]},
    )


def _plain(model: type[models.Model], name: str, value: Any) -> Any:
    return json.loads(value) if value is not None and is_json(model, name) else value


def _removed(table: Table, stored: pl.DataFrame, joined: pl.DataFrame) -> tuple[pl.DataFrame, int, pl.Series, set[str]]:
    """Records in force in the file's scope that the file lacks, how many were in force, those withdrawn before that it
    lacks as well, and where the first lie."""
    none = pl.DataFrame(schema={PK: pl.Int64, "label": pl.String})
    if table.scope is None:
        return none, 0, none[PK], set()
    spoken_for = table.model._base_manager.filter(table.found_in & table.scope)
    schema = {PK: pl.Int64, "_withdrawn": pl.Int64}
    keys = fetch(spoken_for.order_by().values_list(PK, "withdrawn_run_id"), schema).unique(PK)
    lacking = keys.join(joined.select(PK).drop_nulls(), on=PK, how="anti")
    if table.mentioned is not None:
        mentioned = stored.join(table.mentioned, on=list(table.key), how="semi", nulls_equal=True)
        lacking = lacking.join(mentioned, on=PK, how="anti")
    before, in_force = lacking["_withdrawn"].is_not_null(), keys["_withdrawn"].null_count()
    gone = lacking.filter(~before)
    rows, touched = _name_removed(table, gone[PK].sort().to_list())
    return rows, in_force, lacking.filter(before)[PK], touched


def _name_removed(table: Table, keys: list[int]) -> tuple[pl.DataFrame, set[str]]:
    names = table.stored_label or ((table.label,) if table.label in table.columns else table.key)
    where = [table.territory] if table.territory else []
    rows, touched = [], set()
    for start in range(0, len(keys), CHUNK):
        found = table.model._base_manager.filter(pk__in=keys[start : start + CHUNK]).order_by(PK)
        for pk, *values in found.values_list(PK, *names, *where):
            if where and (code := values.pop()):
                touched.add(code)
            rows.append((pk, " · ".join(str(value) for value in values)[:300]))
    return pl.DataFrame(rows, schema={PK: pl.Int64, "label": pl.String}, orient="row"), touched
