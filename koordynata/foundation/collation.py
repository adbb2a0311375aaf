"""Texts in the database: sorted as in Polish, found whatever their case. The same on PostgreSQL and on SQLite."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, Lookup, TextField

from .alphabet import compare, fold

NAME = "pl-x-icu"  # PostgreSQL's own; SQLite gets ours under the same name
# `db_collation` of every name by which a list is sorted; in quotes, because Django's SQLite adds none.
POLISH = f'"{NAME}"'


def prepare_sqlite(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Teach a fresh connection to SQLite the Polish order and small letters beyond ASCII."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(NAME, compare)
        connection.connection.create_function("fold", 1, _fold_value, deterministic=True)


def _fold_value(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


class Mentions(Lookup[Any]):
    """`name__mentions="łódź"`: the text occurs, whatever the case of its letters. Nothing in it is a pattern."""

    lookup_name = "mentions"

    def get_prep_lookup(self) -> str:
        """What is looked for, in small letters."""
        return fold(str(self.rhs))

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Small letters of both sides, compared as they are."""
        column, given = self.process_lhs(compiler, connection)
        sought, wanted = self.process_rhs(compiler, connection)
        if connection.vendor == "sqlite":
            return f"instr(fold({column}), {sought}) > 0", (*given, *wanted)
        return f"strpos(lower({column} COLLATE {POLISH}), {sought}) > 0", (*given, *wanted)


def enter() -> None:
    """Put both in force; called once, when the program starts."""
    connection_created.connect(prepare_sqlite, dispatch_uid="polish texts")
    CharField.register_lookup(Mentions)
    TextField.register_lookup(Mentions)
