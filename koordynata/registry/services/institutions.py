"""Institutions entered and kept by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from koordynata.foundation.audit import Actor, differences
from koordynata.foundation.stale import changed_by_another

from ..errors import RegistryRefusal
from ..models import Institution
from ..queries.values import EDITABLE, values_of, version_of
from ..search import reindex_later
from .trail import record_institution


def _fill(institution: Institution, values: Mapping[str, Any]) -> None:
    """Put in the editable values and check them. Raises ValidationError with messages by field."""
    for name in EDITABLE:
        if name in values:
            setattr(institution, name, values[name])
    institution.full_clean(exclude=["content_hash", "created_run", "withdrawn_run", "parent", "merged_into"])


@transaction.atomic
def create_institution(*, values: Mapping[str, Any], by: Actor, is_sample: bool = False) -> Institution:
    """Enter an institution by hand. Raises ValidationError."""
    institution = Institution(is_sample=is_sample)
    _fill(institution, values)
    institution.save()
    record_institution("created", institution, by=by, after=values_of(institution))
    reindex_later([institution.pk])
    return institution


def _locked(institution: Institution) -> Institution:
    return Institution.objects.select_for_update(of=("self",)).select_related("territory").get(pk=institution.pk)


@transaction.atomic
def update_institution(
    *, institution: Institution, values: Mapping[str, Any], seen_version: str, by: Actor
) -> Institution:
    """Change an institution, unless somebody changed it since the form was opened.

    A save without changes writes nothing. Raises ChangedMeanwhile and ValidationError.
    """
    current = _locked(institution)
    before = values_of(current)
    if version_of(current) != seen_version:
        raise changed_by_another(before, "institution", current.pk)
    _fill(current, values)
    old, new = differences(before, values_of(current))
    if new:
        current.save()
        record_institution("changed", current, by=by, before=old, after=new)
        reindex_later([current.pk])
    return current


@transaction.atomic
def close_institution(*, institution: Institution, closed_on: date, by: Actor) -> Institution:
    """Close an institution on a day; what it taught stays in the register."""
    current = _locked(institution)
    if current.closed_on:
        raise RegistryRefusal(_("This institution is closed already."))
    return _set_closing(current, "closed", closed_on, by)


@transaction.atomic
def reopen_institution(*, institution: Institution, by: Actor) -> Institution:
    """Take a closing back."""
    current = _locked(institution)
    if not current.closed_on:
        raise RegistryRefusal(_("This institution is not closed."))
    return _set_closing(current, "reopened", None, by)


def _set_closing(institution: Institution, verb: str, day: date | None, by: Actor) -> Institution:
    before, institution.closed_on = institution.closed_on, day
    institution.save(update_fields=["closed_on"])
    record_institution(verb, institution, by=by, before={"closed_on": before}, after={"closed_on": day})
    reindex_later([institution.pk])
    return institution
