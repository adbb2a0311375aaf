"""Lines with odd quotation marks, one by one.

A cell with a line break joins the lines that follow; a stray mark is kept as a letter; a mark that is opened and
never closed costs its own line and no other.
"""

import csv
import io
from dataclasses import dataclass, field

import polars as pl

from ..reading import LINE, Problem
from ..refusal import FileRefused

REACH = 12  # odd lines over which a quoted cell may go on
END = "\x03"  # a mark of our own behind the record: it comes back alone only when every quoted cell is closed


@dataclass
class CarefulReading:
    """Records made from odd lines, written anew so that every parser reads the same cells."""

    lines: list[str]
    width: int
    delimiter: str
    records: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    swallowed: set[int] = field(default_factory=set)  # lines that belong to a record above them
    count: int = 0

    def read(self, odd: list[int]) -> None:
        """Go through the odd lines; each begins a record unless an earlier one reaches over it."""
        for place, line in enumerate(odd):
            if line not in self.swallowed:
                self.count += 1
                self._read_one(line, odd[place + 1 : place + 1 + REACH])

    def frame(self) -> pl.DataFrame:
        """The records with the line on which each starts."""
        return pl.DataFrame(self.records, schema={LINE: pl.Int64, "text": pl.String}, orient="row")

    def _read_one(self, line: int, later: list[int]) -> None:
        cells = self._parse(self.lines[line - 1])
        if cells is None:
            self._join(line, later)
        elif len(cells) == self.width:
            self._keep(line, cells)
        else:
            self.problems.append(
                Problem("row_cells", line, params={"found": len(cells), "expected": self.width}),
            )

    def _join(self, start: int, later: list[int]) -> None:
        """A quoted cell that goes on below, up to the line with its closing mark."""
        for end in later:
            cells = self._parse("\n".join(self.lines[start - 1 : end]))
            if cells is not None:
                break
        else:
            cells = None
        if cells is not None and self._believable(cells):
            self.swallowed.update(range(start + 1, end + 1))
            self._keep(start, cells)
        elif start == len(self.lines):
            raise FileRefused("file_truncated", line=start)
        else:
            self.problems.append(Problem("row_open_quote", start, value=self.lines[start - 1][:200]))

    def _believable(self, cells: list[str]) -> bool:
        """Whether it is one row, and not two of which the second was swallowed by a forgotten mark."""
        broken = [cell for cell in cells if "\n" in cell]
        return len(cells) == self.width and all(cell.count(self.delimiter) < max(self.width - 1, 1) for cell in broken)

    def _parse(self, record: str) -> list[str] | None:
        """The cells; None when a quoted cell stays open."""
        source = io.StringIO(f"{record}{self.delimiter}{END}", newline="")
        try:
            rows = list(csv.reader(source, delimiter=self.delimiter))
        except csv.Error:
            return None
        return rows[0][:-1] if len(rows) == 1 and rows[0][-1] == END else None

    def _keep(self, line: int, cells: list[str]) -> None:
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, quoting=csv.QUOTE_ALL, lineterminator="").writerow(cells)
        self.records.append((line, out.getvalue()))
