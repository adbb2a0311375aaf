"""What a sheet is about: one occupation at one school, on one day; and the cells that several questions read."""

from datetime import date
from functools import cached_property

from koordynata.foundation.working_days import local_day
from koordynata.intelligence import queries
from koordynata.intelligence.metrics import units
from koordynata.intelligence.metrics.catalogue import CARDS, COLUMNS
from koordynata.intelligence.queries import Comparison, Figure, GapRow, Item, Silence
from koordynata.reference.models import Territory

from ..models import OpinionRequest
from .book import SourceBook


class About:
    """Read once for a sheet."""

    def __init__(self, request: OpinionRequest, day: date) -> None:
        self.request, self.day = request, day
        self.book = SourceBook()
        self.region, self.powiat = request.region.code, request.school.territory.code
        self.occupation = request.occupation.code
        years = [year for year in queries.available_years() if year <= day.year]
        self.year = years[0] if years else day.year
        self._known: dict[tuple[str, int], Comparison] = {}

    def level(self, place: str) -> str:
        """How figures of a place are called."""
        return "region" if place == self.region else "powiat"

    def years_back(self, number: int) -> list[int]:
        """The years that end with the newest, oldest first."""
        return list(range(self.year - number + 1, self.year + 1))

    def _compared(self, place: str, year: int) -> Comparison:
        if (place, year) not in self._known:
            self._known[place, year] = queries.compare((Item(place, self.occupation),), year)
        return self._known[place, year]

    def gap(self, place: str) -> GapRow:
        """The gap of the occupation in a place."""
        rows = self._compared(place, self.year).items
        return rows[0] if rows else _no_gap(place, self.occupation, self.year)

    def figures(self, place: str, year: int) -> dict[str, Figure]:
        """Every metric of the occupation in a place and year."""
        nothing = {name: Figure(None, Silence.MISSING, CARDS[name].unit, name, year) for name in COLUMNS}
        return nothing | {metric: found[0] for metric, found in self._compared(place, year).rows}

    @cached_property
    def applied(self) -> list[str]:
        """The key of the application itself as a source."""
        request = self.request
        title = f"wniosek {request.signature or 'roboczy'}, wersja {request.version}"
        day = local_day(request.submitted_at) if request.submitted_at else None
        return [self.book.key(request.school.name, title, day)]

    @cached_property
    def place(self) -> tuple[float, float] | None:
        """Where the school stands; without coordinates the seat of its powiat."""
        school, powiat = self.request.school, self.request.school.territory
        for one in (school, powiat):
            if one.lat is not None and one.lon is not None:
                return one.lat, one.lon
        return None

    @cached_property
    def seats(self) -> dict[str, tuple[float, float]]:
        """Seats of powiats by code."""
        rows = Territory.objects.filter(kind="powiat", lat__isnull=False, lon__isnull=False)
        found = rows.values_list("code", "lat", "lon").order_by("code")
        return {code: (lat, lon) for code, lat, lon in found if lat is not None and lon is not None}


def _no_gap(place: str, occupation: str, year: int) -> GapRow:
    missing = Figure(None, Silence.MISSING, units.POINTS, "gap", year)
    people = Figure(None, Silence.MISSING, units.PEOPLE, "graduates", year)
    return GapRow(occupation, "", "", "", place, "", year, missing, None, people, people, people)
