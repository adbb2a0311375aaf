"""Where an occupation is taught, how far that is, and what becomes of a school."""

from collections import defaultdict

from koordynata.foundation.alphabet import polish_key

from ..method import limits
from ..metrics import units
from ..metrics.catalogue import CARDS
from ..warehouse.nodes import ALL
from ..warehouse.reading import NoWarehouse, Row, Warehouse, warehouse
from .cells import figure, read_cells, spoken
from .figures import Figure, Silence
from .lookup import powiats_in, sources_of, subject, territory_name
from .shapes import OccupationOutlook, OutlookYear, Reach, ReachRow, SchoolOutlook, SchoolRow, WhereTaught


def where_taught(territory: str, occupation: str, year: int) -> WhereTaught:
    """Schools of the territory teaching the occupation, most pupils first. Graduates are those of `year`."""
    nothing = Figure(None, Silence.MISSING, units.PEOPLE, "pupils", year)
    try:
        house = warehouse()
    except NoWarehouse:
        return WhereTaught((), nothing, nothing)
    places = powiats_in(house, territory)
    rows = house.rows(
        "SELECT s.*, i.name, i.powiat, i.school_type, i.lat, i.lon FROM school s JOIN institution i ON s.school = i.id "
        "WHERE s.occupation = ? AND s.year = ? AND list_contains(?, i.powiat) ORDER BY s.school, s.grade",
        [occupation, year, places],
    )
    by_school: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_school[row["school"]].append(row)
    schools = [_school(house, grades, year) for grades in by_school.values()]
    schools.sort(key=lambda school: (-(school.pupils.value or 0), polish_key(school.name), school.institution_id))
    cells = read_cells(house, "territory = ? AND year = ? AND subject = ?", [territory, year, occupation])
    cell = cells[0] if cells else None
    return WhereTaught(
        tuple(schools),
        figure(house, cell, "pupils", territory, year),
        figure(house, cell, "graduates", territory, year),
    )


def _school(house: Warehouse, rows: list[Row], year: int) -> SchoolRow:
    whole = next((row for row in rows if row["grade"] == 0), rows[0])
    place = whole["powiat"]

    def count(row: Row, column: str) -> Figure:
        value, silence = spoken(row[column], row[f"{column}_hidden"])
        sources = sources_of(house, (f"offer_{column}",), place, year)
        return Figure(value, silence, units.PEOPLE, column, year, sources=sources)

    nobody = Silence.NOT_APPLICABLE if whole["graduates"] == 0 else Silence.MISSING
    share, silence = spoken(whole["pass_share"], whole["pass_share_hidden"], nobody)
    return SchoolRow(
        institution_id=whole["school"],
        name=whole["name"],
        territory_code=place,
        territory_name=territory_name(house, place),
        school_type=whole["school_type"] or "",
        pupils_by_grade=tuple((row["grade"], count(row, "pupils")) for row in rows if row["grade"] > 0),
        pupils=count(whole, "pupils"),
        graduates=count(whole, "graduates"),
        pass_share=Figure(share, silence, units.PERCENT, "graduates", year),
        lat=whole["lat"],
        lon=whole["lon"],
    )


def reach(territory: str, occupation: str, year: int) -> Reach:
    """Distance from each powiat of the territory to the nearest school teaching the occupation, in any region."""
    limit = limits()["reach_km"]
    try:
        house = warehouse()
    except NoWarehouse:
        return Reach((), limit, (), 0, Figure(None, Silence.MISSING, units.PERCENT, "concentration", year))
    places = powiats_in(house, territory)
    found = house.rows(
        "SELECT n.unit, n.km, n.school, i.name FROM nearest n LEFT JOIN institution i ON n.school = i.id "
        "WHERE n.subject = ? AND n.year = ? AND list_contains(?, n.unit)",
        [occupation, year, places],
    )
    near = {row["unit"]: row for row in found}
    rows = tuple(_reach_row(house, place, near.get(place), year) for place in places)
    beyond = tuple(r.territory_code for r in rows if r.distance.value is None or r.distance.value > limit)
    cells = read_cells(house, "territory = ? AND year = ? AND subject = ?", [territory, year, occupation])
    cell = cells[0] if cells else None
    schools = (cell or {}).get("schools") or 0
    return Reach(rows, limit, beyond, schools, figure(house, cell, "concentration", territory, year))


def _reach_row(house: Warehouse, place: str, row: Row | None, year: int) -> ReachRow:
    # No school anywhere: there is no distance, which is not the same as an unknown one.
    value, silence = (None, Silence.NOT_APPLICABLE) if row is None else (row["km"], None)
    sources = sources_of(house, CARDS["reach"].inputs, place, year)
    distance = Figure(value, silence, units.KM, "reach", year, sources=sources)
    return ReachRow(
        place,
        territory_name(house, place),
        distance,
        row["school"] if row else None,
        (row["name"] or "") if row else "",
    )


def school_outlook(institution_id: int) -> SchoolOutlook | None:
    """Pupils by school year and five years on; None where nothing is known of the school's pupils."""
    try:
        house = warehouse()
    except NoWarehouse:
        return None
    unit = f"s{institution_id}"
    counted = house.rows("SELECT * FROM school_total WHERE territory = ? ORDER BY year", [unit])
    if not counted:
        return None
    expected = house.rows("SELECT * FROM outlook WHERE territory = ? ORDER BY ahead", [unit])
    last = max(row["year"] for row in counted)
    place = house.rows("SELECT powiat FROM institution WHERE id = ?", [institution_id])[0]["powiat"]
    years: dict[str, list[OutlookYear]] = defaultdict(list)
    for row in counted:
        years[row["subject"]].append(
            OutlookYear(row["year"], _people(house, row, place, row["year"]), is_outlook=False)
        )
    coming = [row for row in expected if row["base"] == last]
    for row in coming:
        years[row["subject"]].append(OutlookYear(row["year"], _people(house, row, place, last), is_outlook=True))
    occupations = tuple(
        OccupationOutlook(code, subject(house, code).occupation_name, tuple(found), _empties_in(found))
        for code, found in sorted(years.items())
        if code != ALL
    )
    whole = years.get(ALL, [])
    known = bool(coming) and all(row["demography_known"] for row in coming)
    return SchoolOutlook(institution_id, tuple(whole), occupations, _empties_in(whole), known)


def _people(house: Warehouse, row: Row, place: str, told: int) -> Figure:
    value, silence = spoken(row["pupils"], row["pupils_hidden"])
    metric = "supply_outlook" if "base" in row else "pupils"
    low, high = (row.get("pupils_low"), row.get("pupils_high")) if silence is None else (None, None)
    sources = sources_of(house, CARDS[metric].inputs, place, told)
    return Figure(value, silence, units.PEOPLE, metric, row["year"], low, high, sources)


def _empties_in(years: list[OutlookYear]) -> int | None:
    """The first year from which on fewer than ten pupils are expected to the end of the outlook."""
    least, found = limits()["suppression_threshold"], None
    for year in reversed([year for year in years if year.is_outlook]):
        if year.pupils.value is None or year.pupils.value >= least:
            break
        found = year.year
    return found
