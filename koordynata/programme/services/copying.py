"""The content of one version copied into the next: what it is, not what was done."""

from typing import TypeVar

from django.db import models

from ..models import Budget, Commitment, Element, Involvement, Link, Milestone, Tag, Target, Version

M = TypeVar("M", bound=models.Model)
_BESIDE: tuple[type[models.Model], ...] = (Tag, Link, Involvement, Milestone, Budget)


def copy_content(base: Version, version: Version) -> None:
    """Elements with all that hangs on them, and what was promised. The new version must be empty."""
    elements = _copy_elements(base, version)
    for model in _BESIDE:
        _copy_beside(model, elements)
    _copy_commitments(base, version)


def _copy_elements(base: Version, version: Version) -> dict[int, Element]:
    """New elements by the id of the old."""
    made: dict[int, Element] = {}
    for old in base.elements.order_by("path"):
        new = _blank(old)
        new.version, new.parent = version, made[old.parent_id] if old.parent_id else None
        new.save(force_insert=True)
        made[old.pk] = new
    return made


def _copy_beside(model: type[models.Model], elements: dict[int, Element]) -> None:
    new = []
    for row in model._default_manager.filter(element__in=elements).order_by("pk"):
        copy = _blank(row)
        copy.element = elements[row.element_id]  # type: ignore[attr-defined]
        new.append(copy)
    model._default_manager.bulk_create(new)


def _copy_commitments(base: Version, version: Version) -> None:
    made: dict[int, Commitment] = {}
    for old in base.commitments.order_by("pk"):
        new = _blank(old)
        new.version = version
        new.save(force_insert=True)
        made[old.pk] = new
    targets = []
    for target in Target.objects.filter(commitment__in=made).order_by("pk"):
        copy = _blank(target)
        copy.commitment = made[target.commitment_id]
        targets.append(copy)
    Target.objects.bulk_create(targets)


def _blank(row: M) -> M:
    """The same values in a row that is not saved yet."""
    values = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    return type(row)(**values)
