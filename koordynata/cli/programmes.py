"""Programmes, periods and institutions as people name them on the command line."""

from datetime import date
from pathlib import Path
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from koordynata.programme.models import Period, Programme, Version
from koordynata.registry.models import Institution

from .command import Refused

M = TypeVar("M", bound=Model)


def programme_named(word: str) -> Programme:
    """By its number or its short name. Raises Refused for none, or for several."""
    rows = Programme.objects.select_related("territory").order_by("pk")
    return _only(rows.filter(pk=int(word)) if _is_number(word) else rows.filter(short_name=word), word)


def version_of(programme: Programme, number: int | None) -> Version:
    """One version; without a number the one being written, else the latest. Raises Refused."""
    rows = programme.versions.select_related("programme__territory").order_by("-number")
    found = rows.filter(number=number).first() if number is not None else rows.first()
    if found is None:
        raise Refused(_("The programme has no such version."))
    return found


def period_named(programme: Programme, word: str) -> Period:
    """By its name or its first day. Raises Refused."""
    rows = programme.periods.order_by("starts")
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return _only(rows.filter(name=word), word)
    return _only(rows.filter(starts=day), word)


def institution_named(word: str) -> Institution:
    """By its number or its exact name. Raises Refused for none, or for several."""
    rows = Institution.objects.order_by("pk")
    return _only(rows.filter(pk=int(word)) if _is_number(word) else rows.filter(name=word), word)


def write_file(path: Path, content: bytes) -> None:
    """Raises Refused where it cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from None


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 10


def _only(rows: QuerySet[M], word: str) -> M:
    found = list(rows[:2])
    if not found:
        raise Refused(_("There is none of that name: %s.") % word)
    if len(found) > 1:
        raise Refused(_("Several have that name: %s. Give the number.") % word)
    return found[0]
