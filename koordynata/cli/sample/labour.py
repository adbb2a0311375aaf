"""The invented labour market: how scarce people are, and what the offices' files say about it.

One number stands behind all of it: the tension of a barometer group in a powiat and year. Above 0 employers look in
vain, below 0 people do. Vacancies, unemployed, panels' ratings and graduates' luck all follow from it.
"""

import math
from collections.abc import Iterator
from functools import cache, cached_property

from .ground import OWN, Occupation, Place, read_rows
from .offers import Course
from .people import People
from .plan import Plan, Profile
from .planted import planted, planted_here
from .taught import Taught

Row = tuple[object, ...]
_GRADUATES_KNOWN_AFTER = 2  # the monitoring of a year's graduates comes two years later


def step(tension: float) -> int:
    """A panel's rating: 1 large deficit … 3 balance … 5 large surplus."""
    return 1 if tension > 1.75 else 2 if tension > 0.7 else 3 if tension >= -0.7 else 4 if tension >= -1.75 else 5


class Labour:
    """Ratings, vacancies, unemployed and graduates' outcomes of a region."""

    def __init__(self, plan: Plan, people: People, taught: Taught) -> None:
        self.plan, self.people, self.taught = plan, people, taught
        self.tension = cache(self._tension)

    @cached_property
    def _branches(self) -> dict[str, dict[str, str]]:
        return {row["branch"]: row for row in read_rows(OWN / "branches.csv")}

    def groups(self, profile: Profile) -> list[str]:
        """The groups that the region's panels rate: the largest, and those of the planted truths."""
        by_group = self.plan.ground.by_group
        weight = {
            group: sum(float(self._branches[o.branch]["demand"]) for o in found) for group, found in by_group.items()
        }
        wanted = {
            self.plan.ground.occupations[t.occupation].group for t in planted().values() if t.occupation
        }  # fmt: skip
        order = sorted(weight, key=lambda group: (group not in wanted, -weight[group], group))
        return sorted(order[: profile.groups])

    def _tension(self, group: str, powiat: Place, year: int) -> float:
        fixed = self._planted(group, powiat, year)
        if fixed is not None:
            return fixed
        chance, elapsed = self.plan.chance, self._elapsed(year)
        branches = {o.branch for o in self.plan.ground.by_group[group]}
        level = sum(float(self._branches[b]["tension"]) for b in branches) / len(branches)
        level += self.plan.profiles[powiat.parent].tension - 0.5 + 0.35 * chance.bell("group", group)
        level += 0.3 * chance.bell("region", group, powiat.parent) + 0.35 * chance.bell("powiat", group, powiat.code)
        level += 0.5 * chance.bell("whole", powiat.code)  # some powiats are short of everybody
        drift = 0.4 * chance.bell("drift", group, powiat.parent) * (elapsed - 0.5)
        return level + drift + 0.15 * chance.bell("year", group, powiat.code, year)

    def _planted(self, group: str, powiat: Place, year: int) -> float | None:
        for truth in planted().values():
            tension = truth.tension(self._elapsed(year))
            concerns = not truth.occupation or self.plan.ground.occupations[truth.occupation].group == group
            if tension is not None and concerns and truth.covers(powiat.code):
                return tension
        return None

    def _elapsed(self, year: int) -> float:
        first = self.plan.today.year - 9
        return min(max((year - first) / 9, 0), 1)

    def barometer(self, region: str) -> Iterator[Row]:
        """rok, teryt_powiat, grupa_zawodow, zawod, zmiana_popytu, relacja, uwagi."""
        for year in self.plan.labour_years(region):
            for powiat in self.plan.ground.powiats_of(region):
                if self._missing("missing_barometer", powiat, year, 1):
                    continue
                for group in self.groups(self.plan.profiles[region]):
                    tension = self.tension(group, powiat, year)
                    yield (year, powiat.code, group, "", self._change(group, powiat, year), step(tension), "")

    def _change(self, group: str, powiat: Place, year: int) -> int:
        """1 fast growth … 5 fast fall: where the tension goes, with the panel's mood."""
        trend = self.tension(group, powiat, year) - self.tension(group, powiat, year - 1)
        mood = trend * 2 + self.tension(group, powiat, year) * 0.55
        if not self._is_planted(group, powiat):
            mood += 0.3 * self.plan.chance.bell("mood", group, powiat.code, year)
        return 1 if mood > 1.1 else 2 if mood > 0.45 else 3 if mood >= -0.45 else 4 if mood >= -1.1 else 5

    def _is_planted(self, group: str, powiat: Place) -> bool:
        return self._planted(group, powiat, self.plan.today.year) is not None

    def flows(self, region: str) -> Iterator[Row]:
        """rok, teryt_powiat, kod_zawodu, oferty, bezrobotni."""
        groups = set(self.groups(self.plan.profiles[region]))
        for year in self.plan.labour_years(region):
            for powiat in self.plan.ground.powiats_of(region):
                if self._missing("missing_vacancies", powiat, year, 2):
                    continue
                for occupation in self.plan.ground.occupations.values():
                    if occupation.group in groups and self._present(occupation, powiat):
                        yield (year, powiat.code, occupation.code, *self._flow(occupation, powiat, year))

    def _present(self, occupation: Occupation, powiat: Place) -> bool:
        """Whether the offices of a powiat meet the occupation at all."""
        if planted_here(occupation.code, powiat.code):
            return True
        if any(t.level and t.occupation == occupation.code and t.region == powiat.parent for t in planted().values()):
            return False  # the truth is not watered down in the rest of its region
        if planted()["balanced_powiat"].covers(powiat.code):
            return (powiat.code, occupation.code) in self.taught.courses(powiat.parent)
        if (powiat.code, occupation.code) in self.taught.courses(powiat.parent):
            return True
        demand = float(self._branches[occupation.branch]["demand"])
        thin = 0.06 if self.plan.profiles[powiat.parent].years < 10 else 0.14
        return self.plan.chance.happens(thin * demand, "present", occupation.code, powiat.code)

    def _flow(self, occupation: Occupation, powiat: Place, year: int) -> tuple[int, int]:
        chance, name = self.plan.chance, (occupation.code, powiat.code, year)
        tension = self.tension(occupation.group, powiat, year)
        if planted()["balanced_powiat"].covers(powiat.code):
            # As many places as graduates, and no more people looking for them.
            level = self.taught.graduates(powiat.code, occupation.code, year) or self._level(occupation, powiat)
            return chance.people(level, "vacancies", *name), chance.people(level, "unemployed", *name)
        truth = planted_here(occupation.code, powiat.code)
        level = truth.level if truth and truth.level else self._level(occupation, powiat)
        vacancies = chance.people(level * math.exp(0.55 * tension), "vacancies", *name)
        looking = level * math.exp(-0.7 * tension) * (2 if truth else 1)
        return vacancies, chance.people(looking, "unemployed", *name)

    def _level(self, occupation: Occupation, powiat: Place) -> float:
        demand = float(self._branches[occupation.branch]["demand"])
        own = 0.3 + 1.4 * self.plan.chance.share("level", occupation.code)
        return 3.2 * demand * self.people.size(powiat) * own

    def outcomes(self, region: str) -> Iterator[Row]:
        """rok, teryt_powiat, kod_zawodu, absolwenci, pracuje, uczy_sie, bezrobotni, w_wojewodztwie, wynagrodzenie."""
        last = self.plan.today.year - _GRADUATES_KNOWN_AFTER
        for year in range(last - 6, last + 1):
            for (code, occupation), courses in self.taught.courses(region).items():
                graduates = self.taught.graduates(code, occupation, year)
                if graduates and not planted()["missing_graduates"].covers(code):
                    fate = self._fate(courses[0], self.plan.ground.powiats[code], year, graduates)
                    yield (year, code, occupation, graduates, *fate)

    def _fate(self, course: Course, powiat: Place, year: int, graduates: int) -> Row:
        chance, name = self.plan.chance, (course.occupation.code, powiat.code, year)
        tension = self.tension(course.occupation.group, powiat, year)
        on = 0.38 if course.school.kind == "TEC" else 0.22
        learning = chance.people(graduates * min(max(on + 0.05 * chance.bell("on", *name), 0), 0.7), "learning", *name)
        free = graduates - learning
        luck = min(max(0.72 + 0.12 * tension + 0.04 * chance.bell("luck", *name), 0.2), 0.97)
        working = min(free, chance.people(free * luck, "working", *name))
        unemployed = min(free - working, chance.people((free - working) * 0.6, "jobless", *name))
        stay = 0.86 if self.plan.profiles[powiat.parent].decline < 0.005 else 0.72
        staying = min(working, chance.people(working * stay, "staying", *name))
        wage = min(max(0.82 + 0.07 * tension + 0.05 * chance.bell("wage", *name), 0.5), 1.4)
        return working, learning, unemployed, staying, f"{wage:.2f}".replace(".", ",")

    def _missing(self, truth: str, powiat: Place, year: int, years: int) -> bool:
        return planted()[truth].covers(powiat.code) and year > self.plan.today.year - years
