"""One figure by name, for the command line and for drawers."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..metrics.catalogue import CARDS, COLUMNS
from ..warehouse.nodes import ALL
from ..warehouse.reading import NoWarehouse, Warehouse, warehouse
from .cells import figure, read_cells, spoken
from .figures import Figure
from .lookup import remember, sources_of, subjects, territories, territory_name
from .profiles import metric_card
from .shapes import MetricCard


class NotAvailable(Exception):
    """The question names something that is not there; the text says what is."""


@dataclass(frozen=True)
class Answer:
    """One figure with what it is about."""

    figure: Figure
    card: MetricCard
    territory: str
    territory_name: str
    subject: str
    klass: str | None


def metric_value(metric_id: str, *, territory: str, year: int, subject: str | None = None) -> Answer:
    """The figure of a metric for a territory, a year and an occupation, a branch, or everything."""
    card = metric_card(metric_id)
    if card is None:
        raise NotAvailable(_("Unknown metric: %s. There are: ") % metric_id + ", ".join(CARDS))
    try:
        house = warehouse()
    except NoWarehouse:
        raise NotAvailable(_("Nothing was built yet: koordynata warehouse build")) from None
    code = subject or ALL
    _check(house, territory, year, code, outlook=metric_id == "supply_outlook")
    if metric_id in COLUMNS:
        found = read_cells(house, "territory = ? AND year = ? AND subject = ?", [territory, year, code])
        cell = found[0] if found else None
        told = figure(house, cell, metric_id, territory, year)
        klass = cell["klass"] if cell and metric_id == "gap" else None
    else:
        told, klass = _outlook(house, territory, year, code), None
    return Answer(told, card, territory, territory_name(house, territory), code, klass)


def _check(house: Warehouse, territory: str, year: int, code: str, *, outlook: bool) -> None:
    places = territories(house)
    if territory not in places:
        larger = sorted(c for c, row in places.items() if row["kind"] not in {"powiat", "gmina"})
        raise NotAvailable(
            _("Unknown territory: %s. There are the codes of powiats and: ") % territory + ", ".join(larger)
        )
    if code.partition(":")[0] not in {ALL, *subjects(house)}:
        raise NotAvailable(_("Unknown occupation or branch: %s. Give six digits or three letters.") % code)
    known = _years(house, "outlook" if outlook else "cell")
    if not known:
        raise NotAvailable(_("There are no figures yet. Load statistics first; the warehouse follows by itself."))
    if year not in known:
        raise NotAvailable(_("There is nothing for the year %d. There are: ") % year + ", ".join(map(str, known)))


def _years(house: Warehouse, mart: str) -> list[int]:
    query = f"SELECT DISTINCT year FROM {mart} ORDER BY year"  # noqa: S608 - own names
    return remember(house, f"years of {mart}", lambda: [row["year"] for row in house.rows(query)])


def _outlook(house: Warehouse, territory: str, year: int, code: str) -> Figure:
    """What the newest outlook that speaks of the year expects."""
    query = "SELECT * FROM outlook WHERE territory = ? AND subject = ? AND year = ? ORDER BY base DESC LIMIT 1"
    found = house.rows(query, [territory, code, year])
    card = CARDS["supply_outlook"]
    row = found[0] if found else None
    value, silence = spoken(row["graduates"] if row else None, row["graduates_hidden"] if row else False)
    low, high = (row["graduates_low"], row["graduates_high"]) if row and silence is None else (None, None)
    sources = sources_of(house, card.inputs, territory, row["base"] if row else None)
    return Figure(value, silence, card.unit, card.id, year, low, high, sources)
