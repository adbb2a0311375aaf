"""Text → records, each with the physical line on which it starts.

Nearly every line of a register is a record of its own; those pass in bulk. Only lines with an odd number of
quotation marks, or with marks in odd places, are looked at one by one (`careful`).
"""

from dataclasses import dataclass, field

import polars as pl

from ..reading import LINE, Problem
from ..refusal import FileRefused
from .careful import CarefulReading

TEXT = "text"


@dataclass
class Records:
    """A frame of `_line` and `text` (one well-formed record each), what was left out, how many there were."""

    frame: pl.DataFrame
    total: int
    problems: list[Problem] = field(default_factory=list)


def split_records(lines: list[str], start: int, width: int, delimiter: str) -> Records:
    """The records below line `start` that have `width` cells; FileRefused when the last one breaks off."""
    frame = _described(lines, start, delimiter)
    careful = CarefulReading(lines, width, delimiter)
    careful.read(frame.filter("odd")[LINE].to_list())
    simple = frame.filter(~pl.col("odd"))
    if careful.swallowed:
        simple = simple.filter(~pl.col(LINE).is_in(list(careful.swallowed)))
    wrong = simple.filter(pl.col("cells") != width)
    _refuse_if_cut(wrong, lines, width)
    problems = [wrong_width(line, cells, width) for line, cells in wrong.select(LINE, "cells").iter_rows()]
    right = pl.concat([simple.filter(pl.col("cells") == width).select(LINE, TEXT), careful.frame()]).sort(LINE)
    return _without_controls(right, careful.problems + problems, total=len(simple) + careful.count)


def wrong_width(line: int, found: int, expected: int) -> Problem:
    """A row with too few or too many cells."""
    return Problem("row_cells", line, params={"found": found, "expected": expected})


def _described(lines: list[str], start: int, delimiter: str) -> pl.DataFrame:
    """Lines with something in them: their number, whether they need a careful reading, their number of cells."""
    frame = pl.DataFrame({LINE: pl.int_range(1, len(lines) + 1, eager=True), TEXT: lines}).slice(start)
    frame = frame.with_columns(marked=_marked(delimiter))
    plain = frame.filter(~pl.col("marked")).with_columns(odd=pl.lit(False), cells=_count(TEXT, delimiter))
    marked = frame.filter("marked").with_columns(bare=_bare(delimiter))
    marked = marked.with_columns(odd=_odd(delimiter), cells=_count("bare", delimiter)).drop("bare")
    frame = pl.concat([plain, marked]).sort(LINE).drop("marked")
    return frame.filter(pl.col("odd") | pl.col(TEXT).str.contains(f'[^{delimiter}\\s"]'))


def _count(column: str, delimiter: str) -> pl.Expr:
    return pl.col(column).str.count_matches(delimiter, literal=True).cast(pl.Int64) + 1


def _marked(delimiter: str) -> pl.Expr:
    """Whether quotation marks may mean something: one opens a cell, or their number is odd."""
    text = pl.col(TEXT)
    opens = text.str.starts_with('"') | text.str.contains(f'{delimiter}"', literal=True)
    return opens | (text.str.count_matches('"', literal=True) % 2 == 1)


def _bare(delimiter: str) -> pl.Expr:
    """The line without its quoted cells, so that delimiters inside them do not count."""
    return pl.col(TEXT).str.replace_all(f'(^|{delimiter})"(?:[^"]|"")*"', "$1")


def _odd(delimiter: str) -> pl.Expr:
    """Whether a line has an odd number of quotation marks, text after a closing one, or an open quoted cell."""
    text = pl.col(TEXT)
    odd_number = text.str.count_matches('"', literal=True) % 2 == 1
    behind = text.str.contains(f'(?:^|{delimiter})"(?:[^"]|"")*"[^"{delimiter}]')
    return odd_number | behind | pl.col("bare").str.contains(f'(?:^|{delimiter})"')


def _refuse_if_cut(wrong: pl.DataFrame, lines: list[str], width: int) -> None:
    """The very last line, without an end and with too few cells: the file was cut."""
    if wrong.is_empty():
        return
    line, cells = wrong.select(LINE, "cells").row(-1)
    if line == len(lines) and cells < width:
        raise FileRefused("file_truncated", line=line)


def _without_controls(frame: pl.DataFrame, problems: list[Problem], total: int) -> Records:
    """Leave out lines with invisible characters."""
    bad = pl.col(TEXT).str.contains(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
    if not frame.select(bad.any()).item():
        return Records(frame, total, problems)
    problems += [Problem("row_control_character", line) for line in frame.filter(bad)[LINE]]
    return Records(frame.filter(~bad), total, problems)
