"""What every file must keep before it meets the database, whatever its publisher: room for each value, keys once."""

from dataclasses import replace

import polars as pl

from .columns import integer_range, text_limit
from .reading import LINE, Problem
from .staging import Table


def prepare(table: Table) -> tuple[Table, list[Problem]]:
    """The table without rows that cannot be stored, and a Problem for each of them."""
    frame, problems = table.frame, []
    for check in (_too_long, _out_of_range, _duplicates):
        frame, found = check(replace(table, frame=frame))
        problems += found
    return replace(table, frame=frame), problems


def _written(table: Table, dtype: type[pl.DataType] | None = None) -> list[str]:
    names = [name for name in (*table.key, *table.columns) if name in table.frame.columns]
    return [name for name in names if dtype is None or table.frame.schema[name] == dtype]


def _too_long(table: Table) -> tuple[pl.DataFrame, list[Problem]]:
    frame, problems = table.frame, []
    for name in _written(table, pl.String):
        limit = text_limit(table.model, name)
        if limit is None or (frame[name].str.len_chars().max() or 0) <= limit:  # type: ignore[operator]
            continue
        bad = frame.filter(pl.col(name).str.len_chars() > limit)
        frame = frame.filter(pl.col(name).str.len_chars().fill_null(0) <= limit)
        problems += _say(table, name, bad, "cell_too_long", limit=limit)
    return frame, problems


def _out_of_range(table: Table) -> tuple[pl.DataFrame, list[Problem]]:
    frame, problems = table.frame, []
    for name in [name for name in _written(table) if frame.schema[name].is_integer()]:
        limits = integer_range(table.model, name)
        if limits is None or not _outside(frame[name], *limits):
            continue
        fits = pl.col(name).is_between(*limits).fill_null(True)
        problems += _say(table, name, frame.filter(~fits), "cell_out_of_range", low=limits[0], high=limits[1])
        frame = frame.filter(fits)
    return frame, problems


def _outside(values: pl.Series, low: int, high: int) -> bool:
    least, most = values.min(), values.max()
    return least is not None and bool(least < low or most > high)  # type: ignore[operator]


def _duplicates(table: Table) -> tuple[pl.DataFrame, list[Problem]]:
    """The first row of a key stays; a later one is rejected, naming both lines."""
    key, frame = _key_in_file(table), table.frame
    if not frame.select(pl.struct(key).is_duplicated().any()).item():
        return frame, []
    first = pl.col(LINE).first().over(key)
    later = ~pl.struct(key).is_first_distinct()
    bad = frame.with_columns(_first=first).filter(later)
    name = key[0]
    problems = [
        Problem("row_duplicate", line, header(table, name), str(values[0])[:200],
                {"key": ", ".join(str(value) for value in values if value is not None), "first": at})
        for line, at, *values in bad.select(LINE, "_first", *key).iter_rows()
    ]  # fmt: skip
    return frame.filter(~later), problems


def _key_in_file(table: Table) -> list[str]:
    """The key as the file has it: a reference is still the number by which it will be found."""
    numbers = {reference.column: reference.by for reference in table.references}
    return [name if name in table.frame.columns else numbers[name] for name in table.key]


def _say(table: Table, name: str, bad: pl.DataFrame, code: str, **params: int) -> list[Problem]:
    shown = header(table, name)
    return [Problem(code, line, shown, str(value)[:200], params) for line, value in bad.select(LINE, name).iter_rows()]


def header(table: Table, name: str) -> str:
    """What the file calls a column."""
    return table.headers.get(name, name)
