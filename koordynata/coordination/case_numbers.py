"""How cases are numbered (znak sprawy): series with templates as dated data (data/case_numbers.csv).

The office's instruction (instrukcja kancelaryjna) names the cell, the class of the list of files (JRWA), the number
of the case in that class and year, and the year.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter

from .dated import Dated, common, rows

PARTS = ["number", "year"]


@dataclass(frozen=True)
class Series(Dated):
    """Seria spraw: its cases are numbered from 1 in each year, without gaps."""

    template: str  # `EDU.4301.{number}.{year}`

    def signature(self, number: int, year: int) -> str:
        """Znak sprawy."""
        return self.template.format(number=number, year=year)


def check_template(template: str) -> str:
    """The template, if two cases can never get the same sign from it. Raises ValueError."""
    found = [(name, spec, how) for _text, name, spec, how in Formatter().parse(template) if name is not None]
    if sorted(name for name, _spec, _how in found) != PARTS or any(spec or how for _name, spec, how in found):
        raise ValueError(template)
    return template


@cache
def series() -> tuple[Series, ...]:
    """All of them, in the order of the file."""
    return tuple(Series(**common(row), template=check_template(row["template"])) for row in rows("case_numbers"))


def series_in_force(region: str, day: date) -> dict[str, Series]:
    """Those that a region may use on a day; a region's own row goes before the one for all."""
    found = [one for one in series() if one.in_force(day, region)]
    return {one.id: one for one in sorted(found, key=lambda one: one.region)}
