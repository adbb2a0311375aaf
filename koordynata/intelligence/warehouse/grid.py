"""Numbered cells: sums and joins of very many rows without hashing a text.

Two texts and a year name a cell. With each text replaced by its place in the alphabet the three make one whole number,
and every cell has its own place in one array: summing so takes half the time of grouping by the texts, joining a
quarter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import ibis
import ibis.expr.types as ir

CELL = "cell"


@dataclass(frozen=True)
class Axis:
    """The texts of one column."""

    texts: ir.Table  # (text, place): place 0 … size − 1
    size: int


@dataclass(frozen=True)
class Grid:
    """Columns of texts × years. Rows that lie outside are no one's: each verb leaves them out."""

    axes: Mapping[str, Axis]
    first_year: int
    last_year: int

    def number(self, rows: ir.Table) -> ir.Table:
        """The rows with `cell`, the number of each one's cell."""
        rows = rows.filter(rows.year.between(self.first_year, self.last_year))
        for column, axis in self.axes.items():
            rows = rows.join(axis.texts.rename({column: "text", _place(column): "place"}), column)
        parts = [rows[_place(column)].cast("int32") * step for column, step in self._steps.items()]
        cell = reduce(add, parts) + (rows.year - self.first_year)
        return rows.mutate(**{CELL: cell.cast("int32")}).drop(*map(_place, self.axes))

    def sums(self, rows: ir.Table, measure: str) -> ir.Table:
        """(cell, measure): summed as floating point (exact up to 2⁵³)."""
        numbered = self.number(rows.select(*self.axes, "year", measure))
        return numbered.group_by(CELL).aggregate(**{measure: numbered[measure].cast("float64").sum()})

    def name(self, rows: ir.Table) -> ir.Table:
        """The rows with texts and year in the place of `cell`."""
        rows = rows.mutate(year=(rows[CELL] % self._years + self.first_year).cast("int64"))
        for column, step in self._steps.items():
            axis = self.axes[column]
            place = (rows[CELL] // step % max(axis.size, 1)).cast("int32")
            names = axis.texts.rename({column: "text", _place(column): "place"})
            rows = rows.mutate(**{_place(column): place}).join(names, _place(column)).drop(_place(column))
        return rows.drop(CELL)

    def add(self, rows: ir.Table, table: ir.Table) -> ir.Table:
        """Numbered rows with the columns of a numbered table beside them; unknown where it has no such cell."""
        own = table.drop(*(column for column in (*self.axes, "year") if column in table.columns))
        return rows.left_join(own, CELL).drop(f"{CELL}_right")

    @property
    def _years(self) -> int:
        return max(self.last_year - self.first_year + 1, 1)

    @property
    def _steps(self) -> dict[str, int]:
        """How far apart the cells of two neighbouring texts lie."""
        steps, step = {}, self._years
        for column, axis in reversed(list(self.axes.items())):
            steps[column] = step
            step *= axis.size
        return steps


def lay_grid(con: Any, name: str, columns: Mapping[str, ir.StringColumn], year: ir.IntegerColumn) -> Grid:
    """A grid of all texts of the columns, and of all years from the first to the last (none: of no cells).

    The texts are kept as tables, so that the database knows how few there are.
    """
    axes = {column: _axis(con, f"{name}_{column}", values) for column, values in columns.items()}
    years = year.name("year").as_table().aggregate(first=ibis._.year.min(), last=ibis._.year.max())
    span = con.to_pyarrow(years).to_pylist()[0]
    known = span["first"] is not None
    return Grid(axes, span["first"] if known else 0, span["last"] if known else -1)


def _axis(con: Any, name: str, values: ir.StringColumn) -> Axis:
    found = values.name("text").as_table().distinct().filter(ibis._.text.notnull())
    con.create_table(name, found.mutate(place=ibis.row_number().over(order_by=found.text).cast("int32")))
    texts = con.table(name)
    return Axis(texts, int(con.to_pyarrow(texts.count()).as_py()))


def _place(column: str) -> str:
    return f"{column}_place"
