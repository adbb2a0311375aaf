"""Writing a version: elements in their tree. Only a draft is written."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.stale import check_seen, values_of

from ..errors import ProgrammeRefusal
from ..models import Element, Strand, Version
from .locking import open_version
from .order import code_under, last_position, path_under, renumber
from .trail import record

WRITTEN = ("code", "name", "name_en", "text", "starts", "ends")


@transaction.atomic
def add_element(
    *, version: Version, parent: Element | None, level: str, name: str, by: Actor, code: str = "",
    strand: Strand | None = None, **more: Any,
) -> Element:  # fmt: skip
    """Add an element at the end of its parent's; without a code it takes the next number there.

    Raises ProgrammeRefusal (a closed version, a level that cannot stand there), ValidationError.
    """
    version = open_version(version)
    check_place(version, parent, level)
    position = last_position(version, parent) + 1
    element = Element(
        version=version, parent=parent, level=level, role=version.programme.layout.level(level).role, name=name,
        code=code or code_under(version, parent, position), position=position, path=path_under(parent, position),
        **more,
    )  # fmt: skip
    element.strand = strand or Strand.objects.create(programme=version.programme)
    element.full_clean()
    element.save()
    record("element.added", element, version.programme, by=by, after={"name": name, "version": version.number})
    return element


@transaction.atomic
def change_element(*, element: Element, by: Actor, seen: str | None = None, **values: Any) -> Element:
    """Change wording or days; `seen` is `state_of` the form (WRITTEN).

    Raises ChangedMeanwhile, ProgrammeRefusal, ValidationError.
    """
    version = open_version(element.version)
    current = Element.objects.select_for_update().get(pk=element.pk)
    check_seen(current, WRITTEN, seen)
    was = values_of(current, WRITTEN)
    changed = {name: value for name, value in values.items() if was[name] != value}
    if not changed:
        return current
    for name, value in changed.items():
        setattr(current, name, value)
    current.full_clean()
    current.save()
    told = {name: was[name] for name in changed}
    record("element.changed", current, version.programme, by=by, before=told, after=changed)
    return current


@transaction.atomic
def move_element(*, element: Element, parent: Element | None, position: int, by: Actor) -> Element:
    """Put an element, with all below it, under another one at a place (1 is the first).

    Raises ProgrammeRefusal for a place inside itself (a cycle) or one that its level does not allow.
    """
    version = open_version(element.version)
    current = Element.objects.select_for_update().get(pk=element.pk)
    if parent is not None and parent.path.startswith(current.path):
        raise ProgrammeRefusal(_("An element cannot stand under itself or under what belongs to it."))
    check_place(version, parent, current.level)
    old = {"parent": str(current.parent or ""), "position": current.position}
    current.parent = parent
    renumber(version, current, position)
    current.refresh_from_db()
    after = {"parent": str(parent or ""), "position": current.position}
    record("element.moved", current, version.programme, by=by, before=old, after=after)
    return current


@transaction.atomic
def remove_element(*, element: Element, by: Actor) -> None:
    """Leave an element out of this version, with all below it. What was done under it stays in earlier versions."""
    version = open_version(element.version)
    below = version.elements.filter(path__startswith=element.path)
    told = {"elements": [str(one) for one in below]}
    record("element.removed", element, version.programme, by=by, before=told)
    version.commitments.filter(indicator__strand__elements__in=below).delete()
    below.order_by("-path").delete()


def check_place(version: Version, parent: Element | None, level: str) -> None:
    """Raises ProgrammeRefusal unless an element of a level may stand under another."""
    layout = version.programme.layout
    if parent is not None and parent.version_id != version.pk:
        raise ProgrammeRefusal(_("Both elements must belong to the same version."))
    allowed = layout.below(layout.level(parent.level) if parent else None)
    if level not in {one.id for one in allowed}:
        raise ProgrammeRefusal(_("This level cannot stand there."))
