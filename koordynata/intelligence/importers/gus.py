"""Values of the Local Data Bank."""

from pathlib import Path

import polars as pl
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koordynata.sources import catalogue
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.codes import headers
from koordynata.sources.enums import Severity
from koordynata.sources.gus.reader import LAYOUT, read
from koordynata.sources.reading import Problem, Reading
from koordynata.sources.staging import Staging, Table

from ..models import Observation
from .links import LABEL, codes_in, labelled, link_territories

KEY = ("variable", "territory_id", "year", "period")


class GusImporter(Importer):
    """A file replaces the periods of its years, for its variables and territories."""

    id = "gus"
    title = _("Local Data Bank (BDL)")
    publisher = "Główny Urząd Statystyczny"
    licence = gettext_noop("GUS open data")
    expects = _("CSV of the BDL website, or JSON pages of its API")
    layout = LAYOUT

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Observations of either shape."""
        return read(path.read_bytes())

    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """Units with a TERYT number; the others are set aside."""
        units = reading.rows.filter(pl.col("territory").is_not_null())
        aside = reading.rows.height - units.height
        frame, problems = link_territories(units, "Kod")
        if aside:
            problems.append(Problem("gus_regions", params={"count": aside}, severity=Severity.REMARK))
        table = Table(
            model=Observation,
            key=KEY,
            columns=(*KEY, "unit", "value"),
            frame=labelled(frame, "variable", "territory", "year", "period"),
            label=LABEL,
            scope=_spoken_for(frame),
            found_in=Q(variable__in=frame["variable"].unique().to_list()),
            stored_label=("variable", "territory__name", "year", "period"),
            headers=headers(LAYOUT, territory_id="code"),
        )
        return Staging((table,), problems, codes_in(frame), set_aside=aside)


def _spoken_for(frame: pl.DataFrame) -> Q:
    spoken_for = Q(pk__in=[])
    parts = frame.group_by("variable").agg(pl.col("year").unique(), pl.col("territory_id").unique()).sort("variable")
    for variable, years, territories in parts.iter_rows():
        spoken_for |= Q(variable=variable, year__in=years, territory_id__in=territories)
    return spoken_for


catalogue.enter(GusImporter())
