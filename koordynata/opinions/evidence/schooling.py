"""Questions that schools answer: who teaches it near, will there be pupils, employers, workshops; past opinions."""

import math
from typing import Any

from koordynata.intelligence import queries
from koordynata.intelligence.method import limits
from koordynata.intelligence.metrics import units
from koordynata.intelligence.metrics.reach import EARTH_KM
from koordynata.intelligence.queries import Figure, SchoolRow, Silence

from ..enums import Outcome
from ..models import FollowUp, Opinion, OpinionRequest
from .about import About
from .book import counted, told
from .reading import questions

YEARS_AHEAD = 5
FULL = 100.0


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    a = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(a)))


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


def employers(about: About) -> dict[str, Any]:
    """Employers who will take trainees, letters, training places against places applied for."""
    partners = list(about.request.partners.order_by("name", "pk"))
    places = about.request.places
    training = sum(one.training_places for one in partners)
    share = min(FULL * training / places, 999.0) if places else None
    return {
        "figures": [
            counted("partners", len(partners), "employers", about.applied),
            counted("letters", sum(one.letter_id is not None for one in partners), "letters", about.applied),
            counted("training_places", training, "people", about.applied),
            counted("training_share", share, units.PERCENT, about.applied),
        ],
        "partners": [
            {"name": one.name, "training_places": one.training_places, "jobs": one.jobs, "letter": bool(one.letter_id)}
            for one in partners
        ],
        "reading": questions()["employers"].reading(share),
    }


def resources(about: About) -> dict[str, Any]:
    """Of what is needed, how much is there."""
    found = list(about.request.resources.order_by("kind", "name", "pk"))
    there = sum(one.available for one in found)
    share = FULL * there / len(found) if found else None
    return {
        "figures": [
            counted("resources_there", there if found else None, "resources", about.applied),
            counted("resources_needed", len(found) if found else None, "resources", about.applied),
        ],
        "missing": [{"kind": one.kind, "name": one.name, "by": one.available_by and one.available_by.isoformat()}
                    for one in found if not one.available],
        "reading": questions()["resources"].reading(share),
    }  # fmt: skip


def past(about: About) -> dict[str, Any]:
    """Earlier opinions on the same occupation in the region, and how many of the followed ones were borne out."""
    rows = Opinion.objects.filter(request__occupation=about.request.occupation, region=about.request.region)
    rows = rows.exclude(request=about.request).order_by("year", "number").select_related("request__school")
    newest = {
        one.opinion_id: one
        for one in FollowUp.objects.filter(opinion__in=rows).exclude(outcome=Outcome.UNKNOWN).order_by("year")
    }
    opinions = [
        {"opinion": one.signature, "kind": one.kind, "school": one.request.school.name,
         "decided_on": one.decided_on.isoformat(), "outcome": newest[one.pk].outcome if one.pk in newest else None}
        for one in rows
    ]  # fmt: skip
    share = FULL * sum(one.outcome == Outcome.BORNE_OUT for one in newest.values()) / len(newest) if newest else None
    source = [about.book.key("Koordynata", "rejestr opinii", None)]
    return {
        "figures": [
            counted("past_opinions", len(opinions), "opinions", source),
            counted("borne_out", share, units.PERCENT, source),
        ],
        "opinions": opinions,
        "reading": questions()["past"].reading(share),
    }
