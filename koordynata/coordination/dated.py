"""Rows of what an office may change, for all regions or for one (data/*.csv)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from koordynata.foundation import dated
from koordynata.foundation.dated import spoken

__all__ = ["Dated", "common", "rows", "spoken"]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one file of the room."""
    return dated.rows(__package__, name)


@dataclass(frozen=True)
class Dated(dated.Dated):
    """A dated row. `region` is a TERYT code; empty: all regions."""

    region: str

    def in_force(self, day: date, region: str) -> bool:
        """Whether the row holds on a day in a region."""
        return self.holds_on(day) and self.region in ("", region)


def common(row: dict[str, str]) -> dict[str, Any]:
    """The fields of `Dated`, read."""
    return {name: row[name] for name in ("id", "region", "name_pl", "name_en")} | dated.provenance(row)
