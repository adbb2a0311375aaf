"""Writes the whole sample into a folder: one file for each kind of source."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path

from .ground import OWN, read_rows
from .labour import Labour
from .network import Establishment, Network
from .offers import Offers
from .people import People
from .plan import Plan
from .pupils import Class, Pupils
from .register import HEADER, Register
from .statistics import BDL_HEADER, Statistics
from .tables import Row, write_table
from .taught import Taught

SIO = ("rspo", "kod_zawodu", "rok_szkolny", "klasa", "uczniowie", "absolwenci", "zdawalnosc")
BAROMETR = ("rok", "teryt_powiat", "grupa_zawodow", "zawod", "zmiana_popytu", "relacja", "uwagi")
PROGNOZA = ("rok", "pozycja_mp", "kod_zawodu", "zawod", "zakres", "poziom")
GRADUATES = (
    "rok", "teryt_powiat", "kod_zawodu", "absolwenci", "pracuje", "uczy_sie", "bezrobotni", "w_wojewodztwie",
    "wynagrodzenie_wzgledne",
)  # fmt: skip
OFERTY = ("rok", "teryt_powiat", "kod_zawodu", "oferty", "bezrobotni")


class Sample:
    """The invented world of a plan, and its files."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.people = People(plan)
        self.offers = Offers(plan)
        self.pupils = Pupils(plan, self.people, self.offers)
        self.taught = Taught(self._schools_of, self.offers, self.pupils)
        self.labour = Labour(plan, self.people, self.taught)
        self.statistics = Statistics(plan, self.people, self.labour)

    @cached_property
    def schools(self) -> dict[str, list[Establishment]]:
        """Institutions by region."""
        return {region: Network(self.plan, self.people, region).build() for region in self.plan.regions}

    @property
    def files(self) -> dict[str, tuple[str, tuple[str, ...], Callable[[], Iterator[Row]]]]:
        """File name → source that reads it, header, rows; in the order in which they are to be loaded."""
        each = self._each_region
        return {
            "rspo.csv": ("rspo", HEADER, self.register),
            "sio.csv": ("sio", SIO, self.classes),
            "barometr.csv": ("barometr", BAROMETR, lambda: each(self.labour.barometer)),
            "prognoza.csv": ("prognoza", PROGNOZA, self.statistics.forecast),
            "oferty.csv": ("oferty", OFERTY, lambda: each(self.labour.flows)),
            "graduates.csv": ("graduates", GRADUATES, lambda: each(self.labour.outcomes)),
            "gus-bezrobocie.csv": ("gus", BDL_HEADER, lambda: each(self.statistics.unemployment)),
            "gus-urodzenia.csv": ("gus", BDL_HEADER, lambda: each(self.statistics.births)),
            "gus-ludnosc.csv": ("gus", BDL_HEADER, lambda: each(self.statistics.fifteen)),
            **{f"rspo-{region}.csv": ("rspo", HEADER, partial(self.newer_register, region)) for region in self.offices},
        }

    @property
    def offices(self) -> list[str]:
        """Regions whose officer loads a newer export of the own schools, to see what changed."""
        officers = {row["territory"] for row in read_rows(OWN / "accounts.csv") if row["role"] == "officer"}
        return [region for region in self.plan.regions if region in officers]

    def write(self, folder: Path) -> dict[str, int]:
        """Write all files; rows by file name."""
        folder.mkdir(parents=True, exist_ok=True)
        return {
            name: write_table(folder / name, header, rows(), quoted=source != "rspo")
            for name, (source, header, rows) in self.files.items()
        }

    def register(self) -> Iterator[Row]:
        """Rows of the register of schools."""
        register = Register(self.plan, self.pupils)
        for schools in self.schools.values():
            yield from map(register.row, schools)

    def newer_register(self, region: str) -> Iterator[Row]:
        """Rows of one region's schools, some of them changed."""
        yield from map(Register(self.plan, self.pupils).newer_row, self.schools[region])

    def classes(self) -> Iterator[Row]:
        """Rows of pupils and graduates."""
        for schools in self.schools.values():
            for school in schools:
                yield from map(_class_row, self.pupils.classes(school))

    def _schools_of(self, region: str) -> list[Establishment]:
        return self.schools[region]

    def _each_region(self, rows: Callable[[str], Iterator[Row]]) -> Iterator[Row]:
        for region in self.plan.regions:
            yield from rows(region)


def _class_row(it: Class) -> Row:
    year = f"{it.school_year}/{it.school_year + 1}"
    passing = "" if it.passing is None else f"{it.passing * 100:.1f}".replace(".", ",")
    graduates = "" if it.graduates is None else it.graduates
    return it.course.school.rspo, it.course.occupation.code, year, it.grade, it.pupils, graduates, passing
