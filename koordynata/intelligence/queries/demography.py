"""Young people of a territory: those who turn fifteen, counted or foreseen from births."""

import re

from koordynata.sources.models import Imported

from ..method import variables
from ..metrics import units
from ..models import Observation
from .figures import Figure, Silence, SourceRef

ENTRANTS = "entrants"
AGE = 15


def young_people(territory: str, first: int, last: int) -> tuple[Figure, ...]:
    """People who turn fifteen in each year: births fifteen years earlier, or the population of that age.

    One row for each year from `first` to `last`; a year of which nothing is known is missing. Two queries.
    """
    births, people = _values(territory, "births"), _values(territory, "population_15")
    found = people | {year + AGE: row for year, row in births.items()}
    return tuple(_figure(year, found.get(year)) for year in range(first, last + 1))


def _values(territory: str, role: str) -> dict[int, Observation]:
    rows = Observation.objects.filter(territory__code=territory, period="", value__isnull=False, withdrawn_run=None)
    found: dict[int, Observation] = {}
    # A total is the largest of its own breakdowns, should a file hold both.
    for row in rows.select_related("created_run__snapshot").order_by("year", "-value", "variable"):
        if row.year not in found and _role_of(row.variable) == role:
            found[row.year] = row
    return found


def _role_of(variable: str) -> str:
    return next((role for role, yes, no in variables() if re.search(yes, variable) and not re.search(no, variable)), "")


def _figure(year: int, row: Observation | None) -> Figure:
    if row is None:
        return Figure(None, Silence.MISSING, units.PEOPLE, ENTRANTS, year)
    return Figure(row.value, None, units.PEOPLE, ENTRANTS, year, sources=source_of(row))


def source_of(row: Imported) -> tuple[SourceRef, ...]:
    """The snapshot that brought a row; none for one entered by hand."""
    if row.created_run is None:
        return ()
    one = row.created_run.snapshot
    return (SourceRef(one.publisher, one.file_name, one.vintage, one.pk, 1, one.is_sample),)
