"""Which occupations each school teaches, since when, and how many pupils it admits in a middling year."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .ground import OWN, Occupation, Place, read_rows
from .network import VOCATIONAL, Establishment
from .plan import Plan
from .planted import REACH_KM, planted

_COUNT = {"TEC": (2, 4), "BS1": (2, 4), "BS2": (1, 2), "POL": (1, 3)}
_CLASS = {"TEC": (20, 34), "BS1": (12, 28), "BS2": (20, 32), "POL": (24, 38)}
_SMALL_CLASS = (8, 13)


@dataclass(frozen=True)
class Course:
    """One occupation at one school: admitted from `since` to `until`, `size` pupils in a middling year."""

    school: Establishment
    occupation: Occupation
    since: int
    until: int
    size: float
    years: int

    def admits(self, year: int) -> bool:
        """Whether pupils are admitted in the school year starting in `year`."""
        return self.since <= year <= self.until


class Offers:
    """Chooses what the schools of a region teach: popular branches more often, planted truths always."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def _popularity(self) -> dict[str, float]:
        """Weight of each occupation among pupils: its branch, and luck of its own."""
        branches = {row["branch"]: float(row["pupils"]) for row in read_rows(OWN / "branches.csv")}
        return {
            code: branches[it.branch] * (0.15 + self.plan.chance.share("popular", code) ** 2)
            for code, it in self.plan.ground.occupations.items()
        }

    def of(self, school: Establishment) -> Iterator[Course]:
        """The courses of a vocational school; other institutions have none."""
        if school.kind not in VOCATIONAL:
            return
        candidates = [o for o in self.plan.ground.occupations.values() if self._may_teach(school, o)]
        lasting = [o for o in candidates if o.taught[school.kind].admits(self.plan.school_year)]
        forced = [self.plan.ground.occupations[code] for code in school.offered]
        if school.role == "emptying_school":
            candidates, lasting = [], forced
        count = self.plan.chance.whole(*_COUNT[school.kind], "count", school.rspo)
        main = forced or self._drawn(lasting, 1, "main", school)
        for occupation in dict.fromkeys([*main, *self._drawn(candidates, count, "offer", school)]):
            yield self._course(school, occupation, kept=occupation in main)

    def _drawn(self, occupations: list[Occupation], count: int, what: str, school: Establishment) -> list[Occupation]:
        weights = [self._popularity[occupation.code] for occupation in occupations]
        return self.plan.chance.draw(occupations, weights, count, what, school.rspo)

    def _course(self, school: Establishment, occupation: Occupation, *, kept: bool) -> Course:
        """A `kept` course was always there and goes on; others may be young, may have ended, may be small."""
        chance, name = self.plan.chance, (school.rspo, occupation.code)
        teaching, first = occupation.taught[school.kind], self.plan.school_years[0]
        young, ends, small = (
            not kept and chance.happens(share, what, *name)
            for share, what in ((0.14, "young"), (0.08, "ends"), (0.03, "small"))
        )
        since = max(teaching.opened, first + chance.whole(1, 7, "since", *name) if young else 0)
        until = min(teaching.closed, first + 7) if ends else teaching.closed
        size = chance.between(*(_SMALL_CLASS if small else _CLASS[school.kind]), "size", *name)
        if school.role == "lasting_deficit" and kept:
            size = 30.0
        if school.role == "surplus" and kept:
            size = max(size, 26.0)
        return Course(school, occupation, since, max(until, since), size, teaching.years)

    def _may_teach(self, school: Establishment, occupation: Occupation) -> bool:
        teaching = occupation.taught.get(school.kind)
        if teaching is None or teaching.closed < self.plan.school_years[0]:
            return False
        if occupation.code == planted()["lasting_deficit"].occupation:
            return False  # one school near Kraków teaches it, and some far away
        return not self._kept_away(school.place, occupation)

    def _kept_away(self, place: Place, occupation: Occupation) -> bool:
        """The occupation that is to be out of reach is not taught near its powiat."""
        truth = planted()["out_of_reach"]
        if occupation.code != truth.occupation:
            return False
        return any(place.km_to(self.plan.ground.powiats[code]) <= REACH_KM + 5 for code in truth.powiats)
