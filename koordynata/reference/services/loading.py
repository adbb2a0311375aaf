"""The lists of the package go in through the same imports as everybody's files."""

from collections.abc import Iterator
from pathlib import Path

from koordynata.foundation.audit import Actor
from koordynata.sources.models import ImportRun
from koordynata.sources.services import import_file

from ..models import ListVersion
from ..package import PackagedList, packaged_lists
from .versions import record_packaged_version


class ListRefused(Exception):
    """A list of the package could not be loaded: the package is broken."""


def load_reference(*, by: Actor) -> Iterator[tuple[PackagedList, ImportRun | None]]:
    """Load what is new in the package, list by list; None for a list that is up to date or was replaced.

    An edition that an operator has loaded is never overwritten.
    """
    for packaged in packaged_lists():
        newest = ListVersion.objects.filter(list=packaged.source).first()
        if newest and (newest.sha256 == packaged.sha256 or not newest.from_package):
            yield packaged, None
        else:
            yield packaged, _load(packaged, by)


def _load(packaged: PackagedList, by: Actor) -> ImportRun:
    run = import_file(packaged.source, Path(packaged.path), by=by, vintage=packaged.valid_from, allow_shrink=True)
    problem = run.problems.first()
    if problem is not None:
        raise ListRefused(f"{packaged.path.name}: {problem} {problem.params}")
    record_packaged_version(packaged, run)
    return run
