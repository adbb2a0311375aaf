"""The forecast of demand (art. 46b) as it was announced: the level of an occupation, or that it is not there."""

from dataclasses import dataclass
from datetime import date

from ..models import DemandForecast
from .demography import source_of
from .figures import SourceRef


@dataclass(frozen=True)
class Announced:
    """What the newest edition of a territory says of an occupation. `level` is empty where it is not in the list."""

    territory: str
    year: int
    level: str
    item: str  # of Monitor Polski
    sources: tuple[SourceRef, ...]


def announced(occupation: str, territory: str, on: date) -> Announced | None:
    """The edition in force on a day; None where no list of the territory was ever loaded."""
    lists = DemandForecast.objects.filter(territory__code=territory, withdrawn_run=None)
    rows = lists.select_related("created_run__snapshot")
    newest = rows.filter(year__lte=on.year).order_by("-year").first()
    if newest is None:
        return None
    mine = rows.filter(year=newest.year, occupation__code=occupation).first()
    row = mine or newest
    return Announced(territory, newest.year, mine.level if mine else "", row.gazette_item, source_of(row))
