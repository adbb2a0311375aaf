"""Births and inhabitants by powiat: the country's curve, the region's decline, the powiat's own size."""

from functools import cache, cached_property

from .ground import OWN, Place, read_rows
from .plan import Plan

AGE_AT_ADMISSION = 15


class People:
    """How many are born and live where, in the sample's world."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.size = cache(self._size)
        self.births = cache(self._births)

    @cached_property
    def _curve(self) -> dict[int, float]:
        return {int(row["year"]): float(row["index"]) for row in read_rows(OWN / "births.csv")}

    @property
    def birth_years(self) -> range:
        """Years for which births are known: up to the last full one."""
        return range(min(self._curve), min(max(self._curve), self.plan.today.year - 1) + 1)

    def _size(self, powiat: Place) -> float:
        """How large a powiat is beside a middling one; cities with powiat rights and their surroundings are larger."""
        own = 0.45 + 1.1 * self.plan.chance.share("size", powiat.code)
        seat_of_region = powiat.seat == self.plan.ground.capitals[powiat.parent]
        return own * (1.6 if powiat.city else 1.0) * (2.6 if seat_of_region and powiat.city else 1.0)

    def _births(self, powiat: Place, year: int) -> float:
        """Children born in a powiat in a year (expected, not rounded)."""
        profile = self.plan.profiles[powiat.parent]
        lean = 0.004 * self.plan.chance.bell("lean", powiat.code)
        fall: float = (1 - profile.decline + lean) ** (year - min(self._curve))
        return profile.births * self.size(powiat) * self._curve[year] * fall

    def fifteen(self, powiat: Place, year: int) -> int:
        """Inhabitants aged 15 in a year: those born then, less the families that moved away."""
        return round(self.births(powiat, year - AGE_AT_ADMISSION) * 0.98)

    def unemployment(self, powiat: Place, year: int) -> float:
        """Registered unemployment rate at the year's end, percent."""
        chance = self.plan.chance
        level = 3.2 + 6.5 * chance.share("unemployment", powiat.code) * (0.6 if powiat.city else 1)
        level *= 1 - 0.5 * self.plan.profiles[powiat.parent].tension
        wave = 1 + 0.32 * (1 - (year - self.plan.school_years[0]) / 9) + 0.05 * chance.bell("wave", powiat.code, year)
        return round(level * wave, 1)

    def entrants(self, powiat: Place, school_year: int) -> float:
        """The year group that leaves primary school, beside that of the first of the ten school years."""
        born = max(school_year - AGE_AT_ADMISSION, self.birth_years[0])
        first = self.plan.school_years[0] - AGE_AT_ADMISSION
        return self.births(powiat, born) / self.births(powiat, first)
