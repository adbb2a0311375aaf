"""The office's own DOCX templates: tried before they are taken, kept with their older versions."""

from collections.abc import Mapping
from typing import Any, TypeVar

from . import files
from .audit import Actor
from .documents import check_template
from .files import Kept
from .models import OwnTemplate

T = TypeVar("T", bound=OwnTemplate)


def keep_template(content: bytes, name: str, example: Mapping[str, Any]) -> Kept:
    """Keep a DOCX that can be filled with the example. Raises FileRefused, TemplateRefused."""
    check_template(content, example)
    return files.keep(content, name)


def use_template(model: type[T], kept: Kept | None, *, by: Actor, **owner: Any) -> tuple[T, bool]:
    """The version in use from now on, and whether it is a new one; None: the shipped one.

    Whoever calls holds the owner's row.
    """
    newest = _newest(model, owner)
    name, size, digest = (kept.name, kept.size, kept.digest) if kept else ("", 0, "")
    if newest and newest.digest == digest:
        return newest, False
    version = newest.version + 1 if newest else 1
    made = model(version=version, file_name=name, size=size, digest=digest, added_by=by.audit_label, **owner)
    made.save()
    return made, True


def own_template(model: type[OwnTemplate], **owner: Any) -> bytes | None:
    """The office's own DOCX; None where the shipped one is used. Raises FileNotFoundError, ValueError."""
    newest = _newest(model, owner)
    return files.read(newest.digest) if newest and newest.digest else None


def _newest(model: type[T], owner: Mapping[str, Any]) -> T | None:
    return model._default_manager.filter(**owner).order_by("-version").first()
