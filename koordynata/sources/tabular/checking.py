"""Cleaned text → typed columns; every cell that is wrong becomes a problem with its line, column and value."""

from collections.abc import Iterator

import polars as pl

from ..reading import LINE, Problem
from .kinds import Fault
from .layout import Column, Layout

SHOWN = 200  # characters of a value kept in a problem


def check(cells: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, list[Problem]]:
    """Typed rows without fault, and the problems of the others."""
    faults = [(column, fault) for column in layout.columns for fault in _faults(column)]
    masks = cells.select(fault.bad.fill_null(False).alias(str(index)) for index, (_, fault) in enumerate(faults))
    problems = [p for i, (column, fault) in enumerate(faults) for p in _problems(cells, masks[str(i)], column, fault)]
    clean = cells.filter(~masks.select(pl.any_horizontal(pl.all())).to_series()) if faults else cells
    typed = clean.select(
        LINE, *(column.kind.parse(pl.col(column.name)).alias(column.name) for column in layout.columns)
    )
    rows, broken = _check_rules(typed, clean, layout)
    return rows, problems + broken


def _faults(column: Column) -> list[Fault]:
    cell = pl.col(column.name)
    empty = [Fault("cell_empty", cell.is_null())] if column.filled and column.required else []
    return empty + column.kind.faults(cell)


def _problems(cells: pl.DataFrame, bad: pl.Series, column: Column, fault: Fault) -> Iterator[Problem]:
    if bad.any():
        for line, value in cells.filter(bad).select(LINE, column.name).iter_rows():
            yield Problem(fault.code, line, column.header, (value or "")[:SHOWN], fault.params)


def _check_rules(rows: pl.DataFrame, cells: pl.DataFrame, layout: Layout) -> tuple[pl.DataFrame, list[Problem]]:
    """Rules over several columns, on rows whose cells are right."""
    problems: list[Problem] = []
    broken = pl.Series([False] * rows.height, dtype=pl.Boolean)
    for rule in layout.rules:
        bad = rows.select(bad=rule.bad.fill_null(False))["bad"]
        problems += _problems(cells, bad, layout.column(rule.column), Fault(rule.code, rule.bad, rule.params))
        broken = broken | bad
    return rows.filter(~broken), problems
