"""Writing the sample's files: `;`, UTF-8 with BOM and CRLF, as the registers' own exports come."""

import csv
from collections.abc import Iterable
from pathlib import Path

Row = tuple[object, ...]


def write_table(file: Path, header: Iterable[str], rows: Iterable[Row], *, quoted: bool = True) -> int:
    """Write one file; the number of rows. Not `quoted`: quotation marks stand bare, as in the register of schools."""
    count = 0
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, _Quoted if quoted else _Bare)
        writer.writerow(header)
        for count, row in enumerate(rows, start=1):  # noqa: B007 - the last count is the answer
            writer.writerow(row)
    return count


class _Quoted(csv.Dialect):
    delimiter, lineterminator = ";", "\r\n"
    quoting, quotechar = csv.QUOTE_MINIMAL, '"'


class _Bare(csv.Dialect):
    delimiter, lineterminator = ";", "\r\n"
    quoting, quotechar = csv.QUOTE_NONE, None


def excel_text(value: object) -> str:
    """A code as the register of schools writes it, so that a spreadsheet keeps its zeros: `="0601011"`."""
    return f'="{value}"' if value else ""
