"""Whole frames into tables, in the fastest way that each database has. Always inside the caller's transaction."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from django.db import connection, models

from . import postgres, sqlite
from .counting import Written, nobody_counts


def _backend() -> Any:
    return postgres if connection.vendor == "postgresql" else sqlite


def insert_frame(model: type[models.Model], frame: pl.DataFrame, written: Written = nobody_counts) -> None:
    """Insert every row; the frame's columns are named like the model's (`id`, `territory_id`)."""
    if not frame.is_empty():
        _backend().insert(model, frame, written)


def update_frame(
    model: type[models.Model], frame: pl.DataFrame, columns: Sequence[str], written: Written = nobody_counts
) -> None:
    """Write `columns` of the records whose keys stand in `id`."""
    if not frame.is_empty():
        _backend().update(model, frame.select("id", *columns), list(columns), written)


def draw_keys(model: type[models.Model], count: int) -> pl.Series:
    """New primary keys, so that records of one file can point at each other before they are written."""
    return pl.Series("id", _backend().draw_keys(model, count), dtype=pl.Int64)
