"""Names and sources, read once per build and thread."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.utils.translation import get_language

from koordynata.reference.models import Territory

from ..warehouse.nodes import ALL, COUNTRY
from ..warehouse.reading import Row, Warehouse
from .figures import SourceRef

T = TypeVar("T")


def remember(house: Warehouse, key: Any, read: Callable[[], T]) -> T:
    """What was read before from this build, else read now."""
    if key not in house.memory:
        house.memory[key] = read()
    found: T = house.memory[key]
    return found


@dataclass(frozen=True)
class Subject:
    """What a row of the mart is about: an occupation, a branch, or everything."""

    occupation_code: str
    occupation_name: str
    branch: str
    branch_name: str


def _translated(row: Row) -> str:
    return str(row["name_en"] if get_language() == "en" and row["name_en"] else row["name_pl"])


def subjects(house: Warehouse) -> dict[str, Row]:
    """Occupations and branches by code."""
    return remember(house, "subjects", lambda: {row["subject"]: row for row in house.rows("SELECT * FROM subject")})


def subject(house: Warehouse, code: str) -> Subject:
    """An occupation, a branch, or everything (`ALL`), each perhaps narrowed to a school type (`TKO:TEC`)."""
    code = code.partition(":")[0]
    if code not in subjects(house):
        return _subject(house, code)
    return remember(house, ("subject", code, get_language()), lambda: _subject(house, code))


def _subject(house: Warehouse, code: str) -> Subject:
    known = subjects(house)
    row = known.get(code)
    if row is None or row["kind"] == "branch":
        return Subject("", "", "" if code == ALL else code, _translated(row) if row else "")
    branch = known.get(row["branch"])
    return Subject(code, _translated(row), row["branch"] or "", _translated(branch) if branch else "")


def territories(house: Warehouse) -> dict[str, Row]:
    """Territories by code."""
    return remember(house, "territories", lambda: {row["code"]: row for row in house.rows("SELECT * FROM territory")})


def territory_name(house: Warehouse, code: str) -> str:
    """The title that pages show."""
    row = territories(house).get(code)
    # Only what is known is remembered: codes come from addresses too.
    return code if row is None else remember(house, ("title", code, get_language()), lambda: _title(row))


def _title(row: Row) -> str:
    return str(Territory(kind=row["kind"], name=row["name"], city_rights=row["city_rights"]).title)


def region_of(house: Warehouse, code: str) -> str:
    """The voivodeship's two digits; `PL` for the country and for areas that cross borders."""
    row = territories(house).get(code)
    first = (row["path"] if row else code)[:2]
    return first if first.isdigit() else COUNTRY


def powiats_in(house: Warehouse, code: str) -> list[str]:
    """Powiats inside a territory; a functional area of gminas also has the powiats that its gminas lie in."""
    place = territories(house).get(code)
    if place and place["kind"] == "powiat":
        return [code]
    inside = {row["unit"] for row in house.rows("SELECT unit FROM place WHERE territory = ?", [code])}
    members = house.rows("SELECT member FROM area_member WHERE area = ?", [code])
    return sorted(inside | {row["member"][:4] for row in members})


def sources_of(house: Warehouse, inputs: tuple[str, ...], territory: str, year: int | None) -> tuple[SourceRef, ...]:
    """Snapshots that speak for a territory in a year, most rows first."""
    if year is None:
        return ()
    region = region_of(house, territory)
    # A country has hundreds of rows with four figures each, and a handful of answers.
    if (told := house.memory.get(("sources", inputs, region, year))) is not None:
        return cast(tuple[SourceRef, ...], told)
    known = remember(house, "sources", lambda: _sources(house))
    if not any((name, year) in known for name in inputs):
        return ()
    return remember(house, ("sources", inputs, region, year), lambda: _sources_in(house, inputs, region, year))


def _sources_in(house: Warehouse, inputs: tuple[str, ...], region: str, year: int) -> tuple[SourceRef, ...]:
    known = remember(house, "sources", lambda: _sources(house))
    counts: dict[int | None, tuple[Row, int]] = {}
    for name in inputs:
        for row in known.get((name, year), ()):
            if region in {COUNTRY, row["region"]} or row["region"] == COUNTRY:
                rows = counts.get(row["snapshot"], (row, 0))[1] + row["rows"]
                counts[row["snapshot"]] = (row, rows)
    found = sorted(counts.values(), key=lambda pair: (-pair[1], pair[0]["snapshot"] or 0))
    return tuple(_reference(row, rows) for row, rows in found if row["snapshot"] is not None)


def _sources(house: Warehouse) -> dict[tuple[str, int], list[Row]]:
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in house.rows("SELECT * FROM source"):
        found[row["input"], row["year"]].append(row)
    return dict(found)


def _reference(row: Row, rows: int) -> SourceRef:
    return SourceRef(
        row["publisher"] or "", row["title"] or "", row["vintage"], row["snapshot"], rows, bool(row["is_sample"])
    )
