"""Public statistics in the shape of the Local Data Bank's website export, and the forecast of demand."""

from collections.abc import Callable, Iterator

from .ground import Place
from .labour import Labour
from .people import AGE_AT_ADMISSION, People
from .plan import Plan
from .planted import planted
from .tables import Row

BDL_HEADER = ("Kod", "Jednostka terytorialna", "Wyszczególnienie", "Lata", "Jednostka miary", "Wartość")
_RATE = "stopa bezrobocia rejestrowanego"
_STATE_LEVEL = "szczególne zapotrzebowanie"
_LEVELS = (  # from which mean tension on, and since which year the level exists
    (1.2, 2025, "szczególnie istotne zapotrzebowanie"),
    (0.8, 2019, "istotne zapotrzebowanie"),
    (0.5, 2019, "umiarkowane zapotrzebowanie"),
)
_FIRST_FORECAST = 2019


class Statistics:
    """Births, fifteen-year-olds, unemployment; levels of the yearly forecast."""

    def __init__(self, plan: Plan, people: People, labour: Labour) -> None:
        self.plan, self.people, self.labour = plan, people, labour

    def births(self, region: str) -> Iterator[Row]:
        """Live births by powiat and year."""
        yield from self._counts(region, "urodzenia żywe ogółem", self.people.birth_years, self.people.births)

    def fifteen(self, region: str) -> Iterator[Row]:
        """Inhabitants aged fifteen by powiat and year."""
        first = min(self.people.birth_years) + AGE_AT_ADMISSION
        years = range(max(first, self.plan.school_years[0]), self.plan.today.year)
        yield from self._counts(region, "ludność w wieku 15 lat", years, self.people.fifteen)

    def unemployment(self, region: str) -> Iterator[Row]:
        """Registered unemployment rate by powiat and year, up to the last full one."""
        powiats = self.plan.ground.powiats_of(region)
        sizes = [self.people.size(powiat) for powiat in powiats]
        for year in range(self.plan.school_years[0], self.plan.today.year):
            rates = [self.people.unemployment(powiat, year) for powiat in powiats]
            mean = sum(rate * size for rate, size in zip(rates, sizes, strict=True)) / sum(sizes)
            yield (*self._region_unit(region), _RATE, year, "%", _decimal(mean))
            for powiat, rate in zip(powiats, rates, strict=True):
                yield (*_unit(powiat), _RATE, year, "%", _decimal(rate))

    def _counts(self, region: str, subject: str, years: range, value: Callable[[Place, int], float]) -> Iterator[Row]:
        powiats = self.plan.ground.powiats_of(region)
        for year in years:
            counted = [round(value(powiat, year)) for powiat in powiats]
            yield (*self._region_unit(region), subject, year, "osoba", sum(counted))
            for powiat, count in zip(powiats, counted, strict=True):
                yield (*_unit(powiat), subject, year, "osoba", count)

    def _region_unit(self, region: str) -> tuple[int, str]:
        return int(f"{region}00000"), f" {self.plan.ground.voivodeships[region].upper()}"

    def forecast(self) -> Iterator[Row]:
        """rok, pozycja_mp, kod_zawodu, zawod, zakres, poziom: the national list and those of the regions."""
        for year in range(_FIRST_FORECAST, self.plan.today.year + 1):
            item = f"M.P. {year} (przykład)"
            for code in self.plan.ground.needed_by_the_state:
                occupation = self.plan.ground.occupations.get(code)
                if occupation and min(t.opened for t in occupation.taught.values()) <= year:
                    yield year, item, code, occupation.name, "PL", _STATE_LEVEL
            for region in self.plan.regions:
                yield from self._regional(region, year, item)

    def _regional(self, region: str, year: int, item: str) -> Iterator[Row]:
        for group in self.labour.groups(self.plan.profiles[region]):
            level = self._level(region, group, year)
            for occupation in self.plan.ground.by_group[group] if level else ():
                if any(teaching.admits(year) for teaching in occupation.taught.values()):
                    yield year, item, occupation.code, occupation.name, region, level

    def _level(self, region: str, group: str, year: int) -> str:
        """The level that the mean tension of the region's powiats reaches; planted deficits reach the highest."""
        powiats = self.plan.ground.powiats_of(region)
        mean = sum(self.labour.tension(group, powiat, year) for powiat in powiats) / len(powiats)
        truth = planted()["lasting_deficit"]
        if truth.region == region and self.plan.ground.occupations[truth.occupation].group == group:
            mean = max(mean, 1.3)
        return next((name for above, since, name in _LEVELS if mean > above and year >= since), "")


def _unit(powiat: Place) -> tuple[int, str]:
    """The unit's number as the website gives it, leading zeros lost, and its name."""
    return int(f"{powiat.code}000"), f"Powiat m.{powiat.name}" if powiat.city else f"Powiat {powiat.name}"


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
