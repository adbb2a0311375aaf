"""Records that a file asks for, ready to be compared with the stored ones."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl
from django.db.models import Q

from .models import Imported
from .reading import Problem


@dataclass(frozen=True)
class Reference:
    """A foreign key to a record that this very file may create.

    `by` is a column of the frame (say `parent_rspo`), `to` the key column of the target (`rspo`), `table` the place
    of the target in `Staging.tables`; None is the same table. `aliases` (columns `to`, `pk`) are further numbers
    of stored records, such as those kept by a merge.
    """

    column: str
    by: str
    to: str
    table: int | None = None
    aliases: pl.DataFrame | None = None


@dataclass(frozen=True)
class Table:
    """All records of one model that a file asks for: one row of `frame` per record.

    The frame has `_line`, the `key` columns (which identify a record), the written `columns` under the model's
    column names (`territory_id`), and the `label` column for people. Values of a JSONField are JSON texts.

    `scope` are the stored records for which the file speaks: those of them that the file lacks are marked as
    withdrawn. None: nothing is ever withdrawn. `mentioned` holds the keys of all rows of the file, rejected ones too:
    such records are not missing. Where it is not given and rows were rejected, nothing is withdrawn at all.
    `found_in` narrows where stored records are looked for (large tables). `territory` leads from a stored record to
    the code of its territory, or is empty for records of the whole country. `stored_label` are lookups that name a
    stored record for people. `headers` gives the file's header of a column, for messages. `noun` picks the words of
    the shrink message.
    """

    model: type[Imported]
    key: tuple[str, ...]
    columns: tuple[str, ...]
    frame: pl.DataFrame
    label: str
    scope: Q | None = None
    found_in: Q = field(default_factory=Q)
    territory: str = "territory__code"
    mentioned: pl.DataFrame | None = None
    stored_label: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    noun: str = ""


@dataclass(frozen=True)
class Staging:
    """The tables in the order in which they are written, what was wrong, and the territories the file speaks for.

    `territories` are TERYT codes (`PL` for the whole country): only a user whose scope covers all of them may load
    the file. `set_aside` counts rows that are left out on purpose with a remark; they count as unchanged.
    """

    tables: tuple[Table, ...]
    problems: list[Problem]
    territories: frozenset[str]
    set_aside: int = 0
