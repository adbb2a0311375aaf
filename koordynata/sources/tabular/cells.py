"""Records → one column of cleaned text per declared column, null where a cell is empty."""

import csv
import io

import polars as pl

from ..reading import LINE
from .layout import Column, Layout
from .lines import TEXT, Records


def read_cells(
    records: Records, names: list[str], places: dict[str, int], layout: Layout, delimiter: str
) -> pl.DataFrame:
    """A frame of `_line` and the layout's fields, all text. A column that the file lacks is all null."""
    table = _parse(records.frame, len(names), delimiter)
    cells = [_cell(column, table, places.get(column.name)).alias(column.name) for column in layout.columns]
    return table.select(records.frame[LINE], *cells)


def _cell(column: Column, table: pl.DataFrame, place: int | None) -> pl.Expr:
    if place is None:
        return pl.lit(None, dtype=pl.String)
    name = f"c{place}"
    return _cleaned(pl.col(name), list(column.missing), excel=bool(table[name].str.starts_with('="').any()))


def _parse(frame: pl.DataFrame, width: int, delimiter: str) -> pl.DataFrame:
    schema = {f"c{index}": pl.String for index in range(width)}
    if frame.is_empty():
        return pl.DataFrame(schema=schema)
    table = _parse_fast("\n".join(frame[TEXT]), schema, delimiter)
    return table if table.height == frame.height else _parse_slowly(frame, schema, delimiter)


def _parse_fast(text: str, schema: dict[str, type[pl.String]], delimiter: str) -> pl.DataFrame:
    """All records at once; an empty frame when the parser stumbles."""
    quote = '"' if '"' in text else None
    try:
        return pl.read_csv(
            io.BytesIO(text.encode()), separator=delimiter, quote_char=quote, has_header=False, schema=schema,
            truncate_ragged_lines=True,
        )  # fmt: skip
    except pl.exceptions.PolarsError:
        return pl.DataFrame(schema=schema)


def _parse_slowly(frame: pl.DataFrame, schema: dict[str, type[pl.String]], delimiter: str) -> pl.DataFrame:
    """Record by record, should the fast parser ever see other records than we did."""
    rows = [next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) for text in frame[TEXT]]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _cleaned(cell: pl.Expr, missing: list[str], *, excel: bool) -> pl.Expr:
    """Without blanks around it and without Excel's `="…"`; empty text and signs for "no data" become null."""
    text = cell.str.strip_chars()
    if excel:
        whole = text.str.starts_with('="') & text.str.ends_with('"')
        text = pl.when(whole).then(text.str.slice(2).str.strip_suffix('"').str.strip_chars()).otherwise(text)
    empty = text.is_in(["", *missing]) if missing else text == ""
    return pl.when(empty).then(None).otherwise(text)
