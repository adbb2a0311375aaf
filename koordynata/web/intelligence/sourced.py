"""Figures on pages: a number that opens its source, or a silence in its own words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import npgettext

from koordynata.intelligence.metrics import units
from koordynata.intelligence.queries import Figure, GapPart, GapRow, SchoolRow, SourceRef
from koordynata.web.charts.marks import grade_bars
from koordynata.web.figures import NBSP, number, signed

# Decimals by unit; people, offers, points and years have none.
DIGITS = {
    units.PERCENT: 1,
    units.STEPS: 1,
    units.KM: 1,
    units.RATIO: 2,
    units.POINTS_A_YEAR: 1,
    units.OFFERS_PER_PERSON: 1,
}


class Place(Protocol):
    """Whatever a figure is about: a gap row, or anything with the same five codes."""

    @property
    def territory_code(self) -> str: ...  # noqa: D102
    @property
    def occupation_code(self) -> str: ...  # noqa: D102
    @property
    def branch(self) -> str: ...  # noqa: D102
    @property
    def school_type(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> int: ...  # noqa: D102


def figure_words(figure: Figure, *, unit: bool = False, sign: bool = False) -> str:
    """The figure as text: `1 234`, `86%`, `hidden`."""
    if figure.value is None:
        return str(figure.silence.label) if figure.silence else str(_("no data"))
    digits = digits_of(figure.unit, figure.value)
    text = signed(figure.value, digits) if sign else number(figure.value, digits)
    if figure.unit == units.PERCENT:
        return text + "%"
    if unit and figure.unit == units.STEPS:
        return _("%(value)s of 5") % {"value": text}
    word = counted(figure.unit, figure.value) if unit else ""
    return f"{text}{NBSP}{word}" if word else text


def digits_of(unit: str, value: float) -> int:
    """Decimals that a unit deserves; a whole number has none."""
    digits = DIGITS.get(unit, 0)
    return 0 if float(round(value, digits)).is_integer() or abs(value) >= 1000 else digits


def counted(unit: str, value: float) -> str:
    """The unit as it stands after a number: `1 person`, `22 people`."""
    whole = abs(round(value))
    if unit == units.PEOPLE:
        return npgettext("unit", "person", "people", whole)
    if unit == units.OFFERS:
        return npgettext("unit", "offer", "offers", whole)
    if unit == units.YEARS:
        return npgettext("unit", "year", "years", whole)
    return "" if unit == units.RATIO else unit_words(unit)


def unit_words(unit: str) -> str:
    """The unit in the reader's language; one that is not known here is shown as it comes."""
    return str(units.NAMES.get(unit, unit))


def figures_of(rows: Iterable[GapRow]) -> Iterator[Figure]:
    """The figures that stand in a table of gaps."""
    return (figure for row in rows for figure in (row.score, row.supply, row.demand, row.pupils))


def sources_of(figures: Iterable[Figure]) -> list[SourceRef]:
    """The files from which figures come, newest first, each once."""
    found = {(source.publisher, source.title): source for figure in figures for source in figure.sources}
    return sorted(found.values(), key=lambda source: source.vintage or date.min, reverse=True)


def source_url(figure: Figure, place: Place | None, **more: Any) -> str:
    """Where the figure's source is told; empty when it is not known what the figure is about."""
    if place is None:
        return ""
    query = {
        "territory": place.territory_code,
        "occupation": place.occupation_code,
        "branch": "" if place.occupation_code else place.branch,
        "school_type": "" if place.occupation_code else place.school_type,
        "year": figure.year or place.year,
    } | more
    address = _figure_address(figure.metric_id, get_script_prefix())
    return f"{address}?{urlencode({name: str(value) for name, value in query.items() if value})}"


@lru_cache(maxsize=256)
def _figure_address(metric_id: str, prefix: str) -> str:
    return reverse("intelligence:figure", args=[metric_id])


def figure_html(
    figure: Figure, place: Place | None = None, *, unit: bool = False, sign: bool = False, **more: Any
) -> SafeString:
    """The figure as a link, opened in the drawer by drawer.js; without it a page of its own with the same content."""
    words = figure_words(figure, unit=unit, sign=sign)
    css = "sourced" if figure.known else "suppressed" if figure.suppressed else "silence"
    url = source_url(figure, place, **more)
    if not url or css == "silence":
        if figure.silence is None:
            return format_html("<span>{}</span>", words)
        return format_html('<span class="{}" title="{}">{}</span>', css, figure.silence.reason, words)
    return format_html('<a class="{}" href="{}">{}</a>', css, url, words)


def trend_words(row: GapRow) -> str:
    """The scores of a row year by year, for those who cannot see the line."""
    known = [f"{year}: {number(score)}" for year, score in row.history if score is not None]
    return _("gap by year: %s") % ", ".join(known)


def part_html(part: GapPart, row: GapRow) -> SafeString:
    """The value of a part, leading to the part's own source."""
    figure = replace(part.value, metric_id=part.id)
    # The title of such a part already says of what per whom.
    return figure_html(figure, row, unit=part.value.unit != units.OFFERS_PER_PERSON)


def grades_html(school: SchoolRow, most: float) -> SafeString:
    """Pupils by grade as small columns on the table's scale; words where every grade is silent."""
    figures = [figure for _grade, figure in school.pupils_by_grade]
    if not any(figure.known for figure in figures):
        silent = next((figure for figure in figures if figure.suppressed), next(iter(figures), None))
        return figure_html(silent) if silent else format_html('<span class="silence">{}</span>', _("no data"))
    words = ", ".join(f"{grade}: {figure_words(figure)}" for grade, figure in school.pupils_by_grade)
    return grade_bars([figure.value for figure in figures], _("pupils by grade: %s") % words, most)
