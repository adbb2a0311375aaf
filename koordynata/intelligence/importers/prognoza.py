"""The minister's forecast of demand for workers."""

from functools import cache
from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koordynata.sources import catalogue
from koordynata.sources.catalogue import ReadOptions
from koordynata.sources.prognoza.reader import LAYOUT, read
from koordynata.sources.reading import LINE, Problem, Reading

from ..method import forecast_levels
from ..models import DemandForecast
from .by_place import ByPlaceImporter
from .names import link_names, plain


@cache
def levels() -> pl.DataFrame:
    """The known levels, as written and as compared."""
    return pl.DataFrame({"known_level": list(forecast_levels())}).with_columns(level=plain(pl.col("known_level")))


class PrognozaImporter(ByPlaceImporter):
    """A file replaces the list of its year for the country or the voivodeships in it."""

    id = "prognoza"
    title = _("Forecast of demand for workers (Monitor Polski)")
    publisher = "Minister właściwy do spraw oświaty i wychowania"
    licence = gettext_noop("public document")
    expects = _("Our own template, filled in from the notice in Monitor Polski; names of occupations will do")
    layout = LAYOUT
    model = DemandForecast
    key = ("year", "occupation_id", "territory_id")
    columns = ("gazette_item", "level")
    names = ("year", "territory", "occupation", "occupation_name")

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Rows of the template."""
        return read(path.read_bytes())

    def link_more(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
        """Occupations without a code by their names; levels as on the list of levels."""
        frame, no_name = link_names(frame, self.header("occupation_name"))
        frame, no_level = _known_levels(frame)
        return frame, no_name + no_level


def _known_levels(frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
    joined = frame.with_columns(_plain=plain(pl.col("level"))).join(
        levels(), left_on="_plain", right_on="level", how="left", maintain_order="left"
    )
    bad = joined.filter(pl.col("known_level").is_null()).select(LINE, "level")
    header = LAYOUT.column("level").header
    problems = [Problem("level_unknown", line, header, str(value)[:200]) for line, value in bad.iter_rows()]
    known = joined.filter(pl.col("known_level").is_not_null())
    return known.with_columns(level=pl.col("known_level")).drop("_plain", "known_level"), problems


catalogue.enter(PrognozaImporter())
