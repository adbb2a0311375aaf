"""The office's own DOCX templates: tried before they are taken, kept with their older versions."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model

from . import files
from .audit import Actor, record_event
from .documents import check_template
from .files import Kept
from .models import OwnTemplate

T = TypeVar("T", bound=OwnTemplate)


def keep_template(content: bytes, name: str, example: Mapping[str, Any]) -> Kept:
    """Keep a DOCX that can be filled with the example. Raises FileRefused, TemplateRefused."""
    check_template(content, example)
    return files.keep(content, name)


def use_template(
    model: type[T], kept: Kept | None, *, noun: str, place: str, by: Actor, label: str = "", **owner: Model
) -> T:
    """The version in use from now on, of `owner`, whose row is held; None: the shipped one.

    `place`: the territory whose people may read of it. The same as before makes no new version and no event.
    Whoever calls opens the transaction.
    """
    for row in owner.values():
        type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    newest = _newest(model, owner)
    name, size, digest = (kept.name, kept.size, kept.digest) if kept else ("", 0, "")
    if newest and newest.digest == digest:
        return newest
    version = newest.version + 1 if newest else 1
    made = model(version=version, file_name=name, size=size, digest=digest, added_by=by.audit_label, **owner)
    made.save()
    record_event(
        f"{noun}.taken", by=by, object_type=noun, object_id=made.pk, label=label + (name or "–"),
        territories=[place], after={"file": name, "sha256": digest},
    )  # fmt: skip
    return made


def own_template(model: type[OwnTemplate], **owner: Any) -> bytes | None:
    """The office's own DOCX; None where the shipped one is used. Raises FileNotFoundError, ValueError."""
    newest = _newest(model, owner)
    return files.read(newest.digest) if newest and newest.digest else None


def _newest(model: type[T], owner: Mapping[str, Any]) -> T | None:
    return model._default_manager.filter(**owner).order_by("-version").first()
