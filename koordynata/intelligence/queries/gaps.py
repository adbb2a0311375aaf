"""Gaps: by territory, by occupation, lasting; demand beside supply."""

from statistics import median

from ..warehouse.reading import NoWarehouse, Row, Warehouse, warehouse
from .cells import gap_row, histories, read_gaps, subject_code
from .figures import Figure, Silence
from .lookup import powiats_in, subjects
from .shapes import GapRow, Quadrant, QuadrantPoint

OCCUPATION = "regexp_full_match(subject, '[0-9]{6}')"
# The demand side of the gap: what speaks of employers and not of schools.
DEMAND_SIDE = ("barometer_relation", "barometer_demand", "forecast_level")


def gap_by_territory(
    occupation: str | None = None,
    branch: str | None = None,
    *,
    within: str,
    year: int,
    school_type: str | None = None,
) -> tuple[GapRow, ...]:
    """One row for each powiat inside `within` (a voivodeship, a functional area, `PL`), by code: map and table.

    `school_type` limits a branch (or everything) to the occupations that this type of school may teach.
    """
    try:
        house = warehouse()
    except NoWarehouse:
        return ()
    code = subject_code(occupation, branch, school_type)
    powiats = powiats_in(house, within)
    if not powiats:
        return ()
    # `gap` is sorted by subject and territory: the range leaves nearly all of it unread.
    where, values = "subject = ? AND territory BETWEEN ? AND ?", [code, powiats[0], powiats[-1]]
    cells = {row["territory"]: row for row in read_gaps(house, f"{where} AND year = ?", [*values, year], "gap")}
    past = histories(house, where, values, "gap")
    return tuple(gap_row(house, cells.get(powiat), powiat, code, year, past.get((powiat, code))) for powiat in powiats)


def gap_by_occupation(
    territory: str, year: int, *, branch: str | None = None, school_type: str | None = None
) -> tuple[GapRow, ...]:
    """One row for each occupation with any data in the territory, largest deficit first, unknown last."""
    try:
        house = warehouse()
    except NoWarehouse:
        return ()
    cells = [row for row in _occupations(house, territory, year) if _wanted(house, row, branch, school_type)]
    past = histories(house, f"territory = ? AND {OCCUPATION}", [territory])
    rows = [gap_row(house, r, territory, r["subject"], year, past.get((territory, r["subject"]))) for r in cells]
    return tuple(sorted(rows, key=lambda row: (row.score.value is None, row.score.value or 0.0, row.occupation_code)))


def _occupations(house: Warehouse, territory: str, year: int) -> list[Row]:
    return read_gaps(house, f"territory = ? AND year = ? AND {OCCUPATION}", [territory, year])


def _wanted(house: Warehouse, row: Row, branch: str | None, school_type: str | None) -> bool:
    about = subjects(house).get(row["subject"])
    if about is None:
        return False
    types = (about["school_types"] or "").split()
    return (not branch or about["branch"] == branch) and (not school_type or school_type in types)


def lasting_deficits(territory: str, year: int, limit: int = 10) -> tuple[GapRow, ...]:
    """Occupations in deficit for the most years in a row; among equals those that grow fastest first."""
    try:
        house = warehouse()
    except NoWarehouse:
        return ()
    where = f"territory = ? AND year = ? AND {OCCUPATION} AND lasting_years > 0"
    order = "ORDER BY lasting_years DESC, growth ASC NULLS LAST, gap, subject LIMIT ?"
    cells = read_gaps(house, f"{where} {order}", [territory, year, limit])
    codes = [row["subject"] for row in cells]
    past = histories(house, "territory = ? AND list_contains(?, subject)", [territory, codes]) if codes else {}
    return tuple(gap_row(house, r, territory, r["subject"], year, past.get((territory, r["subject"]))) for r in cells)


def quadrant(territory: str, year: int, *, branch: str | None = None) -> Quadrant:
    """Occupations on demand × supply with pupils as the bubble.

    Demand is the mean sub-score of the barometer's two answers and the forecast, turned round: +100 strong demand.
    """
    try:
        house = warehouse()
    except NoWarehouse:
        return Quadrant(year, (), (), None)
    cells = [row for row in _occupations(house, territory, year) if _wanted(house, row, branch, None)]
    points = [_point(house, row, territory, year) for row in cells]
    drawn = tuple(p for p in points if p.demand.known and p.supply.known)
    supplies = [p.supply.value for p in drawn if p.supply.value is not None]
    left_out = tuple(p for p in points if not (p.demand.known and p.supply.known))
    return Quadrant(year, drawn, left_out, median(supplies) if supplies else None)


def _point(house: Warehouse, row: Row, territory: str, year: int) -> QuadrantPoint:
    about = gap_row(house, row, territory, row["subject"], year)
    known = [row[f"sub_{part}"] for part in DEMAND_SIDE if row[f"sub_{part}"] is not None]
    value = -sum(known) / len(known) if known else None
    demand = Figure(value, None if known else Silence.MISSING, "points", "barometer", year, sources=about.score.sources)
    return QuadrantPoint(
        about.occupation_code, about.occupation_name, about.branch, demand, about.supply, about.pupils, about.klass,
        about.score,
    )  # fmt: skip
