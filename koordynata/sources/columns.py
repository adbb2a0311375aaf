"""What the engine needs to know of a model's columns."""

from functools import cache
from typing import Any

import polars as pl
from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from .models import Imported

INTEGERS = ("SmallIntegerField", "IntegerField", "BigIntegerField", "PositiveSmallIntegerField",
            "PositiveIntegerField", "PositiveBigIntegerField")  # fmt: skip


@cache
def fields(model: type[models.Model]) -> dict[str, "models.Field[Any, Any]"]:
    """The concrete fields by column name of the model instance (`territory_id`)."""
    return {field.attname: field for field in model._meta.concrete_fields}


def field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    """The field of one column."""
    return fields(model)[name]


def is_json(model: type[models.Model], name: str) -> bool:
    """Whether the column holds JSON."""
    return isinstance(field(model, name), models.JSONField)


def text_limit(model: type[models.Model], name: str) -> int | None:
    """How many characters fit, where the column has a limit."""
    found = field(model, name)
    return found.max_length if isinstance(found, models.CharField) else None


def integer_range(model: type[models.Model], name: str) -> tuple[int, int] | None:
    """The smallest and largest number that fit, the same on every database."""
    kind = field(model, name).get_internal_type()
    if kind not in INTEGERS:
        return None
    low, high = {"Small": (-(2**15), 2**15 - 1), "Big": (-(2**63), 2**63 - 1)}.get(
        kind.removeprefix("Positive").removesuffix("IntegerField"), (-(2**31), 2**31 - 1)
    )
    return (0 if kind.startswith("Positive") else low), high


def label_of(model: type[models.Model], name: str) -> str:
    """What people call the column."""
    return str(field(model, name).verbose_name)


def default_of(model: type[models.Model], name: str) -> Any:
    """The value of a new record's column that no file fills."""
    return field(model, name).get_default()


def fetch(queryset: "models.QuerySet[Any, Any]", schema: dict[str, Any]) -> pl.DataFrame:
    """Rows of a `values_list` queryset as a frame, without making objects of them."""
    try:
        sql, params = queryset.query.sql_with_params()
    except EmptyResultSet:  # the database need not be asked: say, none of an empty list
        return pl.DataFrame(schema=schema)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema=schema, orient="row", strict=False)


def table_of(model: type[Imported]) -> str:
    """The quoted name of the table."""
    return connection.ops.quote_name(model._meta.db_table)
