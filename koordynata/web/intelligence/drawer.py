"""Finds the figure about which the drawer tells: a part of a gap, or a metric by its name."""

from dataclasses import dataclass

from koordynata.intelligence import queries
from koordynata.intelligence.queries import Figure, GapPart, RegionFigure, SourceRef
from koordynata.reference.models import Territory


@dataclass(frozen=True)
class Found:
    """A figure with what it is about."""

    title: str
    figure: Figure
    about: str  # occupation or branch, empty for all
    year: int
    sources: tuple[SourceRef, ...]
    card_id: str
    part: GapPart | None = None


@dataclass(frozen=True)
class Regions:
    """The figure in all voivodeships, the reader's own place among them, and the scale of their bars."""

    rows: tuple[RegionFigure, ...]
    own: RegionFigure | None
    known: int
    most: float
    below_zero: bool

    @property
    def told(self) -> tuple[RegionFigure, ...]:
        """Those of which something is known, be it that it is hidden."""
        return tuple(row for row in self.rows if row.figure.known or row.figure.suppressed)

    @property
    def untold(self) -> int:
        """Of how many nothing is known."""
        return len(self.rows) - len(self.told)

    def share(self, row: RegionFigure) -> float:
        """The length of a bar from 0 to 1, with its sign."""
        return (row.figure.value or 0) / self.most if self.most else 0.0


def compare_regions(name: str, found: Found, subject: str, own: str) -> Regions | None:
    """The comparison for a drawer; None where fewer than two voivodeships have the figure."""
    rows = queries.across_regions(name, found.year, subject, part=found.part is not None)
    values = [row.figure.value for row in rows if row.figure.value is not None]
    if len(values) < 2:
        return None
    mine = next((row for row in rows if row.code == own), None)
    return Regions(rows, mine, len(values), max(map(abs, values)), min(values) < 0)


def find_figure(name: str, place: Territory, year: int, subject: str, about: str) -> Found | None:
    """The figure of a part or a metric for a territory and an occupation, a branch, or everything."""
    return _of_part(name, place, year, subject, about) or _of_metric(name, place, year, subject, about)


def _of_part(name: str, place: Territory, year: int, subject: str, about: str) -> Found | None:
    """A part of the gap goes by its own name, since one metric may feed two parts."""
    parts = queries.gap_parts(place.code, subject, year) if subject else None
    part = next((part for part in parts.parts if part.id == name), None) if parts else None
    if part is None:
        return None
    return Found(part.title, part.value, about, year, part.sources, part.value.metric_id, part)


def _of_metric(name: str, place: Territory, year: int, subject: str, about: str) -> Found | None:
    try:
        answer = queries.metric_value(name, territory=place.code, year=year, subject=subject or None)
    except queries.NotAvailable:
        return None
    return Found(answer.card.title, answer.figure, about, year, answer.figure.sources, answer.card.id)
