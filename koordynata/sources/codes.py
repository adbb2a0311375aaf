"""Codes of a file → primary keys of the house."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from django.db import models

from .columns import fetch, fields
from .reading import LINE, Problem


def keys_of(queryset: "models.QuerySet[Any, Any]", *names: str, **dtypes: Any) -> pl.DataFrame:
    """`pk` and the named columns of stored records; columns are text unless `dtypes` says otherwise."""
    schema = {"pk": pl.Int64} | {name: dtypes.get(name, pl.String) for name in names}
    return fetch(queryset.order_by().values_list("pk", *names), schema)


def look_up(
    frame: pl.DataFrame, by: str, known: pl.DataFrame, code: str, header: str, *, to: str, known_by: str = "code"
) -> tuple[pl.DataFrame, list[Problem]]:
    """The frame with the key of the code in column `by` as `to`; rows with an unknown code become problems.

    An empty code gives an empty key. `known` has `pk` and `known_by`.
    """
    numbers = known.select(pl.col(known_by).alias(by), pl.col("pk").alias(to)).unique(by, keep="first")
    joined = frame.join(numbers, on=by, how="left", maintain_order="left")
    unknown = pl.col(by).is_not_null() & pl.col(to).is_null()
    bad = joined.filter(unknown)
    problems = [Problem(code, line, header, str(value)[:200]) for line, value in bad.select(LINE, by).iter_rows()]
    return joined.filter(~unknown), problems


def without_nulls(model: type[models.Model], frame: pl.DataFrame) -> pl.DataFrame:
    """Empty text instead of null where the model keeps texts that are never null."""
    texts = [name for name, field in fields(model).items() if isinstance(field, models.CharField | models.TextField)]
    return frame.with_columns(pl.col(name).fill_null("") for name in texts if name in frame.columns)


def headers(layout: Any, **renamed: str) -> Mapping[str, str]:
    """Field → header, also under the names of the model's columns (`territory_id="territory"`)."""
    names = {column.name: column.header for column in layout.columns}
    return names | {name: names[field] for name, field in renamed.items()}
