"""A territory or a branch in figures, comparisons, cards."""

from collections import Counter, defaultdict

from ..metrics.card import Card
from ..metrics.catalogue import CARDS, COLUMNS
from ..warehouse.reading import NoWarehouse, Warehouse, warehouse
from .cells import figure, gap_row, histories, read_cells, subject_code
from .figures import Figure, GapClass
from .gaps import gap_by_occupation, gap_by_territory
from .lookup import remember
from .shapes import Comparison, GapRow, Item, MetricCard, Profile

SHOWN = 10
SHORT = ("pupils", "graduates", "vacancies", "unemployed", "gap")  # what a history shows


def available_years() -> tuple[int, ...]:
    """Years with any gap, newest first."""
    try:
        house = warehouse()
    except NoWarehouse:
        return ()
    query = "SELECT DISTINCT year FROM cell WHERE gap IS NOT NULL ORDER BY year DESC"
    return remember(house, "years", lambda: tuple(row["year"] for row in house.rows(query)))


def territory_profile(territory: str, year: int) -> Profile | None:
    """A territory in figures."""
    return _profile(territory, None, year)


def branch_profile(branch: str, territory: str, year: int) -> Profile | None:
    """A branch in one territory, with its powiats."""
    return _profile(territory, branch, year)


def _profile(territory: str, branch: str | None, year: int) -> Profile | None:
    try:
        house = warehouse()
    except NoWarehouse:
        return None
    code = subject_code(None, branch)
    cells = {row["year"]: row for row in read_cells(house, "territory = ? AND subject = ?", [territory, code])}
    if year not in cells:
        return None
    occupations = gap_by_occupation(territory, year, branch=branch)
    past = histories(house, "territory = ? AND subject = ?", [territory, code])
    gap = gap_row(house, cells[year], territory, code, year, past.get((territory, code)))
    return Profile(
        territory_code=territory,
        territory_name=gap.territory_name,
        branch=gap.branch,
        branch_name=gap.branch_name,
        year=year,
        gap=gap,
        figures={metric: figure(house, cells[year], metric, territory, year) for metric in COLUMNS},
        classes=dict(Counter(row.klass for row in occupations if row.klass)),
        deficits=tuple(row for row in occupations if row.klass and row.klass.is_deficit)[:SHOWN],
        surpluses=_surpluses(occupations),
        by_territory=gap_by_territory(branch=branch, within=territory, year=year),
        history=tuple(
            (told, {metric: figure(house, cells[told], metric, territory, told) for metric in SHORT})
            for told in sorted(cells)
            if told <= year
        ),
    )


def _surpluses(occupations: tuple[GapRow, ...]) -> tuple[GapRow, ...]:
    over = {GapClass.SURPLUS, GapClass.LARGE_SURPLUS}
    return tuple(sorted((row for row in occupations if row.klass in over), key=lambda r: -(r.score.value or 0)))[:SHOWN]


def compare(items: tuple[Item, ...], year: int) -> Comparison:
    """Two or more items beside each other."""
    try:
        house = warehouse()
    except NoWarehouse:
        return Comparison((), ())
    rows, figures = [], defaultdict(list)
    for item in items:
        code = subject_code(item.occupation, item.branch)
        row, found = _compared(house, item.territory, code, year)
        rows.append(row)
        for metric, one in found.items():
            figures[metric].append(one)
    return Comparison(tuple(rows), tuple((metric, tuple(found)) for metric, found in figures.items()))


def _compared(house: Warehouse, territory: str, code: str, year: int) -> tuple[GapRow, dict[str, Figure]]:
    cells = read_cells(house, "territory = ? AND subject = ? AND year = ?", [territory, code, year])
    cell = cells[0] if cells else None
    past = histories(house, "territory = ? AND subject = ?", [territory, code])
    row = gap_row(house, cell, territory, code, year, past.get((territory, code)))
    return row, {metric: figure(house, cell, metric, territory, year) for metric in COLUMNS}


def metric_card(metric_id: str) -> MetricCard | None:
    """The card of a metric."""
    card = CARDS.get(metric_id)
    return _written(card) if card else None


def metric_cards() -> tuple[MetricCard, ...]:
    """All cards, by id."""
    return tuple(_written(card) for card in CARDS.values())


def _written(card: Card) -> MetricCard:
    """The card in the reader's language."""
    return MetricCard(
        id=card.id,
        title=str(card.title),
        why=str(card.why),
        unit=card.unit,
        grain=str(card.grain),
        direction=str(card.direction),
        method=str(card.method),
        rollup=str(card.rollup),
        author=str(card.author),
        owner=str(card.owner),
        version=card.version,
        next_review=card.next_review,
        inputs=card.inputs,
    )
