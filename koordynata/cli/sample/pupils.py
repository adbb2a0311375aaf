"""Cohorts on their way through the grades: admitted, thinned out year by year, graduated."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .network import Establishment
from .offers import Course, Offers
from .people import People
from .plan import Plan
from .planted import ENTRIES_OF_THE_EMPTYING_SCHOOL

_STAYING = {  # share of a grade that goes on to the next
    "TEC": (0.93, 0.95, 0.97, 0.98),
    "BS1": (0.88, 0.93),
    "BS2": (0.84,),
    "POL": (0.72, 0.85),
}
_GRADUATING = {"TEC": 0.94, "BS1": 0.95, "BS2": 0.9, "POL": 0.85}
_PASSING = {"TEC": 0.78, "BS1": 0.84, "BS2": 0.72, "POL": 0.86}
# The reform of 2017: a technikum lasts four years for those admitted up to 2019, five for those after an
# eight-year primary school, who come from 2019; in that year both came.
_DOUBLE_YEAR = 2019
_SHORT_TECHNIKUM = 4
_UNREPORTED = 0.012  # share of school × year reports that never came


@dataclass(frozen=True)
class Class:
    """One grade of an occupation at a school in a school year. None: the report does not say."""

    course: Course
    school_year: int
    grade: int
    pupils: int
    graduates: int | None = None
    passing: float | None = None


class Pupils:
    """Counts the pupils of every course in each of the ten school years."""

    def __init__(self, plan: Plan, people: People, offers: Offers) -> None:
        self.plan, self.people, self.offers = plan, people, offers
        self.size_of = cache(self._size_of)
        self._known: dict[int, list[Class]] = {}

    def classes(self, school: Establishment) -> list[Class]:
        """The school's reports of all ten years, with the gaps that reports have."""
        if school.rspo not in self._known:
            self._known[school.rspo] = list(self._reports(school))
        return self._known[school.rspo]

    def _reports(self, school: Establishment) -> Iterator[Class]:
        for course in self.offers.of(school):
            for year in self.plan.school_years:
                if not self._unreported(school, year):
                    yield from self._year(course, year)

    def today(self, school: Establishment) -> int:
        """Pupils in the present school year."""
        return sum(c.pupils for c in self.classes(school) if c.school_year == self.plan.school_year)

    def graduates(self, course: Course, school_year: int) -> int:
        """Graduates at the end of a school year."""
        return sum(self._graduates(course, year, length) for year, length in self._leaving(course, school_year))

    def _unreported(self, school: Establishment, year: int) -> bool:
        missing = self.plan.chance.happens(_UNREPORTED, "unreported", school.rspo, year)
        return missing and not school.role and year != self.plan.school_year

    def _year(self, course: Course, year: int) -> Iterator[Class]:
        counts = [self._in_grade(course, year, grade) for grade in range(1, course.years + 1)]
        if not any(counts):
            return  # a school reports the occupations that it teaches
        for grade, pupils in enumerate(counts, start=1):
            if not self._leaves(course, year, grade):
                yield Class(course, year, grade, pupils)
            elif year == self.plan.school_year:
                yield Class(course, year, grade, pupils)  # nobody has graduated yet
            else:
                yield self._last_grade(course, year, grade, pupils)

    def _last_grade(self, course: Course, year: int, grade: int, pupils: int) -> Class:
        graduates = sum(
            self._graduates(course, entry, length) for entry, length in self._leaving(course, year) if length == grade
        )
        chance = self.plan.chance
        passing = _PASSING[course.school.kind] + 0.09 * chance.bell(
            "pass", course.school.rspo, course.occupation.code, year
        )
        return Class(course, year, grade, pupils, graduates, min(max(passing, 0.2), 1.0) if graduates else None)

    def _lengths(self, course: Course, entry: int) -> tuple[int, ...]:
        if course.school.kind != "TEC" or entry > _DOUBLE_YEAR:
            return (course.years,)
        return (_SHORT_TECHNIKUM,) if entry < _DOUBLE_YEAR else (_SHORT_TECHNIKUM, course.years)

    def _leaving(self, course: Course, school_year: int) -> list[tuple[int, int]]:
        """Cohorts (admission, length) in their last grade in a school year."""
        return [
            (entry, length)
            for entry in range(school_year - course.years + 1, school_year + 1)
            for length in self._lengths(course, entry)
            if entry + length - 1 == school_year
        ]

    def _leaves(self, course: Course, year: int, grade: int) -> bool:
        return grade in {length for _, length in self._leaving(course, year)}

    def _in_grade(self, course: Course, year: int, grade: int) -> int:
        entry = year - grade + 1
        return sum(
            self._reached(course, entry, length, grade) for length in self._lengths(course, entry) if grade <= length
        )

    def _graduates(self, course: Course, entry: int, length: int) -> int:
        last = self._reached(course, entry, length, length)
        return min(last, self._draw(last * _GRADUATING[course.school.kind], "graduates", course, entry, length))

    def _reached(self, course: Course, entry: int, length: int, grade: int) -> int:
        pupils = self.size_of(course, entry, length)
        for step, staying in enumerate(_STAYING[course.school.kind][: grade - 1]):
            pupils = min(pupils, self._draw(pupils * staying, "stay", course, entry, length, step))
        return pupils

    def _size_of(self, course: Course, entry: int, length: int) -> int:
        """Pupils admitted in a year. Adults' schools do not follow births."""
        if not course.admits(entry):
            return 0
        if course.school.role == "emptying_school":
            place = max(entry - self.plan.school_years[0], 0)
            return ENTRIES_OF_THE_EMPTYING_SCHOOL[place] if length == course.years or entry < _DOUBLE_YEAR else 0
        level = course.size
        if course.school.kind != "POL":
            level *= self.people.entrants(course.school.powiat, entry)
        fashion = 1 + 0.1 * self.plan.chance.bell("fashion", course.occupation.code, entry // 3)
        return self._draw(level * max(fashion, 0.5), "enter", course, entry, length)

    def _draw(self, expected: float, what: str, course: Course, *name: object) -> int:
        return self.plan.chance.people(expected, what, course.school.rspo, course.occupation.code, *name)
