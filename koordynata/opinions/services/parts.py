"""Employers, workshops and teachers, attachments: added and removed while the school writes."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from koordynata.foundation import files
from koordynata.foundation.audit import Actor
from koordynata.registry.models import Institution

from ..errors import OpinionRefusal
from ..law import attachment_rules
from ..models import Attachment, OpinionRequest, Partner, Resource
from .applying import writable
from .trail import kept, record


def _added(verb: str, thing: Model, request: OpinionRequest, by: Actor, **after: Any) -> None:
    kept(thing)
    request.version += 1
    request.save(update_fields=["version"])
    record(verb, request, by=by, after=after)


@transaction.atomic
def attach(*, request: OpinionRequest, kind: str, name: str, content: bytes, by: Actor) -> Attachment:
    """Attach a file. Raises FileRefused, OpinionRefusal, ValidationError."""
    current = writable(request)
    if kind not in {rule.id for rule in attachment_rules()}:
        raise OpinionRefusal(_("This kind of attachment does not exist."))
    file = files.keep(content, name)
    attachment = Attachment(request=current, kind=kind, **file.columns(), added_by=by.audit_label)
    _added("attached", attachment, current, by, kind=kind, file=file.name, sha256=file.digest)
    return attachment


@transaction.atomic
def add_partner(
    *, request: OpinionRequest, name: str, training_places: int = 0, jobs: int = 0, letter: Attachment | None = None,
    institution: Institution | None = None, by: Actor,
) -> Partner:  # fmt: skip
    """Name an employer. Raises OpinionRefusal, ValidationError."""
    current = writable(request)
    if letter and letter.request_id != current.pk:
        raise OpinionRefusal(_("The letter belongs to another application."))
    partner = Partner(request=current, name=name, training_places=training_places, jobs=jobs, letter=letter,
                      institution=institution)  # fmt: skip
    _added("partner_added", partner, current, by, employer=name, training_places=training_places, jobs=jobs)
    return partner


@transaction.atomic
def add_resource(
    *, request: OpinionRequest, kind: str, name: str, available: bool = False, available_by: date | None = None,
    by: Actor,
) -> Resource:  # fmt: skip
    """Name a workshop, equipment or a teacher's post. Raises OpinionRefusal, ValidationError."""
    current = writable(request)
    resource = Resource(request=current, kind=kind, name=name, available=available, available_by=available_by)
    _added("resource_added", resource, current, by, kind=kind, name=name, available=available)
    return resource


def _remove(thing: Attachment | Partner | Resource, verb: str, by: Actor) -> None:
    """A second click finds nothing and does nothing."""
    current = writable(thing.request)
    found = type(thing)._default_manager.filter(pk=thing.pk).first()
    if found is None:
        return
    current.version += 1
    current.save(update_fields=["version"])
    record(verb, current, by=by, before={"name": str(found)})
    found.delete()


@transaction.atomic
def detach(*, attachment: Attachment, by: Actor) -> None:
    """Take an attachment off; the file stays for applications that also hold it. Raises OpinionRefusal."""
    _remove(attachment, "detached", by)


@transaction.atomic
def remove_partner(*, partner: Partner, by: Actor) -> None:
    """Take an employer off the list. Raises OpinionRefusal."""
    _remove(partner, "partner_removed", by)


@transaction.atomic
def remove_resource(*, resource: Resource, by: Actor) -> None:
    """Take a workshop, equipment or teacher off the list. Raises OpinionRefusal."""
    _remove(resource, "resource_removed", by)
