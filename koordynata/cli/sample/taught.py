"""What the schools of a powiat teach together, and how many graduate."""

from collections.abc import Callable
from functools import cache

from .network import Establishment
from .offers import Course, Offers
from .pupils import Pupils

Courses = dict[tuple[str, str], list[Course]]  # (powiat, occupation) -> courses


class Taught:
    """Courses of a region by powiat and occupation."""

    def __init__(self, schools: Callable[[str], list[Establishment]], offers: Offers, pupils: Pupils) -> None:
        self.schools, self.offers, self.pupils = schools, offers, pupils
        self.courses = cache(self._courses)

    def _courses(self, region: str) -> Courses:
        found: Courses = {}
        for school in self.schools(region):
            for course in self.offers.of(school):
                found.setdefault((school.powiat.code, course.occupation.code), []).append(course)
        return dict(sorted(found.items(), key=lambda item: item[0]))

    def graduates(self, powiat: str, occupation: str, year: int) -> int:
        """Graduates of the summer of a calendar year."""
        courses = self.courses(powiat[:2]).get((powiat, occupation), [])
        return sum(self.pupils.graduates(course, year - 1) for course in courses)
