"""Pages of the RSPO API, of both generations, saved one by one or together in one file."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from ..enums import Severity
from ..json_text import load_json
from ..reading import LINE, Problem, Reading
from ..refusal import FileRefused
from ..tabular.checking import check
from ..tabular.duplicates import drop_duplicates
from ..tabular.layout import Column, Layout
from .layout import LAYOUT
from .record import COORDINATES, FIELDS, details, occupations, point, strange_keys
from .remarks import remarks

OCCUPATIONS = "occupations"
WRAPPINGS = 3  # a list of lists of pages, and no deeper
USUAL = 0.9  # a key that so many of the records have
_NEEDED = {"rspo", "type_name", "name", "gmina_code"}


def _layout() -> Layout:
    """The same cells as in the CSV export, called as the API calls them."""
    columns = [_renamed(LAYOUT.column(name), field.key) for name, field in FIELDS.items()]
    return Layout(columns=columns, key=["rspo"])


def _renamed(column: Column, key: str) -> Column:
    return replace(column, header=key, aliases=(), required=column.name in _NEEDED, filled=column.name in _NEEDED)


API_LAYOUT = _layout()


def read_pages(data: bytes) -> Reading:
    """Rows as the CSV reader gives them, with `lat`, `lon`, `details` (JSON text) and `occupations` (code and name).

    The line of a problem is the place of the record in the file, counted from 1.
    """
    try:
        records = list(_records(load_json(data)))
    except FileRefused as refused:
        return refused.reading()
    if not any(isinstance(record, dict) and "numerRspo" in record for record in records):
        return FileRefused("json_shape", expected="numerRspo").reading()
    return _read(records)


def _records(value: Any, wrappings: int = WRAPPINGS) -> Iterator[Any]:
    """Records of a page, of a list of pages, of a bare list."""
    if _is_page(value):
        value = next(value[key] for key in ("hydra:member", "member") if isinstance(value.get(key), list))
    elif not isinstance(value, list):
        value = [value]
    for item in value:
        if wrappings and (isinstance(item, list) or _is_page(item)):
            yield from _records(item, wrappings - 1)
        else:
            yield item


def _is_page(value: Any) -> bool:
    return isinstance(value, dict) and any(isinstance(value.get(key), list) for key in ("hydra:member", "member"))


def _read(records: list[Any]) -> Reading:
    numbered = list(enumerate(records, start=1))
    broken = [Problem("record_broken", line) for line, record in numbered if not isinstance(record, dict)]
    good = [(line, record) for line, record in numbered if isinstance(record, dict)]
    cells = _cells(good)
    rows, problems = check(cells, API_LAYOUT)
    rows, doubles = drop_duplicates(rows, API_LAYOUT)
    rows = rows.drop(_absent(good)).join(_further(good), on=LINE, how="left", maintain_order="left")
    problems = [*broken, *_strange(good), *_incomplete(good), *problems, *doubles, *remarks(rows, API_LAYOUT)]
    mentioned = rows.select("rspo") if rows.height == len(records) else None
    return Reading(rows, sorted(problems, key=lambda problem: problem.line or 0), len(records), mentioned=mentioned)


def _strange(records: list[tuple[int, dict[str, Any]]]) -> list[Problem]:
    """One remark for each strange key, at the first record that has it."""
    first = {key: line for line, record in reversed(records) for key in strange_keys(record)}
    return [Problem("column_unknown", line, key[:100], severity=Severity.REMARK) for key, line in first.items()]


def _incomplete(records: list[tuple[int, dict[str, Any]]]) -> list[Problem]:
    """A remark for each record without keys that nearly all others have: its cells count as empty."""
    counts = Counter(key for _line, record in records for key in record)
    usual = {key for key, count in counts.items() if count >= USUAL * len(records)}
    return [
        Problem("record_keys_missing", line, params={"keys": ", ".join(sorted(lacking)[:10])}, severity=Severity.REMARK)
        for line, record in records
        if (lacking := usual - set(record))
    ]


def _cells(records: list[tuple[int, dict[str, Any]]]) -> pl.DataFrame:
    columns: dict[str, list[str | None]] = {
        name: [field.read(record) for _line, record in records] for name, field in FIELDS.items()
    }
    lines = pl.Series(LINE, [line for line, _record in records], dtype=pl.Int64)
    return pl.DataFrame([lines, *(pl.Series(name, values, dtype=pl.String) for name, values in columns.items())])


def _absent(records: list[tuple[int, dict[str, Any]]]) -> list[str]:
    """Columns that no record of the file has: nothing is blanked by them."""
    seen = {key for _line, record in records for key in record}
    return [name for name, field in FIELDS.items() if field.key not in seen and name not in _NEEDED]


def _further(records: list[tuple[int, dict[str, Any]]]) -> pl.DataFrame:
    """What the CSV export does not have."""
    seen = {key for _line, record in records for key in record}
    further: dict[str, tuple[Callable[[dict[str, Any]], Any], Any]] = {
        "details": (lambda record: json.dumps(details(record), ensure_ascii=False, sort_keys=True), pl.String),
    }
    if COORDINATES in seen:
        further |= {"lat": (lambda record: point(record)[0], pl.Float64), "lon": (lambda r: point(r)[1], pl.Float64)}
    if "ksztalcenieZawodowe" in seen:
        taught = pl.List(pl.Struct({"code": pl.String, "name": pl.String}))
        further[OCCUPATIONS] = (occupations, taught)
    columns = [pl.Series(name, [read(r) for _, r in records], dtype=dtype) for name, (read, dtype) in further.items()]
    return pl.DataFrame([pl.Series(LINE, [line for line, _record in records], dtype=pl.Int64), *columns])
