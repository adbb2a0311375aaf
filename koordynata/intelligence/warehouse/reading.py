"""Reading the live build: one in-memory DuckDB per build, one cursor per thread.

A call resolves the pointer once; what it reads afterwards is one build, whatever is swapped meanwhile.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb

from . import layout

Row = Mapping[str, Any]
VALUES_KEPT = 500_000  # in one process and build, some 40 MB
_own = threading.local()
_making = threading.Lock()


class NoWarehouse(Exception):
    """Nothing was built yet."""


class Answers:
    """Answers of one build, shared by all threads: a build never changes, so they hold as long as it does.

    Bounded by values, not by answers: the least used go first.
    """

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self._known: OrderedDict[Any, list[Row]] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, question: Any) -> list[Row] | None:
        """The answer, if it was kept."""
        with self._turn:
            if question in self._known:
                self._known.move_to_end(question)
            return self._known.get(question)

    def keep(self, question: Any, rows: list[Row]) -> None:
        """Keep an answer, unless it alone would push out most of the others."""
        with self._turn:
            if question in self._known or _size(rows) > self.most // 4:
                return
            self._known[question] = rows
            self.held += _size(rows)
            while self.held > self.most:
                self.held -= _size(self._known.popitem(last=False)[1])


def _size(rows: list[Row]) -> int:
    return len(rows) * len(rows[0]) + 1 if rows else 1


@lru_cache(maxsize=2)
def _answers(folder: str) -> Answers:
    return Answers(VALUES_KEPT)


@lru_cache(maxsize=4)
def _database(folder: str) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(":memory:", config={"threads": 2})
    for file in sorted(Path(folder).glob("*.parquet")):
        path = str(file).replace("'", "''")
        con.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{path}')")  # noqa: S608 - own names
    # Nothing more is attached, set or created after this.
    con.execute("SET parquet_metadata_cache = true")
    con.execute("SET lock_configuration = true")
    return con


class Warehouse:
    """One build as one thread sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with _making:
            self._cursor = _database(str(folder)).cursor()
            self._answers = _answers(str(folder))
        self.memory: dict[Any, Any] = {}

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
        """Rows of a query, to be read and not changed: the same question gets the same rows."""
        question = sql, repr(parameters)
        known = self._answers.get(question)
        if known is None:
            answer = self._cursor.execute(sql, parameters)
            names = [column[0] for column in answer.description or ()]
            known = [MappingProxyType(dict(zip(names, row, strict=True))) for row in answer.fetchall()]
            self._answers.keep(question, known)
        return list(known)


def warehouse() -> Warehouse:
    """The live build; NoWarehouse before the first."""
    name = layout.live()
    if name is None:
        raise NoWarehouse
    folder = layout.folder(name)
    mine: Warehouse | None = getattr(_own, "warehouse", None)
    if mine is None or mine.folder != folder:
        mine = _own.warehouse = Warehouse(folder)
    return mine
