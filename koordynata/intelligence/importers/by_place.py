"""Files that speak for territories in years, row by row."""

from typing import ClassVar

import polars as pl

from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.codes import headers, without_nulls
from koordynata.sources.models import Imported
from koordynata.sources.reading import Problem, Reading
from koordynata.sources.staging import Staging, Table
from koordynata.sources.tabular import Layout

from .links import LABEL, codes_in, labelled, link_occupations, link_territories, years, years_and_places


class ByPlaceImporter(Importer):
    """Such a file replaces what is known of its territories in its years, and nothing else.

    `names` are the columns of the file that name a row for people, `stored` the lookups that name a stored record.
    """

    model: ClassVar[type[Imported]]
    key: ClassVar[tuple[str, ...]]
    columns: ClassVar[tuple[str, ...]]  # beside the key
    names: ClassVar[tuple[str, ...]] = ("year", "territory", "occupation")
    stored: ClassVar[tuple[str, ...]] = ("year", "territory__name", "occupation__name_pl")
    layout: Layout

    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """Territories and occupations looked up by their codes, then whatever else the kind of file knows."""
        frame, no_territory = link_territories(reading.rows, self.header("territory"))
        frame, no_occupation = link_occupations(frame, self.header("occupation"))
        frame, more = self.link_more(frame)
        table = Table(
            model=self.model,
            key=self.key,
            columns=(*self.key, *self.columns),
            frame=without_nulls(self.model, labelled(frame, *self.names)),
            label=LABEL,
            scope=years_and_places(frame),
            found_in=years(frame),
            stored_label=self.stored,
            headers=headers(self.layout, **self._linked()),
        )
        return Staging((table,), [*no_territory, *no_occupation, *more], codes_in(frame))

    def link_more(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Problem]]:
        """Further columns that lead to other lists; a row that leads nowhere is left out with a problem."""
        return frame, []

    def header(self, name: str) -> str:
        """What the file calls a column."""
        return self.layout.column(name).header

    def _linked(self) -> dict[str, str]:
        return {column: column.removesuffix("_id") for column in self.key if column.endswith("_id")}
