"""Ground laid from rows that a test writes down: the warehouse's sums without a database and without marts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from koordynata.intelligence.metrics.card import Metric
from koordynata.intelligence.warehouse.build import lay_ground
from koordynata.intelligence.warehouse.connection import connect
from koordynata.intelligence.warehouse.ground import Ground
from koordynata.intelligence.warehouse.staging import staged

Row = dict[str, Any]
Cell = tuple[str, str, int]


@contextmanager
def laid(**tables: Sequence[Row]) -> Iterator[Ground]:
    """A ground in which the named tables have these rows; columns left out are empty, so are the other tables."""
    con = connect()
    try:
        read = {}
        for name, shape in staged().items():
            rows = [{column: row.get(column) for column in shape.columns} for row in tables.get(name, ())]
            con.con.register(f"staged_{name}", pa.Table.from_pylist(rows, schema=shape.schema))
            read[name] = con.table(f"staged_{name}")
        yield lay_ground(con, read)
    finally:
        con.disconnect()


def cells(ground: Ground, metric: Metric) -> dict[Cell, Row]:
    """Rows of a metric by territory, subject and year; none twice."""
    rows = metric.expression(ground).to_pyarrow().to_pylist()
    found = {(row["territory"], row["subject"], row["year"]): row for row in rows}
    assert len(found) == len(rows)
    return found


def territory(code: str, kind: str) -> Row:
    """A territory at its place in the country, by its code."""
    parts = {"country": ["PL"], "voivodeship": [code], "powiat": [code[:2], code], "gmina": [code[:2], code[:4], code]}
    path = "/".join(parts.get(kind, [code[-2:], code])) + "/"
    return {"code": code, "kind": kind, "name": code, "path": path, "lat": 50.0, "lon": 17.0}


def place(powiat: str) -> str:
    """The path of a powiat."""
    return f"{powiat[:2]}/{powiat}/"
