"""What looks like a damaged file although every row of it reads well: a cut end, columns that changed places."""

from collections import Counter

import polars as pl
from django.db.models import Count

from .columns import is_json
from .delta import CHUNK, PK, Delta
from .enums import Severity
from .limits import limits
from .preparing import header
from .reading import Problem

FROM_REGISTER = frozenset({"column_mostly_changed"})  # remarks that tell what the stored records hold


def shrunk(delta: Delta) -> Problem | None:
    """Says so when suspiciously many stored records are missing from the file, altogether or in one territory."""
    gone = len(delta.removed)
    if _too_many(gone, delta.stored):
        now = len(delta.table.frame)
        code = "file_shrank" if now < delta.stored else "file_lacks"
        code += f"_{delta.table.noun}" if delta.table.noun else ""
        return Problem(code, params={"now": now, "before": delta.stored, "gone": gone}, severity=Severity.FILE)
    return _shrunk_in_one_place(delta) if gone >= limits().shrink_rows and delta.table.territory else None


def _too_many(gone: int, stored: int) -> bool:
    rule = limits()
    return gone >= rule.shrink_rows and gone > rule.shrink_share * stored


def _shrunk_in_one_place(delta: Delta) -> Problem | None:
    """A register sorted by territory whose end was cut off lacks the rest of one of them, and others wholly."""
    gone, stored = _gone_by_place(delta), _stored_by_place(delta)
    places = [place for place, count in gone.items() if _too_many(count, stored[place])]
    if not places:
        return None
    worst = max(places, key=lambda place: (gone[place] / stored[place], place))
    params = {"territory": worst, "before": stored[worst], "gone": gone[worst]}
    return Problem("file_shrank_in", params=params, severity=Severity.FILE)


def _gone_by_place(delta: Delta) -> Counter[str]:
    table, keys, found = delta.table, delta.removed[PK].to_list(), Counter[str]()
    for start in range(0, len(keys), CHUNK):
        rows = table.model._base_manager.filter(pk__in=keys[start : start + CHUNK]).order_by()
        found.update(code for (code,) in rows.values_list(table.territory) if code)
    return found


def _stored_by_place(delta: Delta) -> Counter[str]:
    table = delta.table
    assert table.scope is not None  # or nothing would be missing
    rows = table.model._base_manager.filter(table.found_in & table.scope, withdrawn_run__isnull=True).order_by()
    counts = rows.values_list(table.territory).annotate(count=Count("pk", distinct=True))
    return Counter({code: count for code, count in counts if code})


def turned_over(delta: Delta) -> list[Problem]:
    """A remark for each text column that would be another one in most of the known records."""
    rule, known = limits(), delta.unchanged + len(delta.changed)
    if known < rule.bad_column_rows:
        return []
    table, frame = delta.table, delta.table.frame
    texts = {name for name in table.columns if frame.schema.get(name) == pl.String and not is_json(table.model, name)}
    # What was empty before is filled for the first time, which a newer export of a publisher often does.
    counts = Counter(name for change in delta.changes for name in texts & change.before.keys() if change.before[name])
    return [
        Problem("column_mostly_changed", 1, header(table, name), params={"changed": count, "rows": known},
                severity=Severity.REMARK)
        for name, count in sorted(counts.items())
        if count > rule.bad_column_share * known
    ]  # fmt: skip
