"""The export, CSV or XLSX → typed rows. Columns that the file lacks are left out, so that nothing is blanked."""

from dataclasses import replace

import polars as pl

from ..enums import Severity
from ..reading import Problem, Reading
from ..refusal import FileRefused
from ..tabular.header import match_columns, split_header
from ..tabular.read import header_line, read_text
from ..tabular.workbook import text_of
from .layout import LAYOUT, NUMBERS
from .remarks import remarks


def read(data: bytes) -> Reading:
    """Rows named like the columns of `LAYOUT`; REGON and NIP with a wrong check digit are kept, with a remark."""
    try:
        return _read(text_of(data, LAYOUT))
    except FileRefused as refused:
        return refused.reading()


def _read(text: str) -> Reading:
    present, strange = _header(text)
    reading = read_text(text, LAYOUT)
    rows = reading.rows.drop([column.name for column in LAYOUT.columns if column.name not in present])
    mentioned = rows.select("rspo") if not reading.rejected else _mentioned(text, reading.total)
    problems = [*strange, *reading.problems, *remarks(rows, LAYOUT)]
    return replace(reading, rows=rows, problems=problems, mentioned=mentioned)


def _header(text: str) -> tuple[set[str], list[Problem]]:
    """Which of our columns the file has, and a remark for each column that is not ours: it is not read."""
    lines = text.split("\n", 50)
    first = header_line(lines)
    names, _delimiter = split_header(lines[first - 1], LAYOUT)
    places = match_columns(names, LAYOUT, first)
    ours = set(places.values())
    strange = [name for place, name in enumerate(names) if place not in ours and name]
    for name in strange:
        if "?" in name:  # our headers are full of Polish letters: some program has lost them
            raise FileRefused("file_letters_lost", line=first, column=name[:100])
    remark = Severity.REMARK
    return set(places), [Problem("column_unknown", first, name[:100], severity=remark) for name in strange]


def _mentioned(text: str, total: int) -> pl.DataFrame | None:
    """The numbers of all rows, also of those rejected for another cell; None when some row's number cannot be read."""
    numbers = read_text(text, NUMBERS)
    return numbers.rows.select("rspo") if numbers.rows.height == total else None
