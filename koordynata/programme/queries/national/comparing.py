"""What may be ranked, and where not: why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from ...common_indicators import CommonIndicator, counted_otherwise
from ...enums import Direction
from ...models import Measure
from .rollup import Whole
from .shapes import Cell

THOUSAND = 1_000


def judge(cell: Cell, measures: list[Measure], whole: Whole | None) -> None:
    """Say of one number what stands against ranking it."""
    region, why = cell.region, cell.obstacles
    if region.version is None:
        why.append(_("No programme is in force."))
    elif region.period is None:
        why.append(_("The programme has no reporting period of these days."))
    elif not measures:
        why.append(_("The programme has no indicator with this common code."))
    elif len(measures) > 1:
        why.append(_("Several indicators carry this common code: %s.") % ", ".join(one.code for one in measures))
    elif whole is None:
        why.append(_("The elements' values are not put together, so there is no number of the whole programme."))
    else:
        why += [_("Counted otherwise: %s.") % one for one in counted_otherwise(measures[0], cell.wanted)]
        if not cell.complete:
            why.append(_("Approved values: %(n)d of %(of)d.") % {"n": cell.reported, "of": cell.expected})
        elif cell.value is None:
            why.append(_("There is no value."))


def scale(cells: Iterable[Cell], heads: Mapping[str, float]) -> None:
    """By 1,000 of what the definition names; without a figure of it, regions of unequal size are not ranked."""
    for cell in cells:
        if not cell.wanted.per or cell.value is None:
            continue
        number = heads.get(cell.region.territory.code)
        if number:
            cell.scaled = round(THOUSAND * cell.value / Decimal(str(number)), 2)
        elif not cell.obstacles:
            cell.obstacles.append(_no_heads(cell.wanted))


def _no_heads(wanted: CommonIndicator) -> str:
    if wanted.per == "pupils":
        return _("Regions differ in size, and no number of pupils has been loaded for this year.")
    return _("Regions differ in size, and the program holds no number of inhabitants.")


def same_beginning(cells: Iterable[Cell]) -> None:
    """What grows from the beginning is compared only between programmes that began to report on the same day."""
    there = [cell for cell in cells if not cell.obstacles and cell.wanted.from_the_beginning]
    days: Counter[date | None] = Counter(cell.region.first_day for cell in there)
    if len(days) < 2:
        return
    usual = min(days, key=lambda day: (-days[day], day or date.max))
    for cell in there:
        if cell.region.first_day != usual:
            cell.obstacles.append(_("It is counted from another first day than in the other regions."))


def rank(cells: list[Cell]) -> None:
    """Equal numbers share a place; one region alone is not ranked."""
    there = [cell for cell in cells if not cell.obstacles]
    if len(there) < 2:
        for cell in there:
            cell.obstacles.append(_("No other region has a comparable value."))
        return
    up = there[0].wanted.direction == Direction.UP
    numbers = sorted((_compared(cell) for cell in there), reverse=up)
    for cell in there:
        cell.rank = numbers.index(_compared(cell)) + 1


def _compared(cell: Cell) -> Decimal:
    number = cell.scaled if cell.wanted.per else cell.value
    return number if number is not None else Decimal(0)
