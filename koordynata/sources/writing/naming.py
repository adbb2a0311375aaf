"""Quoted names of tables and columns."""

from collections.abc import Sequence

from django.db import connection, models

from ..columns import field


def table(model: type[models.Model]) -> str:
    """The table's name."""
    return connection.ops.quote_name(model._meta.db_table)


def column(model: type[models.Model], name: str) -> str:
    """One column's name."""
    return connection.ops.quote_name(str(field(model, name).column))


def columns(model: type[models.Model], names: Sequence[str]) -> str:
    """Several columns' names with commas between."""
    return ", ".join(column(model, name) for name in names)
