"""Questions that schools answer: who teaches it near, will there be pupils, employers, workshops; past opinions."""

from typing import Any

from koordynata.foundation.distances import km_between
from koordynata.intelligence import queries
from koordynata.intelligence.method import limits
from koordynata.intelligence.metrics import units
from koordynata.intelligence.queries import Figure, SchoolRow, Silence

from ..models import OpinionRequest
from .about import About
from .book import counted, told
from .reading import questions

YEARS_AHEAD = 5
FULL = 100.0


def taught(about: About) -> dict[str, Any]:
    """Schools within the travel radius, in any region, with first grades against places where both are known."""
    radius = limits()["reach_km"]
    found = queries.where_taught("PL", about.occupation, about.year)
    places = _places(about)
    near = []
    for school in found.schools:
        km = _distance(about, school)
        if km is not None and km <= radius and school.institution_id != about.request.school_id:
            near.append((km, school))
    near.sort(key=lambda pair: (pair[0], pair[1].institution_id))
    number = float(len(near)) if (about.place and found.pupils.silence != Silence.MISSING) or near else None
    return {
        "figures": [counted("schools_near", number, "schools", about.book.keys(found.pupils.sources), about.year)],
        "radius_km": radius,
        "schools": [_school(about, school, km, places.get(school.institution_id)) for km, school in near],
        "reading": questions()["taught"].reading(number),
    }


def _distance(about: About, school: SchoolRow) -> float | None:
    there = (school.lat, school.lon) if school.lat is not None and school.lon is not None else None
    there = there or about.seats.get(school.territory_code)
    return km_between(about.place, there) if about.place and there else None


def _places(about: About) -> dict[int, tuple[int, list[str]]]:
    """Places that schools named in applications for the same occupation: no register publishes them."""
    rows = OpinionRequest.objects.filter(occupation=about.request.occupation, places__isnull=False)
    rows = rows.filter(opinion__isnull=False).exclude(pk=about.request.pk).order_by("pk").select_related("school")
    return {
        one.school_id: (one.places or 0, [about.book.key(one.school.name, f"wniosek {one.signature}", None)])
        for one in rows
    }


def _school(about: About, school: SchoolRow, km: float, places: tuple[int, list[str]] | None) -> dict[str, Any]:
    first = dict(school.pupils_by_grade).get(1) or Figure(None, Silence.MISSING, units.PEOPLE, "pupils", about.year)
    number, sources = places or (None, [])
    fill = first.value / number * FULL if first.value is not None and number else None
    return {
        "id": school.institution_id, "name": school.name, "territory": school.territory_code, "km": round(km, 1),
        "first_grade": told(first, about.book, "first_grade"), "pupils": told(school.pupils, about.book),
        "graduates": told(school.graduates, about.book), "places": counted("places", number, "people", sources),
        "fill": counted("fill", fill, units.PERCENT, sources, about.year),
    }  # fmt: skip


def pupils(about: About) -> dict[str, Any]:
    """Young people of fifteen in the school's powiat now and in five years; the school's own outlook."""
    coming = queries.young_people(about.powiat, about.year, about.year + YEARS_AHEAD)
    known = [figure for figure in coming if figure.value]
    first, last = (known[0].value, known[-1].value) if len(known) > 1 else (None, None)
    change = (last - first) / first * FULL if first and last is not None else None
    sources = about.book.keys([source for figure in known for source in figure.sources])
    school = queries.school_outlook(about.request.school_id)
    until = known[-1].year if known else None
    return {
        "figures": [counted("change_of_young_people", change, units.PERCENT, sources, until)],
        "young_people": [told(figure, about.book) for figure in coming],
        "school": [told(year.pupils, about.book) for year in school.years if year.is_outlook] if school else [],
        "reading": questions()["pupils"].reading(change),
    }  # fmt: skip
