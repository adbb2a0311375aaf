"""SQLite: prepared statements run many times."""

from typing import Any

import polars as pl
import polars.selectors as cs
from django.db import connection, models

from . import naming
from .counting import Written

CHUNK = 10_000  # rows that are Python objects at one time


def insert(model: type[models.Model], frame: pl.DataFrame, written: Written) -> None:
    """One INSERT, run for every row."""
    marks = ", ".join(["%s"] * frame.width)
    sql = f"INSERT INTO {naming.table(model)} ({naming.columns(model, frame.columns)}) VALUES ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        for part in frame.iter_slices(CHUNK):
            cursor.executemany(sql, rows(part))
            written(len(part))


def update(model: type[models.Model], frame: pl.DataFrame, columns: list[str], written: Written) -> None:
    """One UPDATE, run for every row."""
    pairs = ", ".join(f"{naming.column(model, name)} = %s" for name in columns)
    sql = f"UPDATE {naming.table(model)} SET {pairs} WHERE {naming.column(model, 'id')} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        for part in frame.select(*columns, "id").iter_slices(CHUNK):
            cursor.executemany(sql, rows(part))
            written(len(part))


def draw_keys(model: type[models.Model], count: int) -> range:
    """Numbers after the last one; nobody else writes meanwhile, for the transaction is IMMEDIATE."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        last = (cursor.fetchone() or [0])[0]
    return range(last + 1, last + 1 + count)


def rows(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    """Tuples as SQLite stores them: dates and times are texts."""
    return frame.with_columns(cs.temporal().cast(pl.String)).rows()
