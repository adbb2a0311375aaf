"""By 1,000 of whom regions are compared: pupils of the warehouse."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from koordynata.intelligence.queries.regions import across_regions


@dataclass(frozen=True)
class Heads:
    """How many there are in each voivodeship, by its code, and of when; nothing where no file tells it."""

    numbers: Mapping[str, float] = field(default_factory=dict)
    vintage: str = ""


def heads_of(per: str, year: int) -> Heads:
    """Pupils of the state on 30 September last before the end of a year's span; of others nothing is held."""
    if per != "pupils":
        return Heads()
    for wanted in (year, year - 1):
        rows = across_regions("pupils", wanted)
        numbers = {row.code: row.figure.value for row in rows if row.figure.value}
        if numbers:
            publishers = sorted({one.publisher for row in rows for one in row.figure.sources})
            return Heads(numbers, f"{', '.join(publishers)}, {wanted}".lstrip(", "))
    return Heads()
