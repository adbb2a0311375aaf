"""One importer for every list: what differs is its layout, its model, and the codes it looks up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koordynata.accounts.roles import Permission
from koordynata.sources.catalogue import Importer, ReadOptions
from koordynata.sources.codes import headers, keys_of, look_up, without_nulls
from koordynata.sources.models import Imported
from koordynata.sources.reading import Reading
from koordynata.sources.staging import Reference, Staging, Table
from koordynata.sources.tabular import Layout, read_table

Prepare = Callable[[pl.DataFrame], pl.DataFrame]


def _as_they_are(rows: pl.DataFrame) -> pl.DataFrame:
    return rows


@dataclass(frozen=True)
class Link:
    """A code in a list that leads to another list."""

    by: str  # field of the row
    to: str  # column of the model
    among: Callable[[], "QuerySet[Any, Any]"]
    problem: str  # message when the code is not there


@dataclass(frozen=True)
class ListShape:
    """Where the rows of a list go. `columns` are the model's columns beside the key."""

    model: type[Imported]
    layout: Layout
    key: Sequence[str]
    columns: Sequence[str]
    label: str
    links: Sequence[Link] = ()
    prepare: Prepare = _as_they_are
    whole: bool = True  # the file is the whole list: what it lacks is withdrawn
    references: Sequence[Reference] = ()
    stored_label: Sequence[str] = ()


class ListImporter(Importer):
    """A list of the house's own, or an operator's file with the same header."""

    publisher = "Koordynata"
    licence = gettext_noop("facts")
    permission = Permission.IMPORT_REFERENCE
    expects = _("CSV with the header of the template; it replaces the whole list")

    def __init__(self, source: str, title: str | Promise, shape: ListShape) -> None:
        # One class for many lists: what other importers say on the class, these say on themselves.
        vars(self).update(id=source, title=title, layout=shape.layout)
        self.shape = shape

    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Rows of the list's layout."""
        return read_table(path.read_bytes(), self.shape.layout)

    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """Codes looked up in the other lists."""
        shape, frame, problems = self.shape, self.shape.prepare(reading.rows), []
        for link in shape.links:
            known = keys_of(link.among(), "code")
            header = shape.layout.column(link.by).header
            frame, found = look_up(frame, link.by, known, link.problem, header, to=link.to)
            problems += found
        table = Table(
            model=shape.model,
            key=tuple(shape.key),
            columns=(*shape.key, *shape.columns),
            frame=without_nulls(shape.model, frame),
            label=shape.label,
            scope=Q() if shape.whole else None,
            territory="",
            stored_label=tuple(shape.stored_label),
            references=tuple(shape.references),
            headers=headers(shape.layout, **{link.to: link.by for link in shape.links}),
        )
        return Staging((table,), problems, frozenset({"PL"}))
