"""The importers of all rooms, by name; each room enters its own when its app starts.

# koordynata/<room>/importers/__init__.py
from . import workshops  # noqa: F401

# koordynata/<room>/importers/workshops.py
catalogue.enter(WorkshopsImporter())
"""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from koordynata.accounts.roles import Permission

from .models import ImportRun
from .reading import Reading
from .staging import Staging

if TYPE_CHECKING:
    from .tabular import Layout


@dataclass(frozen=True)
class ReadOptions:
    """What the person who loads a file said about it."""

    vintage: dt.date | None = None  # the day as of which the file speaks
    is_sample: bool = False


class Importer(ABC):
    """One kind of file: how it is read, and to which records its rows lead."""

    id: str
    title: str | Promise
    publisher: str
    licence: str  # an English text of the catalogue (`gettext_noop`), or the words of the publisher
    expects: str | Promise  # one sentence: what file, where it comes from
    layout: "Layout | None" = None  # the columns, for tabular files: templates and docs are made from it
    permission: Permission = Permission.IMPORT_DATA

    @abstractmethod
    def read(self, path: Path, options: ReadOptions) -> Reading:
        """Read a file: shapes only, no database. Never raises on bad content: that is a Problem."""

    @abstractmethod
    def stage(self, reading: Reading, options: ReadOptions) -> Staging:
        """Turn rows into records: codes become primary keys by joins, unknown codes become Problems.

        Reads the database, never writes.
        """


_importers: dict[str, Importer] = {}
_after_apply: list[Callable[[ImportRun], None]] = []
_series: ContextVar[bool] = ContextVar("series", default=False)


def enter(importer: Importer) -> None:
    """Enter an importer under its id; a second one with the same id is a mistake of the program."""
    if importer.id in _importers:
        raise ValueError(f"two importers are called {importer.id}")
    _importers[importer.id] = importer


def find(source: str) -> Importer:
    """The importer with this id; KeyError when there is none."""
    return _importers[source]


def importers() -> Iterator[Importer]:
    """All importers in the order of their ids."""
    return (_importers[key] for key in sorted(_importers))


def after_apply(hook: Callable[[ImportRun], None]) -> None:
    """Call `hook(run)` after the transaction of every applied or undone run."""
    _after_apply.append(hook)


def tell_applied(run: ImportRun) -> None:
    """Call the hooks of `after_apply`."""
    if not _series.get():
        for hook in _after_apply:
            hook(run)


@contextmanager
def series() -> Iterator[None]:
    """Load many files one after another: no hook is called, and the caller does at the end what they would do."""
    token = _series.set(True)
    try:
        yield
    finally:
        _series.reset(token)
