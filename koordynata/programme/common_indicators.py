"""The common indicators of the sixteen programmes, as data: a versioned set, each with how it is counted."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from koordynata.foundation.dated import Dated, provenance, rows, spoken

from .enums import OverElements, OverTime
from .models import Measure

_OWN = ("id", "name_pl", "name_en", "set_version", "unit_pl", "unit_en", "over_time", "over_elements", "direction",
        "per", "definition_pl", "definition_en")  # fmt: skip


@dataclass(frozen=True)
class CommonIndicator(Dated):
    """Wskaźnik wspólny. `per`: by 1,000 of what regions are compared (`pupils`, `inhabitants`); empty: as it is."""

    set_version: str
    unit_pl: str
    unit_en: str
    over_time: str
    over_elements: str
    direction: str
    per: str
    definition_pl: str
    definition_en: str

    @property
    def unit(self) -> str:
        """In the reader's language."""
        return spoken(self.unit_pl, self.unit_en)

    @property
    def definition(self) -> str:
        """In the reader's language."""
        return spoken(self.definition_pl, self.definition_en)

    @property
    def from_the_beginning(self) -> bool:
        """Whether the number grows from a programme's first day on, so that first days must be the same."""
        return self.over_time != OverTime.STATE


@cache
def _indicators() -> tuple[CommonIndicator, ...]:
    table = rows("koordynata.programme", "common_indicators")
    return tuple(CommonIndicator(**_own(row), **provenance(row)) for row in table)


def _own(row: dict[str, str]) -> dict[str, Any]:
    return {name: row[name] for name in _OWN}


def common_indicators(day: date) -> list[CommonIndicator]:
    """The set in force on a day, by code."""
    return sorted((one for one in _indicators() if one.holds_on(day)), key=lambda one: one.id)


def counted_otherwise(measure: Measure, wanted: CommonIndicator) -> list[str]:
    """In what a region's card differs from the common definition; empty: it is the same number."""
    found = []
    if measure.unit.strip().casefold() != wanted.unit_pl.casefold():
        found.append(_("unit: %(own)s, in the common set %(common)s") % {"own": measure.unit, "common": wanted.unit_pl})
    for own, common, names in (
        (measure.over_time, wanted.over_time, OverTime), (measure.over_elements, wanted.over_elements, OverElements),
    ):  # fmt: skip
        if own != common:
            words = {"own": names(own).label, "common": names(common).label}
            found.append(_("%(own)s, in the common set: %(common)s") % words)
    if measure.direction != wanted.direction:
        found.append(_("the other direction of change"))
    return found
