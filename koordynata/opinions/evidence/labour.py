"""Questions that the labour market answers: shortage, its age, the forecast, graduates, supply."""

from collections.abc import Iterator
from typing import Any

from koordynata.intelligence import queries
from koordynata.intelligence.queries import Figure

from .about import About
from .book import counted, rounded, told
from .reading import AGAINST, FOR, NEUTRAL, UNKNOWN, questions

HISTORY = 6  # years


def shortage(about: About) -> dict[str, Any]:
    """The gap in the region and in the school's powiat, and what it is made of."""
    figures, parts = [], []
    for place in (about.region, about.powiat):
        row = about.gap(place)
        figures.append(told(row.score, about.book, f"gap_{about.level(place)}"))
        figures.append(told(row.demand, about.book, f"vacancies_{about.level(place)}"))
    taken = queries.gap_parts(about.region, about.occupation, about.year) if about.year else None
    for part in taken.parts if taken else ():
        parts.append(told(part.value, about.book, part.id) | {
            "points": part.points_shown, "subscore": rounded(part.subscore), "weight": part.weight,
        })  # fmt: skip
    row = about.gap(about.region)
    return {
        "figures": figures, "parts": parts, "class": row.klass.value if row.klass else None,
        "reading": questions()["shortage"].reading(row.score.value),
    }  # fmt: skip


def lasting(about: About) -> dict[str, Any]:
    """Years in deficit in a row, the slope, and the barometer year by year."""
    row = about.gap(about.region)
    years = row.lasting_years if row.klass else None
    history = [_year(about, year) for year in about.years_back(HISTORY)]
    return {
        "figures": [
            counted("lasting_years", years, "years", about.book.keys(row.score.sources), about.year),
            counted("growth", row.growth, "points_a_year", about.book.keys(row.score.sources), about.year),
        ],
        "history": history, "reading": questions()["lasting"].reading(years),
    }  # fmt: skip


def _year(about: About, year: int) -> dict[str, Any]:
    found = about.figures(about.region, year)
    return {
        "year": year,
        "gap": told(found["gap"], about.book),
        "barometer": told(found["barometer"], about.book),
        "vacancies": told(found["vacancies"], about.book),
        "unemployed": told(found["unemployed"], about.book),
    }


def forecast(about: About) -> dict[str, Any]:
    """The level in the country's and in the region's list, or that the occupation is not there."""
    lists = []
    for place in ("PL", about.region):
        found = queries.announced(about.occupation, place, about.day)
        lists.append({
            "territory": place, "year": found.year if found else None, "level": found.level if found else None,
            "item": found.item if found else None, "sources": about.book.keys(found.sources) if found else [],
        })  # fmt: skip
    points = about.figures(about.region, about.year)["forecast_level"]
    listed, loaded = any(one["level"] for one in lists), any(one["year"] for one in lists)
    return {
        "figures": [told(points, about.book)], "lists": lists,
        "reading": FOR if listed else NEUTRAL if loaded else UNKNOWN,
    }  # fmt: skip


def graduates(about: About) -> dict[str, Any]:
    """How many leave school, work, look for work, stay; in the region."""
    found = about.figures(about.region, about.year)
    names = ("graduates", "graduates_work", "stay_in_region", "wage", "unemployed", "unemployment_rate")
    return {
        "figures": [told(found[name], about.book) for name in names if name in found],
        "reading": questions()["graduates"].reading(found["graduates_work"].value),
    }  # fmt: skip


def supply(about: About) -> dict[str, Any]:
    """Graduates foreseen against job offers of the newest year."""
    series = queries.demand_supply_series(about.region, about.occupation)
    coming = [point for point in series.points if point.is_outlook]
    known = [point.demand for point in series.points if not point.is_outlook and point.demand.known]
    last, offers = (coming[-1].supply if coming else None), (known[-1] if known else None)
    return {
        "figures": list(_supply_figures(about, last, offers, series.past_error)),
        "outlook": [told(point.supply, about.book) for point in coming],
        "demography_known": series.demography_known,
        "reading": _supply_reading(last, offers),
    }


def _supply_figures(
    about: About, last: Figure | None, offers: Figure | None, error: Figure
) -> Iterator[dict[str, Any]]:
    yield told(last, about.book, "graduates_foreseen") if last else counted("graduates_foreseen", None, "people", [])
    yield told(offers, about.book, "offers_newest") if offers else counted("offers_newest", None, "offers", [])
    yield told(error, about.book, "past_error")


def _supply_reading(last: Figure | None, offers: Figure | None) -> str:
    if last is None or offers is None or last.value is None or offers.value is None:
        return UNKNOWN
    low, high = last.low if last.low is not None else last.value, last.high if last.high is not None else last.value
    return FOR if high < offers.value else AGAINST if low > offers.value else NEUTRAL
