"""A gap taken apart into what pushed it where."""

from collections.abc import Sequence
from math import floor

from django.utils.translation import gettext_lazy as _

from ..method import PartRule, gap_method
from ..metrics import units
from ..warehouse.reading import NoWarehouse, Row, Warehouse, warehouse
from .cells import gap_row, histories, read_cells, spoken
from .figures import Figure, GapClass, Silence
from .lookup import sources_of
from .shapes import GapPart, GapParts, GapRow

TITLES = {
    "barometer_relation": _("Occupational Barometer: supply against demand"),
    "barometer_demand": _("Occupational Barometer: change in demand"),
    "offers_per_graduate": _("Job offers per graduate"),
    "offers_per_unemployed": _("Job offers per registered unemployed"),
    "forecast_level": _("Forecast of demand for VET occupations"),
    "graduates_unemployed": _("Graduates unemployed a year after school"),
    "intake_change": _("Change of intake into first grades"),
    "unemployment_rate": _("Registered unemployment rate"),
}
# Part → metric whose card explains it, unit of its value, inputs.
_ABOUT: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "barometer_relation": ("barometer", units.STEPS, ("rating",)),
    "barometer_demand": ("barometer", units.STEPS, ("rating",)),
    "offers_per_graduate": ("vacancies", units.OFFERS_PER_PERSON, ("flow", "offer_graduates")),
    "offers_per_unemployed": ("unemployed", units.OFFERS_PER_PERSON, ("flow",)),
    "forecast_level": ("forecast_level", units.POINTS, ("forecast",)),
    "graduates_unemployed": ("graduates_work", units.PERCENT, ("outcome",)),
    "intake_change": ("intake_change", units.PERCENT, ("offer_pupils",)),
    "unemployment_rate": ("unemployment_rate", units.PERCENT, ("observation",)),
}
_PLAIN = {"forecast_level": "forecast_points"}  # parts whose column has another name
_PEOPLE = {"offers_per_graduate": "graduates", "offers_per_unemployed": "unemployed"}


def gap_parts(territory: str, occupation: str, year: int) -> GapParts | None:
    """The gap taken apart. `occupation` may also be a branch, or `ALL`. None: nothing is known of the cell."""
    try:
        house = warehouse()
    except NoWarehouse:
        return None
    cells = read_cells(house, "territory = ? AND year = ? AND subject = ?", [territory, year, occupation])
    if not cells:
        return None
    past = histories(house, "territory = ? AND subject = ?", [territory, occupation])
    row = gap_row(house, cells[0], territory, occupation, year, past.get((territory, occupation)))
    return _taken_apart(house, cells[0], row)


def _taken_apart(house: Warehouse, cell: Row, row: GapRow) -> GapParts:
    method = gap_method()
    known = [rule for rule in method.parts if cell[f"sub_{rule.id}"] is not None]
    shown = in_whole_points([cell[f"points_{rule.id}"] for rule in known])
    parts, end = [], 0.0
    for rule in method.parts:
        points = cell[f"points_{rule.id}"] if rule in known else None
        start, end = end, end + (points or 0.0)
        parts.append(
            GapPart(
                id=rule.id,
                title=str(TITLES[rule.id]),
                value=part_value(house, cell, rule, row.territory_code, row.year),
                subscore=cell[f"sub_{rule.id}"],
                weight=rule.weight,
                share=rule.weight / cell["weight_known"] if points is not None else None,
                points=points,
                points_shown=shown[known.index(rule)] if points is not None else None,
                start=start if points is not None else None,
                end=end if points is not None else None,
                sources=sources_of(house, _ABOUT[rule.id][2], row.territory_code, _year(cell, rule, row.year)),
            )
        )
    without, letter = _without_strongest(cell, known) if row.score.known else (None, None)
    return GapParts(
        row,
        tuple(parts),
        method.version,
        method.minimum_parts,
        sum(shown) if row.score.known else None,
        without,
        letter,
    )


def in_whole_points(points: Sequence[float]) -> list[int]:
    """Whole numbers that add up to the rounded sum: the largest remainders are rounded up."""
    whole = [floor(p) for p in points]
    short = floor(sum(points) + 0.5) - sum(whole)
    by_remainder = sorted(range(len(points)), key=lambda i: (whole[i] - points[i], i))
    for index in by_remainder[:short]:
        whole[index] += 1
    return whole


def _year(cell: Row, rule: PartRule, year: int) -> int:
    told: int | None = cell.get(f"{rule.id}_year")
    return told or year


def part_value(house: Warehouse, cell: Row | None, rule: PartRule, territory: str, year: int) -> Figure:
    """The value as people read it: offers per person where the method takes their balance."""
    metric, unit, inputs = _ABOUT[rule.id]
    if cell is None:
        return Figure(None, Silence.MISSING, unit, metric, year)
    told = _year(cell, rule, year)
    if rule.id in _PEOPLE:
        people, offers = cell[_PEOPLE[rule.id]], cell["vacancies"]
        nobody = people == 0 and offers is not None
        value = None if people in {None, 0} or offers is None else offers / people
        silence = Silence.NOT_APPLICABLE if nobody else Silence.MISSING
    else:
        value, silence = cell[_PLAIN.get(rule.id, rule.id)], Silence.MISSING
    number, why = spoken(value, cell[f"out_{rule.id}"], silence)
    return Figure(number, why, unit, metric, told, sources=sources_of(house, inputs, territory, told))


def _without_strongest(cell: Row, known: list[PartRule]) -> tuple[float | None, GapClass | None]:
    strongest = max(known, key=lambda rule: abs(cell[f"points_{rule.id}"]))
    others = [rule for rule in known if rule is not strongest]
    weight = sum(rule.weight for rule in others)
    if not weight:
        return None, None
    score = sum(cell[f"sub_{rule.id}"] * rule.weight for rule in others) / weight
    return score, class_of(score)


def class_of(score: float) -> GapClass:
    """The class of a score; a limit belongs to the class nearer to balance."""
    score = round(score, 6)  # on a limit, the last bit must not decide
    for rule in gap_method().classes:
        closed_below, closed_above = not rule.letter.startswith("N"), not rule.letter.startswith("D")
        above = score > rule.above or (closed_below and score == rule.above)
        below = score < rule.up_to or (closed_above and score == rule.up_to)
        if above and below:
            return GapClass(rule.letter)
    raise ValueError(score)
