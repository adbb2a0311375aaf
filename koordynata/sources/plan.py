"""Everything that a file would do, before it does it."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl
from django.core.serializers.json import DjangoJSONEncoder

from .delta import PK, Delta, compare
from .enums import Severity
from .fingerprint import HASH, digest_of, with_fingerprint
from .limits import limits
from .preparing import prepare
from .reading import LINE, Problem, Reading
from .staging import Staging, Table
from .suspicion import shrunk, turned_over

# A problem that follows from the columns standing in the wrong order although it only earns a remark.
SUSPICIOUS = {"type_unknown"}


@dataclass
class Plan:
    """The differences of all tables, what was wrong, and the territories that the file speaks for or touches."""

    deltas: list[Delta]
    problems: list[Problem]
    territories: frozenset[str]
    total: int
    set_aside: int = 0

    @property
    def refused(self) -> bool:
        """Whether the file as a whole is refused."""
        return any(problem.severity == Severity.FILE for problem in self.problems)

    @property
    def empty(self) -> bool:
        """Whether applying it would write nothing."""
        return all(delta.empty for delta in self.deltas)

    def counts(self) -> dict[str, int]:
        """rows of the file; records created, changed, unchanged, removed in all tables; rows rejected."""
        return {
            "rows": self.total,
            "created": sum(len(delta.created) for delta in self.deltas),
            "changed": sum(len(delta.changed) for delta in self.deltas),
            "unchanged": sum(delta.unchanged for delta in self.deltas) + self.set_aside,
            "removed": sum(len(delta.removed) for delta in self.deltas),
            "rejected": self.total if self.refused else self.total - self._lines() - self.set_aside,
        }

    def _lines(self) -> int:
        return _lines([delta.table.frame for delta in self.deltas])

    def digest(self) -> str:
        """A hash of all that would be written: what is applied must be what was previewed."""
        parts: list[pl.DataFrame] = []
        for delta in self.deltas:
            parts += [
                delta.created.select(*delta.table.key, HASH),
                delta.changed.select(PK, HASH),
                delta.removed.select(PK),
            ]
        return digest_of(parts)

    def shrunk(self) -> Problem | None:
        """Says so when suspiciously many stored records are missing from the file."""
        return next(filter(None, map(shrunk, self.deltas)), None)

    def preview(self) -> dict[str, Any]:
        """The first records of each kind of change, and every removal, as plain data for a page."""
        rule = limits()
        created = [row for delta in self.deltas for row in _created(delta, rule.preview_rows)]
        changed = [row for delta in self.deltas for row in _changed(delta, rule.preview_rows)]
        removed = [row for delta in self.deltas for row in _removed(delta, rule.preview_removed)]
        return {"created": created, "changed": changed, "removed": removed}


def _created(delta: Delta, most: int) -> list[dict[str, Any]]:
    rows = delta.created.head(most).select(LINE, delta.table.label).iter_rows()
    return [{"model": delta.table.model._meta.label_lower, "line": line, "label": str(label)} for line, label in rows]


def _changed(delta: Delta, most: int) -> list[dict[str, Any]]:
    model = delta.table.model._meta.label_lower
    hidden = {HASH, *(reference.column for reference in delta.table.references)}
    return [
        {"model": model, "line": change.line, "label": change.label, "id": change.pk,
         "before": _without(change.before, hidden), "after": _without(change.after, hidden)}
        for change in delta.changes[:most]
    ]  # fmt: skip


def _without(values: dict[str, Any], hidden: set[str]) -> dict[str, Any]:
    shown = {name: value for name, value in values.items() if name not in hidden}
    plain: dict[str, Any] = json.loads(json.dumps(shown, cls=DjangoJSONEncoder))
    return plain


def _removed(delta: Delta, most: int) -> list[dict[str, Any]]:
    model = delta.table.model._meta.label_lower
    return [{"model": model, "id": pk, "label": label} for pk, label in delta.removed.head(most).iter_rows()]


@dataclass(frozen=True)
class Prepared:
    """A file ready to be compared: its tables with hashes, its problems, its rows, the territories it speaks for."""

    tables: tuple[Table, ...]
    problems: tuple[Problem, ...]
    territories: frozenset[str]
    total: int
    set_aside: int
    is_sample: bool
    vintage: date | None = None  # where the file itself says as of which day it speaks

    @property
    def refused(self) -> bool:
        """Whether the file as a whole is refused."""
        return any(problem.severity == Severity.FILE for problem in self.problems)


def prepare_file(staging: Staging, reading: Reading, *, is_sample: bool) -> Prepared:
    """Leave out rows that no register can hold, and hash the others. Does not look at the register."""
    problems, tables = [*reading.problems, *staging.problems], []
    for table in staging.tables:
        prepared, found = prepare(_sparing_rejected(table, staging, reading.total))
        salt = f"{table.model._meta.label}|{is_sample}"
        tables.append(replace(prepared, frame=with_fingerprint(prepared.frame, hashed_columns(table), salt)))
        problems += found
    problems += bad_columns(problems, reading.total)
    pairs = zip(staging.tables, tables, strict=True)
    if any(given.scope is not None and table.scope is None for given, table in pairs):
        problems.append(Problem("removal_postponed", severity=Severity.REMARK))
    return Prepared(tuple(tables), tuple(problems), staging.territories, reading.total, staging.set_aside, is_sample,
                    reading.vintage)  # fmt: skip


def hashed_columns(table: Table) -> list[str]:
    """Keys identify and references follow from other columns: neither is content."""
    derived = {*table.key, *(reference.column for reference in table.references)}
    return [name for name in table.columns if name not in derived]


def make_plan(file: Prepared, *, lock: bool = False) -> Plan:
    """Compare everything that a file asks for with the register. Reads only."""
    plan = Plan([], [*file.problems], file.territories, file.total, file.set_aside)
    if file.refused:
        return plan
    for table in file.tables:
        plan.deltas.append(compare(table, plan.deltas, is_sample=file.is_sample, lock=lock))
    plan.problems += [problem for delta in plan.deltas for problem in turned_over(delta)]
    plan.territories |= {code for delta in plan.deltas for code in delta.touched}
    return plan


def _sparing_rejected(table: Table, staging: Staging, total: int) -> Table:
    """A record whose row was rejected is not missing. Where its key is not known, nothing counts as missing."""
    if table.scope is None:
        return table
    if table.mentioned is not None:
        keys = [table.mentioned.select(table.key), table.frame.select(table.key)]
        return replace(table, mentioned=pl.concat(keys, how="vertical_relaxed").unique())
    whole = _lines([table.frame for table in staging.tables]) + staging.set_aside == total
    if not whole:
        return replace(table, scope=None)
    key = [name for name in table.key if name in table.frame.columns]
    return replace(table, mentioned=table.frame.select(key)) if len(key) == len(table.key) else table


def _lines(frames: list[pl.DataFrame]) -> int:
    return pl.concat([frame.select(LINE) for frame in frames]).n_unique() if frames else 0


def bad_columns(problems: list[Problem], total: int) -> list[Problem]:
    """Refuses the file when most cells of a column are bad: it is probably another column."""
    rule = limits()
    if total < rule.bad_column_rows:
        return []
    places = {
        (problem.column, problem.line)
        for problem in problems
        if problem.column and (problem.severity == Severity.ROW or problem.code in SUSPICIOUS)
    }
    bad = Counter(column for column, _line in places)
    return [
        Problem("column_mostly_bad", 1, column, params={"bad": count, "rows": total}, severity=Severity.FILE)
        for column, count in sorted(bad.items())
        if count > rule.bad_column_share * total
    ]
