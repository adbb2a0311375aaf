"""Ratings of the Occupational Barometer."""

from pathlib import Path

import polars as pl
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koordynata.sources import catalogue
from koordynata.sources.barometr.reader import LAYOUT, read
from koordynata.sources.catalogue import ReadOptions
from koordynata.sources.codes import look_up
from koordynata.sources.reading import Problem, Reading

from ..models import BarometerRating
from .by_place import ByPlaceImporter
from .names import group_keys, plain


class BarometrImporter(ByPlaceImporter):
    """A file replaces the ratings of its powiats in its years."""

    id = "barometr"
    title = _("Occupational Barometer")
    publisher = "Wojewódzki urząd pracy, Barometr zawodów"
    licence = gettext_noop("as stated by the publisher")
    expects = _("Our own template, filled in from the panels' results; five steps by digit or by word")
    layout = LAYOUT
    model = BarometerRating
    key = ("year", "territory_id", "group_id", "occupation_id")
    columns = ("demand_change", "relation", "note")
    names = ("year", "territory", "group", "occupation")
    stored = ("year", "territory__name", "group__name_pl", "occupation__name_pl")

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Rows of the template."""
        return read(path.read_bytes())

    def link_more(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
        """Groups are found by code or by name."""
        written = frame.with_columns(_written=pl.col("group"), group=plain(pl.col("group")))
        linked, problems = look_up(
            written, "group", group_keys(), "group_unknown", self.header("group"), to="group_id", known_by="plain"
        )
        return linked.with_columns(group=pl.col("_written")).drop("_written"), problems


catalogue.enter(BarometrImporter())
