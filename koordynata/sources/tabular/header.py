"""Which column is which: by the header's words, never by position."""

import csv
import re
import unicodedata

from ..refusal import FileRefused
from .layout import Column, Layout

DELIMITERS = ";\t,"


def plain(name: str) -> str:
    """A header as it is compared: lower case, without Polish letters, punctuation and doubled blanks."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    ascii_only = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", " ", ascii_only).strip()


def split_header(line: str, layout: Layout) -> tuple[list[str], str]:
    """The names in a header line and the delimiter under which most of them are known."""
    known = {plain(name) for column in layout.columns for name in column.names}
    splits = [(_cells(line, delimiter), delimiter) for delimiter in DELIMITERS]
    return max(splits, key=lambda split: (sum(plain(name) in known for name in split[0]), len(split[0])))


def _cells(line: str, delimiter: str) -> list[str]:
    return [name.strip().removeprefix("=").strip('"') for name in next(csv.reader([line], delimiter=delimiter))]


def match_columns(names: list[str], layout: Layout, line: int = 1) -> dict[str, int]:
    """Field → index of its column in the file. FileRefused names what is missing or stands there twice."""
    places: dict[str, list[int]] = {}
    for index, name in enumerate(names):
        places.setdefault(plain(name), []).append(index)
    found = {column.name: _find(column, places, layout, line) for column in layout.columns}
    missing = [column.header for column in layout.columns if column.required and found[column.name] is None]
    if missing:
        raise FileRefused("columns_missing", line=line, columns=", ".join(missing))
    return {name: index for name, index in found.items() if index is not None}


def _find(column: Column, places: dict[str, list[int]], layout: Layout, line: int) -> int | None:
    for name in column.names:
        indexes = places.get(plain(name), [])
        if len(indexes) > 1 and not layout.repeats(column):
            raise FileRefused("column_twice", line=line, column=column.header)
        if len(indexes) >= column.occurrence:
            return indexes[column.occurrence - 1]
    return None
