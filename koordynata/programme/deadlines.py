"""When reports of periods are due: so many days after the period's end, by data (data/report_deadlines.csv)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from koordynata.foundation.dated import Dated, provenance, rows, spoken
from koordynata.foundation.working_days import ONE, is_working


@dataclass(frozen=True)
class ReportDeadline(Dated):
    """Termin sprawozdania of one kind of programme. `days`: calendar days after the period's last day."""

    kind: str
    days: int
    basis_pl: str
    basis_en: str

    @property
    def basis(self) -> str:
        """From what it follows, in the reader's language."""
        return spoken(self.basis_pl, self.basis_en)

    def due(self, ends: date) -> date:
        """The last day for the report of a period that ends on a day; moved to the next working day."""
        day = ends + timedelta(days=self.days)
        while not is_working(day):
            day += ONE
        return day


@cache
def report_deadlines() -> tuple[ReportDeadline, ...]:
    """All of them, in the order of the file."""
    words = ("id", "kind", "name_pl", "name_en", "basis_pl", "basis_en")
    return tuple(
        ReportDeadline(**{name: row[name] for name in words}, days=int(row["days"]), **provenance(row))  # type: ignore[arg-type]
        for row in rows(__package__, "report_deadlines")
    )


def deadline_for(kind: str, ends: date) -> ReportDeadline | None:
    """The one in force for a kind of programme on a period's last day; None where the data know none."""
    return next((one for one in report_deadlines() if one.kind == kind and one.holds_on(ends)), None)
