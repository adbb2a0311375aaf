"""Instants, and stretches of time between two of them."""

from dataclasses import dataclass
from datetime import UTC, datetime


def instant(moment: datetime) -> datetime:
    """The same moment in UTC: two moments of one zone would be compared by what its clocks show, and in autumn an hour
    comes twice."""
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


@dataclass(frozen=True)
class Span:
    """From its first instant up to, not including, its last one; open where there is none."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        """Keep instants."""
        object.__setattr__(self, "start", instant(self.start))
        object.__setattr__(self, "end", instant(self.end) if self.end else None)

    def holds(self, at: datetime) -> bool:
        """Whether the instant lies inside."""
        return self.start <= at and (self.end is None or at < self.end)

    def edges(self) -> list[datetime]:
        """The instants at which something changes."""
        return [self.start] if self.end is None else [self.start, self.end]
