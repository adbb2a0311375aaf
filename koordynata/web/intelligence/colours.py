"""Rows of gaps as colours of a map."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from koordynata.intelligence.queries import GapRow
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.web.charts.marks import LETTERS, class_words
from koordynata.web.maps import Colour

from .sourced import figure_words


def colour_of(row: GapRow, name: str) -> Colour:
    """One powiat: painted by its class, leading to its page in the same year."""
    css = row.klass.css if row.klass else "no-data"
    words = class_words("hidden" if row.score.suppressed else css)
    sentence = _("%(name)s: %(class)s") % {"name": row.territory_name, "class": words}
    if row.score.known:
        sentence += f", {figure_words(row.score)}"
    address = reverse("intelligence:territory", args=[row.territory_code])
    return Colour(
        code=row.territory_code,
        name=name,
        css=css,
        letter=LETTERS[css],
        sentence=sentence,
        url=f"{address}?{urlencode({'year': row.year})}",
    )


def colours(rows: Iterable[GapRow]) -> list[Colour]:
    """All rows as colours, written with the bare names of their territories."""
    rows = list(rows)
    names = dict(Territory.objects.filter(code__in=[row.territory_code for row in rows]).values_list("code", "name"))
    return [colour_of(row, names.get(row.territory_code, row.territory_name)) for row in rows]


def names_of_voivodeships() -> dict[str, str]:
    """Names to write round a region."""
    return dict(Territory.objects.filter(kind=TerritoryKind.VOIVODESHIP).values_list("code", "name"))
