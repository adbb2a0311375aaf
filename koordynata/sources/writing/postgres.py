"""PostgreSQL: COPY, and UPDATE from a copied temporary table."""

from typing import Any

import polars as pl
from django.db import connection, models

from . import naming
from .counting import Written, nobody_counts

NULL = r"\N"
CHUNK = 20_000
_TEMPORARY = "import_changes"


def insert(model: type[models.Model], frame: pl.DataFrame, written: Written) -> None:
    """COPY the frame into the table."""
    _copy(f"{naming.table(model)} ({naming.columns(model, frame.columns)})", frame, written)


def update(model: type[models.Model], frame: pl.DataFrame, columns: list[str], written: Written) -> None:
    """One UPDATE for all rows."""
    names = naming.columns(model, frame.columns)
    table = naming.table(model)
    pairs = ", ".join(f"{naming.column(model, name)} = n.{naming.column(model, name)}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {_TEMPORARY} AS SELECT {names} FROM {table} LIMIT 0")  # noqa: S608
        _copy(f"{_TEMPORARY} ({names})", frame, nobody_counts)
        cursor.execute(f"ANALYZE {_TEMPORARY}")  # without it the planner may loop over both tables
        key = naming.column(model, "id")
        cursor.execute(f"UPDATE {table} AS t SET {pairs} FROM {_TEMPORARY} AS n WHERE t.{key} = n.{key}")  # noqa: S608
        cursor.execute(f"DROP TABLE {_TEMPORARY}")
    written(len(frame))


def draw_keys(model: type[models.Model], count: int) -> list[int]:
    """Numbers from the table's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [naming.table(model), count],
        )
        return [row[0] for row in cursor.fetchall()]


def _copy(target: str, frame: pl.DataFrame, written: Written) -> None:
    """Texts are quoted and nothing else is, so that null and empty, or null and a text of two signs, stay apart."""
    raw: Any = connection.cursor().cursor
    with raw.copy(f"COPY {target} FROM STDIN WITH (FORMAT csv, NULL '{NULL}')") as copy:
        for part in frame.iter_slices(CHUNK):
            copy.write(part.write_csv(include_header=False, quote_style="non_numeric", null_value=NULL).encode())
            written(len(part))
