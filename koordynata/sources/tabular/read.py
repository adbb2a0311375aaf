"""The one call that readers make."""

from ..reading import Problem, Reading
from ..refusal import FileRefused
from .cells import read_cells
from .checking import check
from .duplicates import drop_duplicates
from .header import match_columns, split_header
from .layout import Layout
from .lines import split_records
from .workbook import text_of


def read_table(data: bytes, layout: Layout) -> Reading:
    """Read a text file by its layout: checked, typed rows, and what is wrong with the rest.

    A file that cannot be read as a whole comes back without rows and with one problem of severity FILE.
    """
    try:
        return read_text(text_of(data, layout), layout)
    except FileRefused as refused:
        return refused.reading()


def read_text(text: str, layout: Layout) -> Reading:
    """The same for text that is decoded already; raises FileRefused."""
    lines = text.split("\n")
    first = header_line(lines)
    names, delimiter = split_header(lines[first - 1], layout)
    places = match_columns(names, layout, first)
    records = split_records(lines, first, len(names), delimiter)
    if records.total == 0:
        raise FileRefused("file_without_rows", line=first)
    rows, problems = check(read_cells(records, names, places, layout, delimiter), layout)
    rows, doubles = drop_duplicates(rows, layout)
    return Reading(rows, _in_order(records.problems + problems + doubles), records.total)


def header_line(lines: list[str]) -> int:
    """The number of the first line that says something; Excel's `sep=;` says nothing."""
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lower().startswith("sep="):
            return number
    raise FileRefused("file_empty")


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.line or 0)
