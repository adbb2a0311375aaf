"""What metric expressions stand on: published figures of people, bridges, and the other inputs at powiat grain."""

from dataclasses import dataclass
from functools import cached_property

import ibis
import ibis.expr.types as ir

from . import nodes
from .grid import Grid

KEYS = ("territory", "subject", "year")


@dataclass(frozen=True)
class Ground:
    """`figures`: measure × territory × subject × year × layer, already suppressed. The rest is as staged."""

    figures: ir.Table
    powiats: ir.Table  # (unit, territory)
    subjects: ir.Table  # (occupation, subject)
    staged: dict[str, ir.Table]
    grid: Grid  # of units and occupations

    def measure(self, name: str, layer: str = "all") -> ir.Table:
        """One measure of people above the single school: territory, subject, year, value, hidden."""
        f = self.figures
        mine = f.filter((f.measure == name) & (f.layer == layer) & ~f.territory.startswith("s"))
        return mine.select(*KEYS, "value", "hidden")

    def by_powiat(self, name: str) -> ir.Table:
        """A staged table with `unit`, the powiat's code; rows for larger territories left out."""
        rows = self.staged[name]
        return rows.mutate(unit=nodes.powiat_of(rows.place)).filter(ibis._.unit != "")

    def spread(self, rows: ir.Table) -> ir.Table:
        """Rows of (unit, occupation, …) repeated for every territory and subject they count into."""
        return rows.join(self.powiats, "unit").join(self.subjects, "occupation")

    @cached_property
    def territories(self) -> ir.Table:
        """code, kind, voivodeship (two digits, or empty) of every territory."""
        t = self.staged["territory"]
        first = t.path[:2]
        return t.select("code", "kind", voivodeship=ibis.ifelse(first.re_search("^[0-9]{2}$"), first, ""))
