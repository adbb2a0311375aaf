"""Traffic lights: how far a number is on its way, by thresholds that are data (data/lights.csv)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from koordynata.foundation.dated import Dated, named, rows


@dataclass(frozen=True)
class Light(Dated):
    """One light, from a share of the planned way on."""

    least: Decimal


@cache
def _lights() -> tuple[Light, ...]:
    found = [Light(**named(row), least=Decimal(row["least"])) for row in rows("koordynata.programme", "lights")]
    return tuple(sorted(found, key=lambda one: one.least, reverse=True))


def lights(day: date) -> list[Light]:
    """The lights in force, from good to bad."""
    return [one for one in _lights() if one.holds_on(day)]


def light_for(progress: Decimal | None, day: date) -> Light | None:
    """The light of a share of the way that was to be gone by now; None where nothing can be said."""
    if progress is None:
        return None
    ordered = lights(day)
    return next((one for one in ordered if progress >= one.least), ordered[-1] if ordered else None)
