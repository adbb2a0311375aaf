"""Numbers of the regions as a page and a file show them."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from koordynata.foundation.tables import Column, Kind
from koordynata.programme.common_indicators import CommonIndicator
from koordynata.programme.lights import Light, light_for
from koordynata.programme.queries.national import Cell, Comparison
from koordynata.programme.rules import may_run, may_see

from ..charts.marks import region_bar
from ..downloads import HOUSE, Origin
from ..requests import person_of

PER = {
    "pupils": pgettext_lazy("national", "per 1,000 pupils"),
    "inhabitants": pgettext_lazy("national", "per 1,000 inhabitants"),
}


@dataclass(frozen=True)
class NationalRow:
    """One region's number with its light, its bar on the scale of all regions, and what this reader may open."""

    cell: Cell
    light: Light | None
    bar: SafeString | None
    per: str
    ranked: int
    own: bool
    writes: bool


def rows_of(request: HttpRequest, found: Comparison, indicator: CommonIndicator) -> list[NationalRow]:
    """One indicator over the regions that have a programme: the ranked ones first."""
    cells = [cell for cell in found.row(indicator) if cell.region.version]
    most = max((abs(number) for cell in cells if (number := _number(cell)) is not None), default=Decimal(0))
    below = any((_number(cell) or 0) < 0 for cell in cells)
    return [_row(request, cell, most, below, found.ranked(indicator)) for cell in cells]


def _row(request: HttpRequest, cell: Cell, most: Decimal, below: bool, ranked: int) -> NationalRow:
    user, programme, number = person_of(request), cell.region.programme, _number(cell)
    own = programme is not None and may_see(user, programme)
    day = cell.region.period.ends if cell.region.period else None
    drawn = number is not None and most and cell.rank is not None
    return NationalRow(
        cell, light_for(cell.progress, day) if day else None,
        region_bar(float(number / most), own=own, below_zero=below) if drawn and number is not None else None,
        str(PER.get(cell.wanted.per, "")), ranked, own,
        own and programme is not None and cell.region.period is not None and may_run(user, programme),
    )  # fmt: skip


def _number(cell: Cell) -> Decimal | None:
    return cell.scaled if cell.wanted.per else cell.value


def origins_of(found: Comparison) -> list[Origin]:
    """Approved values of the programmes as of the end of the span; pupils by whom regions are scaled."""
    day = found.span.ends if found.span else None
    more = [Origin(vintage, str(PER.get(per, per)), day) for per, vintage in found.vintages.items() if vintage]
    return [Origin(HOUSE, _("approved values of regional programmes"), day), *more]


def _plain(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


_T, _N = Kind.TEXT, Kind.NUMBER
COLUMNS: list[Column[Cell]] = [
    Column(gettext_lazy("Common indicator"), _T, gettext_lazy("Code in the common set"), lambda one: one.wanted.id),
    Column(gettext_lazy("Version of the set"), _T, gettext_lazy("Definitions change with it"),
           lambda one: one.wanted.set_version),
    Column(gettext_lazy("Name"), _T, gettext_lazy("In the reader's language"), lambda one: one.wanted.name),
    Column(gettext_lazy("Unit"), _T, gettext_lazy("Of value and target"), lambda one: one.wanted.unit),
    Column(gettext_lazy("Region"), _T, gettext_lazy("Voivodeship"), lambda one: one.region.territory.name),
    Column(gettext_lazy("TERYT code"), _T, gettext_lazy("Of the voivodeship"), lambda one: one.region.territory.code),
    Column(gettext_lazy("First day"), Kind.DATE, gettext_lazy("Of the reporting period"),
           lambda one: one.region.period.starts if one.region.period else None),
    Column(gettext_lazy("Last day"), Kind.DATE, gettext_lazy("Of the reporting period"),
           lambda one: one.region.period.ends if one.region.period else None),
    Column(gettext_lazy("Value"), _N, gettext_lazy("Approved values alone, as of the last day"),
           lambda one: _plain(one.value)),
    Column(gettext_lazy("Planned by now"), _N, gettext_lazy("By the version in force on the last day"),
           lambda one: _plain(one.target)),
    Column(gettext_lazy("Progress"), _N, gettext_lazy("Share of the way from the baseline; 1: reached"),
           lambda one: _plain(one.progress)),
    Column(gettext_lazy("Reported"), Kind.INTEGER, gettext_lazy("Approved values of the period"),
           lambda one: one.reported),
    Column(gettext_lazy("Expected"), Kind.INTEGER, gettext_lazy("Values that the number is made of"),
           lambda one: one.expected),
    Column(gettext_lazy("Per 1,000"), _N, gettext_lazy("By which regions of unequal size are compared"),
           lambda one: _plain(one.scaled)),
    Column(gettext_lazy("Place"), Kind.INTEGER, gettext_lazy("Only where numbers are comparable"),
           lambda one: one.rank),
    Column(gettext_lazy("Why there is no place"), _T, gettext_lazy("What stands against comparing"),
           lambda one: " ".join(one.obstacles)),
    Column(gettext_lazy("Comment of the region"), _T, gettext_lazy("Written by its office"),
           lambda one: one.comment.text if one.comment else ""),
]  # fmt: skip
