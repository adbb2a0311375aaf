"""Template tags of the house: icons, numbers, fields. Loaded in every template."""

from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from koordynata.foundation.audit import name_in
from koordynata.intelligence.metrics import inputs, units
from koordynata.intelligence.queries import Figure, GapClass, GapPart, GapRow, MetricCard, RegionFigure, SchoolRow
from koordynata.intelligence.queries.parts import TITLES
from koordynata.web import addresses, figures, paging, wording
from koordynata.web.charts import marks
from koordynata.web.intelligence import learning, sourced
from koordynata.web.intelligence.classes import class_of_score
from koordynata.web.intelligence.drawer import Regions

register = template.Library()

register.filter("number", figures.number)
register.filter("signed", figures.signed)
register.filter("percent", figures.percent)
register.filter("code", figures.plain)
register.filter("verb_label", wording.verb_label)
register.filter("object_label", wording.object_label)
register.filter("field_label", wording.field_label)
register.filter("shown_value", wording.shown_value)
register.filter("who", name_in)
register.filter("web_address", addresses.web_address)
register.filter("years_of_learning", learning.years_of_learning)
register.filter("gap_part", lambda part: str(TITLES.get(part, part)))
register.filter("school_note", learning.school_note)
register.filter("qualification_note", learning.qualification_note)


@register.filter
def grade(grades: dict[int, int | None], number: int) -> str:
    """Pupils of one grade: a number, "no data", or nothing where the grade does not exist."""
    return figures.number(grades[number]) if number in grades else str(figures.NOT_APPLICABLE)


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the sprite; decoration only, the word stands beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        extra,
        static("koordynata/icons.svg"),
        name,
    )


@register.inclusion_tag("web/components/_field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """A form field with its label, hint and error."""
    return {"field": bound}


@register.simple_tag(takes_context=True)
def query_without(context: dict[str, Any], *names: str) -> str:
    """The page's query string without some names, ending in `&` when not empty: for sorting, paging, exports."""
    query = context["request"].GET.copy()
    for name in (*names, paging.PRINT):
        query.pop(name, None)
    return query.urlencode() + "&" if query else ""


@register.inclusion_tag("web/components/_pages.html", takes_context=True)
def pages(context: dict[str, Any], page: Any) -> dict[str, Any]:
    """Numbers of pages under a list; the filters stay in the address."""
    return {
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number)),
        "query": query_without(context, "page"),
        "printed": paging.prints(context["request"]),
    }


@register.inclusion_tag("web/components/_export.html", takes_context=True)
def export_links(context: dict[str, Any], page: Any = None, more: str = "") -> dict[str, Any]:
    """XLSX, CSV and Print of what is filtered; `page` of a list that has several, `more` for the address."""
    query = query_without(context, "page", "format")
    return {"query": query, "more": more, "in_pages": page is not None and page.paginator.num_pages > 1}


register.simple_tag(marks.class_letter, name="class_letter")
register.simple_tag(marks.share_bar, name="share_bar")


@register.simple_tag
def figure(shown: Figure, place: Any = None, unit: bool = False, sign: bool = False) -> SafeString:
    """A figure of the warehouse: a number that opens its source, or one of the silences."""
    return sourced.figure_html(shown, place, unit=unit, sign=sign)


@register.simple_tag
def trend(row: GapRow) -> SafeString:
    """The score of a gap over the years as a small line."""
    return marks.spark([score for _year, score in row.history], sourced.trend_words(row))


@register.simple_tag
def gap_bar(row: GapRow, width: int = 104) -> SafeString:
    """The score as a diverging bar; nothing where there is no score."""
    if row.score.value is None:
        return SafeString("")
    return marks.diverging_bar(row.score.value, row.klass.css if row.klass else "no-data", width)


@register.simple_tag
def gap_class(klass: GapClass | None, score: Figure | None = None) -> SafeString:
    """The class of a gap as a letter; `–` where too little is known, or where that is hidden."""
    silent = "hidden" if score is not None and score.suppressed else "no-data"
    return marks.class_letter(klass.css if klass else silent)


@register.simple_tag
def year_class(score: float | None) -> SafeString:
    """The class of one year's score as a letter."""
    klass = class_of_score(score)
    return marks.class_letter(klass.css if klass else "no-data")


@register.inclusion_tag("web/components/_sort.html", takes_context=True)
def sort_header(context: dict[str, Any], key: str, label: str, css: str = "") -> dict[str, Any]:
    """A table head that sorts: a link, and `aria-sort` on the column in force."""
    now = context.get("sort", "")
    turned = f"-{key}" if now == key else key
    return {
        "label": label,
        "css": css,
        "order": {key: "ascending", f"-{key}": "descending"}.get(now, ""),
        "url": f"?{query_without(context, 'sort', 'page', 'format')}sort={turned}",
    }


@register.simple_tag
def part_figure(part: GapPart, row: GapRow) -> SafeString:
    """The value of one part of a gap; its source is found by the part, not by the metric."""
    return sourced.part_html(part, row)


@register.simple_tag
def grades(school: SchoolRow, most: float) -> SafeString:
    """Pupils of a school grade by grade as small columns; hidden ones in words."""
    return sourced.grades_html(school, most)


@register.simple_tag
def percent_bar(shown: Figure, width: int = 84) -> SafeString:
    """A figure in percent as a plain bar."""
    return marks.share_bar((shown.value or 0) / 100, width)


@register.simple_tag
def region_bar(regions: Regions, row: RegionFigure) -> SafeString:
    """A voivodeship's figure among all of them as a bar."""
    return marks.region_bar(regions.share(row), own=row == regions.own, below_zero=regions.below_zero)


@register.simple_tag
def unit(shown: Figure) -> str:
    """The unit of a figure in words."""
    if shown.value is None or shown.unit in {units.PERCENT, units.STEPS}:
        return ""
    return sourced.counted(shown.unit, shown.value)


@register.simple_tag
def unit_name(code: str) -> str:
    """A unit of a metric in words."""
    return sourced.unit_words(code)


@register.filter
def input_names(codes: tuple[str, ...]) -> list[str]:
    """The inputs of a metric in words."""
    return [str(inputs.NAMES.get(code, code)) for code in codes]


@register.simple_tag
def day(iso: str) -> str:
    """A day written in ISO 8601, as the reader's language writes it; anything else as it stands."""
    found = parse_date(iso)
    return date_format(found, "SHORT_DATE_FORMAT") if found else iso


@register.simple_tag
def card_title(cards: dict[str, MetricCard], metric: str) -> str:
    """The title of a metric; its id where it has no card."""
    return cards[metric].title if metric in cards else metric


@register.simple_tag
def moment(iso: str) -> str:
    """A moment written in ISO 8601, as the reader's language writes it."""
    return date_format(localtime(parse_datetime(iso)), "SHORT_DATETIME_FORMAT")
