"""The shapes of the national comparison: a span of days, a region, one number of one region."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from koordynata.reference.models import Territory

from ...common_indicators import CommonIndicator
from ...models import Measure, Period, Programme, RegionalComment, Version


@dataclass(frozen=True, order=True)
class Span:
    """Reporting days that are compared: periods are matched by them, whatever they are called."""

    starts: date
    ends: date

    @property
    def key(self) -> str:
        """As it stands in an address."""
        return f"{self.starts.isoformat()}..{self.ends.isoformat()}"


@dataclass(frozen=True)
class Region:
    """A voivodeship with its programme in force on the last day of the span, and its period of just these days."""

    territory: Territory
    programme: Programme | None = None
    version: Version | None = None
    period: Period | None = None
    first_day: date | None = None  # of its first period: from when its numbers add up


@dataclass
class Cell:
    """One common indicator of one region as of the end of the span, from approved values alone.

    `obstacles` say why it cannot be ranked; empty: it is comparable. `scaled`: by 1,000 of the definition's `per`.
    """

    region: Region
    wanted: CommonIndicator
    measure: Measure | None = None
    value: Decimal | None = None
    target: Decimal | None = None
    baseline: Decimal | None = None
    progress: Decimal | None = None
    reported: int = 0
    expected: int = 0
    scaled: Decimal | None = None
    rank: int | None = None
    obstacles: list[str] = field(default_factory=list)
    comment: RegionalComment | None = None

    @property
    def complete(self) -> bool:
        """Whether everybody who was to report has an approved value for the period."""
        return self.expected > 0 and self.reported == self.expected


@dataclass
class Comparison:
    """All regions by the indicators of the set in force on the last day of the span."""

    span: Span | None
    spans: list[Span]
    regions: list[Region]
    indicators: list[CommonIndicator]
    cells: dict[tuple[str, str], Cell]  # by the territory's code and the indicator's
    vintages: dict[str, str] = field(default_factory=dict)  # of the denominators, by `per`

    def row(self, indicator: CommonIndicator) -> list[Cell]:
        """One indicator over the regions: the ranked ones first, then the others by name."""
        cells = [self.cells[one.territory.code, indicator.id] for one in self.regions]
        return sorted(cells, key=lambda cell: (cell.rank is None, cell.rank or 0))

    def of_region(self, code: str) -> list[Cell]:
        """All indicators of one region, in the order of the set."""
        return [self.cells[code, one.id] for one in self.indicators]

    def ranked(self, indicator: CommonIndicator) -> int:
        """How many regions are ranked by an indicator."""
        return sum(cell.rank is not None for cell in self.row(indicator))
