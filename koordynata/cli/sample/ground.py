"""What is real in the sample: territories, occupations and school types, read from the house's own lists."""

import csv
import math
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import koordynata.intelligence
import koordynata.reference
from koordynata.foundation.distances import km_between

LISTS = Path(koordynata.reference.__file__).parent / "data"
FORECASTS = Path(koordynata.intelligence.__file__).parent / "data"
OWN = Path(__file__).parent / "data"


def read_rows(file: Path) -> list[dict[str, str]]:
    """Rows of one of the house's CSV files."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@dataclass(frozen=True)
class Place:
    """A powiat, or a town in it, with coordinates of its seat."""

    code: str
    name: str
    parent: str
    seat: str
    lat: float
    lon: float
    city: bool

    def km_to(self, other: "Place") -> float:
        """Great-circle distance in kilometres."""
        return km_between((self.lat, self.lon), (other.lat, other.lon))


@dataclass(frozen=True)
class Teaching:
    """How a school type teaches an occupation: years of learning, first and last year of admission."""

    years: int
    opened: int
    closed: int

    def admits(self, year: int) -> bool:
        """Whether pupils may be admitted in the school year starting in `year`."""
        return self.opened <= year <= self.closed


@dataclass(frozen=True)
class Occupation:
    """An occupation of the classification with its branch, its barometer group and who may teach it."""

    code: str
    name: str
    branch: str
    group: str
    taught: dict[str, Teaching] = field(hash=False)


@dataclass(frozen=True)
class Ground:
    """The lists, by code."""

    voivodeships: dict[str, str]  # code -> name
    capitals: dict[str, str]  # voivodeship -> seat
    powiats: dict[str, Place]
    towns: dict[str, tuple[Place, ...]]  # powiat -> towns (gminas) of it where schools may stand
    town_kinds: dict[str, str]
    occupations: dict[str, Occupation]
    groups: dict[str, str]  # barometer group -> name
    school_types: dict[str, str]  # code -> name in RSPO
    needed_by_the_state: tuple[str, ...]  # occupations of the national forecast

    def powiats_of(self, region: str) -> list[Place]:
        """Powiats of a voivodeship in the order of their codes."""
        return [powiat for powiat in self.powiats.values() if powiat.parent == region]

    @cached_property
    def by_group(self) -> dict[str, list[Occupation]]:
        """Occupations by barometer group."""
        found: dict[str, list[Occupation]] = {}
        for occupation in self.occupations.values():
            found.setdefault(occupation.group, []).append(occupation)
        return found


def read_ground() -> Ground:
    """Read the lists of the house."""
    territories = read_rows(LISTS / "territories.csv")
    kinds = {row["gmina"]: row["kind"] for row in read_rows(OWN / "towns.csv")}
    places = {row["code"]: _place(row) for row in territories if row["kind"] in {"powiat", "gmina"}}
    powiats = {row["code"]: places[row["code"]] for row in territories if row["kind"] == "powiat"}
    return Ground(
        voivodeships={row["code"]: row["name"] for row in territories if row["kind"] == "voivodeship"},
        capitals={row["code"]: row["seat"] for row in territories if row["kind"] == "voivodeship"},
        powiats=powiats,
        towns={code: tuple(places[town] for town in kinds if places[town].parent == code) for code in powiats},
        town_kinds=kinds,
        occupations=_occupations(),
        groups={row["code"]: row["name_pl"] for row in read_rows(LISTS / "barometer_groups.csv")},
        school_types={row["code"]: row["rspo_name"] for row in read_rows(LISTS / "school_types.csv")},
        needed_by_the_state=tuple(row["occupation"] for row in read_rows(FORECASTS / "men_forecast_2026_national.csv")),
    )


def _place(row: dict[str, str]) -> Place:
    return Place(
        row["code"], row["name"], row["parent"], row["seat"], float(row["lat"]), float(row["lon"]),
        row["city_rights"] == "1",
    )  # fmt: skip


def _occupations() -> dict[str, Occupation]:
    steps = read_rows(LISTS / "crosswalks.csv")
    groups = {row["from_code"]: row["to_code"] for row in steps if row["to_scheme"] == "BAROMETER"}
    taught: dict[str, dict[str, Teaching]] = {}
    for row in read_rows(LISTS / "occupation_school_types.csv"):
        if row["years"] and not row["for_group"] and row["status"] != "draft":
            taught.setdefault(row["occupation"], {})[row["school_type"]] = Teaching(
                math.ceil(float(row["years"])), int(row["opened"] or 0), int(row["closed"] or 9999)
            )
    return {
        row["code"]: Occupation(row["code"], row["name_pl"], row["branch"], groups[row["code"]], taught[row["code"]])
        for row in read_rows(LISTS / "occupations.csv")
        if row["code"] in groups and row["code"] in taught
    }
