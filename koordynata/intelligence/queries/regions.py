"""The same figure in every voivodeship."""

from dataclasses import dataclass

from koordynata.foundation.alphabet import polish_key

from ..method import gap_method
from ..metrics.catalogue import COLUMNS
from ..warehouse.nodes import ALL
from ..warehouse.reading import NoWarehouse, Row, Warehouse, warehouse
from .cells import figure
from .figures import Figure
from .lookup import territories
from .parts import part_value


@dataclass(frozen=True)
class RegionFigure:
    """One voivodeship by its name, with the figure; `rank` counts from the highest, None where it is not known."""

    code: str
    name: str
    figure: Figure
    rank: int | None


def across_regions(name: str, year: int, subject: str = "", *, part: bool = False) -> tuple[RegionFigure, ...]:
    """A metric, or a part of the gap, in each voivodeship, highest first; those without a number last, by name.

    Two reads at most, whatever is asked. Empty where the figure is not one of the cells.
    """
    rules = {rule.id: rule for rule in gap_method().parts}
    if name not in (rules if part else COLUMNS):
        return ()
    try:
        house = warehouse()
    except NoWarehouse:
        return ()
    cells = _cells(house, subject or ALL, year)
    regions = {code: row["name"] for code, row in territories(house).items() if row["kind"] == "voivodeship"}
    figures = {
        code: part_value(house, cells.get(code), rules[name], code, year)
        if part
        else figure(house, cells.get(code), name, code, year)
        for code in regions
    }
    return _ranked(regions, figures)


def _cells(house: Warehouse, subject: str, year: int) -> dict[str, Row]:
    rows = house.rows("SELECT * FROM region WHERE subject = ? AND year = ?", [subject, year])
    return {row["territory"]: row for row in rows}


def _ranked(names: dict[str, str], figures: dict[str, Figure]) -> tuple[RegionFigure, ...]:
    """Equal figures share a rank."""
    known = sorted((f.value for f in figures.values() if f.value is not None), reverse=True)
    ranks = {code: known.index(f.value) + 1 if f.value is not None else None for code, f in figures.items()}
    order = sorted(names, key=lambda code: (ranks[code] is None, ranks[code], polish_key(names[code])))
    return tuple(RegionFigure(code, names[code], figures[code], ranks[code]) for code in order)
