"""An occupation over the years, and beside its neighbours."""

from statistics import mean

from ..metrics import units
from ..metrics.catalogue import CARDS
from ..warehouse.reading import NoWarehouse, Row, Warehouse, warehouse
from .cells import figure, gap_row, read_cells, spoken, subject_code
from .figures import Figure, Silence
from .lookup import remember, sources_of, subjects
from .shapes import Neighbour, Series, SeriesPoint

HORIZON = 3  # past outlooks are shown beside what came, as they were made so many years before


def demand_supply_series(territory: str, occupation: str) -> Series:
    """Job offers and graduates by year, the outlook of supply to five years ahead, past outlooks beside outcomes."""
    nothing = Figure(None, Silence.MISSING, units.PERCENT, "supply_outlook")
    try:
        house = warehouse()
    except NoWarehouse:
        return Series((), None, False, nothing)
    cells = read_cells(house, "territory = ? AND subject = ? ORDER BY year", [territory, occupation])
    outlook = house.rows(
        "SELECT * FROM outlook WHERE territory = ? AND subject = ? ORDER BY base, ahead", [territory, occupation]
    )
    actual = [row for row in cells if row["graduates"] is not None or row["graduates_hidden"] or row["vacancies"] is not None]  # fmt: skip # noqa: E501
    last = max((row["year"] for row in actual), default=None)
    past = {row["year"]: row for row in outlook if row["ahead"] == HORIZON}
    points = [_point(house, row, territory, past.get(row["year"])) for row in actual]
    base = max((row["base"] for row in outlook), default=None)
    coming = [row for row in outlook if row["base"] == base and (last is None or row["year"] > last)]
    points += [_outlook_point(house, row, territory) for row in coming]
    known = bool(coming) and all(row["demography_known"] for row in coming)
    return Series(tuple(points), last, known, _past_error(outlook, nothing))


def _point(house: Warehouse, row: Row, territory: str, foreseen: Row | None) -> SeriesPoint:
    year = row["year"]
    return SeriesPoint(
        year=year,
        supply=figure(house, row, "graduates", territory, year),
        demand=figure(house, row, "vacancies", territory, year),
        is_outlook=False,
        predicted=_expected(house, foreseen, territory) if foreseen else None,
        predicted_in=foreseen["base"] if foreseen else None,
    )


def _outlook_point(house: Warehouse, row: Row, territory: str) -> SeriesPoint:
    no_demand = Figure(None, Silence.MISSING, units.OFFERS, "vacancies", row["year"])
    return SeriesPoint(row["year"], _expected(house, row, territory), no_demand, is_outlook=True)


def _expected(house: Warehouse, row: Row, territory: str) -> Figure:
    value, silence = spoken(row["graduates"], row["graduates_hidden"])
    sources = sources_of(house, CARDS["supply_outlook"].inputs, territory, row["base"])
    low, high = (None, None) if silence else (row["graduates_low"], row["graduates_high"])
    return Figure(value, silence, units.PEOPLE, "supply_outlook", row["year"], low, high, sources)


def _past_error(outlook: list[Row], nothing: Figure) -> Figure:
    """Mean of (foreseen − came) / came over the outlooks made `HORIZON` years before, percent."""
    errors = [
        (row["graduates"] - row["graduates_actual"]) / row["graduates_actual"] * 100.0
        for row in outlook
        if row["ahead"] == HORIZON and row["graduates_actual"] and row["graduates"] is not None
    ]
    return Figure(mean(errors), None, units.PERCENT, "supply_outlook") if errors else nothing


def neighbours(occupation: str, territory: str, year: int, limit: int = 6) -> tuple[Neighbour, ...]:
    """Near occupations, nearest first: shared qualifications count half, the branch three tenths, ISCO two tenths."""
    try:
        house = warehouse()
    except NoWarehouse:
        return ()
    if occupation not in subjects(house):
        return ()
    near = sorted(_similar(house, occupation), key=lambda found: (-found[1], found[0]))[:limit]
    codes = [code for code, _, _, _ in near]
    where = "territory = ? AND year = ? AND list_contains(?, subject)"
    cells = {row["subject"]: row for row in read_cells(house, where, [territory, year, codes])}
    return tuple(
        Neighbour(
            occupation_code=code,
            occupation_name=gap_row(house, None, territory, code, year).occupation_name,
            similarity=similarity,
            same_branch=same_branch,
            shared_qualifications=shared,
            gap=gap_row(house, cells[code], territory, code, year) if code in cells else None,
        )
        for code, similarity, same_branch, shared in near
    )


def _qualifications(house: Warehouse) -> dict[str, frozenset[str]]:
    def read() -> dict[str, frozenset[str]]:
        rows = house.rows("SELECT occupation, list(qualification) AS found FROM qualification GROUP BY occupation")
        return {row["occupation"]: frozenset(row["found"]) for row in rows}

    return remember(house, "qualifications", read)


def _similar(house: Warehouse, occupation: str) -> list[tuple[str, float, bool, tuple[str, ...]]]:
    known, made_of = subjects(house), _qualifications(house)
    own, mine = made_of.get(occupation, frozenset()), known[occupation]
    found = []
    for code, row in known.items():
        if row["kind"] != "occupation" or code == occupation:
            continue
        theirs = made_of.get(code, frozenset())
        shared = own & theirs
        same_branch = row["branch"] is not None and row["branch"] == mine["branch"]
        # The first digits of a KZSB code are those of ISCO-08.
        isco = next((n for n in (4, 3, 2) if code[:n] == occupation[:n]), 0) / 4
        similarity = 0.5 * len(shared) / max(len(own | theirs), 1) + 0.3 * same_branch + 0.2 * isco
        if similarity >= 0.2:
            found.append((code, similarity, same_branch, tuple(sorted(shared))))
    return found


def stay_in_region(territory: str, year: int, *, occupation: str | None = None) -> Figure:
    """Share of graduates who work in the voivodeship a year after school, percent; the newest year up to `year`."""
    try:
        house = warehouse()
    except NoWarehouse:
        return Figure(None, Silence.MISSING, units.PERCENT, "stay_in_region", year)
    where = "territory = ? AND subject = ? AND year <= ? AND (stay_in_region IS NOT NULL OR stay_in_region_hidden)"
    cells = read_cells(house, f"{where} ORDER BY year DESC LIMIT 1", [territory, subject_code(occupation), year])
    told = cells[0]["year"] if cells else year
    return figure(house, cells[0] if cells else None, "stay_in_region", territory, told)
