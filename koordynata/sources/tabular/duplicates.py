"""Rows that share a key: the first is taken, the others are left out and name it."""

import polars as pl

from ..enums import Severity
from ..reading import LINE, Problem
from .layout import Layout


def drop_duplicates(rows: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, list[Problem]]:
    """Rows with distinct keys, and a problem for each row left out."""
    if not layout.key or rows.is_empty() or not rows.select(layout.key).is_duplicated().any():
        return rows, []
    values = [name for name in rows.columns if name != LINE]
    firsts = rows.with_columns(
        first=pl.col(LINE).min().over(layout.key),
        same=pl.struct(values).n_unique().over(layout.key) == 1,
    )
    later = firsts.filter(pl.col(LINE) != pl.col("first"))
    header = layout.column(layout.key[0]).header
    problems = [_problem(row, layout, header) for row in later.iter_rows(named=True)]
    return firsts.filter(pl.col(LINE) == pl.col("first")).drop("first", "same"), problems


def _problem(row: dict[str, object], layout: Layout, header: str) -> Problem:
    key = " · ".join(str(row[name]) for name in layout.key if row[name] is not None)
    code, severity = ("row_repeated", Severity.REMARK) if row["same"] else ("row_duplicate", Severity.ROW)
    line, params = row[LINE], {"key": key, "first": row["first"]}
    assert isinstance(line, int)
    return Problem(code, line, header, key[:200], params, severity)
