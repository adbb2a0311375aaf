"""Lines of the board as a page shows them: value, target, the way gone, the light."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from koordynata.programme.lights import Light, light_for
from koordynata.programme.queries.board import Line


@dataclass(frozen=True)
class LineRow:
    """One line as of one period."""

    line: Line
    value: Decimal | None
    target: Decimal | None
    final: Decimal | None
    progress: Decimal | None
    light: Light | None
    reported: int

    @property
    def is_partial(self) -> bool:
        """Whether some of what it is put together from is missing."""
        return self.reported < self.line.expected


def line_rows(lines: list[Line], at: int, day: date) -> list[LineRow]:
    """Rows as of the end of a period."""
    return [_row(one, at, day) for one in lines]


def _row(line: Line, at: int, day: date) -> LineRow:
    gone = line.progress(at)
    value, planned = line.value(at), line.target(at)
    return LineRow(line, value, planned, line.final_target, gone, light_for(gone, day), line.reported[at])
