"""Thresholds of monitoring, as data (data/monitoring.csv): an office may settle its own."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from koordynata.foundation.dated import Dated, provenance, rows


@dataclass(frozen=True)
class Threshold(Dated):
    """One number from which monitoring speaks up."""

    value: int


@cache
def _thresholds() -> tuple[Threshold, ...]:
    return tuple(
        Threshold(row["id"], row["name_pl"], row["name_en"], value=int(row["value"]), **provenance(row))
        for row in rows("koordynata.programme", "monitoring")
    )


def threshold(name: str, day: date) -> Threshold:
    """The one in force on a day. Raises StopIteration for an unknown name."""
    return next(one for one in _thresholds() if one.id == name and one.holds_on(day))
