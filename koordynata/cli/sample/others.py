"""Invented institutions that no file brings: employers, universities, labour offices, sector skills councils."""

from collections.abc import Iterator
from dataclasses import dataclass

from koordynata.registry.enums import InstitutionKind

from .ground import OWN, Place, read_rows
from .network import EXAMPLE
from .numbers import nip_number, regon_number, rspo_number
from .people import People
from .plan import Plan

_FIRST_NUMBER = 5000  # of a region, far above those of its schools
_UNIVERSITIES = ("Akademia Nauk Stosowanych", "Politechnika")


@dataclass(frozen=True)
class Other:
    """What the register's form would be filled with."""

    kind: InstitutionKind
    name: str
    territory: str  # TERYT code
    locality: str
    type_name: str
    regon: str
    nip: str


def other_institutions(plan: Plan, people: People) -> Iterator[Other]:
    """Everything that is entered by hand, region by region."""
    for region in plan.regions:
        for turn, (kind, name, place, territory, type_name) in enumerate(_of_region(plan, people, region)):
            number = rspo_number(region, _FIRST_NUMBER + turn)
            full = f"{name}, {place.seat} {EXAMPLE}"
            yield Other(kind, full, territory, place.seat, type_name, regon_number(number), nip_number(number))
    for turn, row in enumerate(read_rows(OWN / "councils.csv")):
        number = rspo_number("00", _FIRST_NUMBER + turn)
        yield Other(
            InstitutionKind.SECTOR_COUNCIL, f"{row['name']} {EXAMPLE}", "PL", "Warszawa", "", regon_number(number),
            nip_number(number),
        )  # fmt: skip


def _of_region(plan: Plan, people: People, region: str) -> Iterator[tuple[InstitutionKind, str, Place, str, str]]:
    powiats = sorted(plan.ground.powiats_of(region), key=lambda powiat: (-people.size(powiat), powiat.code))
    capital, full = powiats[0], plan.profiles[region].years > 5
    yield InstitutionKind.LABOUR_OFFICE, "Wojewódzki Urząd Pracy", capital, region, "wojewódzki urząd pracy"
    for powiat in powiats if full else powiats[:4]:
        yield InstitutionKind.LABOUR_OFFICE, "Powiatowy Urząd Pracy", powiat, powiat.code, "powiatowy urząd pracy"
    for place, name in zip(powiats, _UNIVERSITIES, strict=False):
        yield InstitutionKind.UNIVERSITY, name, place, place.code, "uczelnia"
    for turn, row in enumerate(read_rows(OWN / "employers.csv")[: 12 if full else 4]):
        powiat = powiats[turn % min(len(powiats), 6)]
        yield InstitutionKind.EMPLOYER, row["name"], powiat, powiat.code, row["type"]
