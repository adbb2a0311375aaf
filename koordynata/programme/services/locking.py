"""Rows taken for a change: locked, and compared with what the page showed."""

from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from koordynata.foundation.errors import ChangedMeanwhile

from ..errors import ProgrammeRefusal
from ..models import Version

M = TypeVar("M", bound=Model)


def locked(thing: M, *beside: str) -> M:
    """The row as it stands now, held until the transaction ends; `beside` are rows read with it."""
    rows = type(thing)._default_manager.select_for_update(of=("self",))
    return rows.select_related(*beside).get(pk=thing.pk) if beside else rows.get(pk=thing.pk)


def seen(thing: M, revision: int | None, *beside: str) -> M:
    """The same, for a form that showed `revision`; None asks for no comparison. Raises ChangedMeanwhile."""
    current = locked(thing, *beside)
    if revision is not None and current.revision != revision:  # type: ignore[attr-defined]
        raise ChangedMeanwhile(current)
    return current


def open_version(version: Version) -> Version:
    """The version, held, while its content may be changed. Raises ProgrammeRefusal."""
    current = locked(version, "programme__territory")
    if not current.is_open:
        raise ProgrammeRefusal(_("This version can no longer be changed. Open the next one."))
    return current
