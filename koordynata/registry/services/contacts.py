"""People to contact at an institution."""

from django.db import transaction

from koordynata.foundation.audit import Actor

from ..models import Contact, Institution
from .trail import record_institution


def _values(contact: Contact) -> dict[str, str]:
    return {"contact": contact.name, "function": contact.function, "phone": contact.phone, "email": contact.email}


@transaction.atomic
def add_contact(
    *, institution: Institution, name: str, function: str = "", phone: str = "", email: str = "", by: Actor
) -> Contact:
    """Add a person to contact. Raises ValidationError."""
    contact = Contact(institution=institution, name=name, function=function, phone=phone, email=email)
    contact.full_clean()
    contact.save()
    record_institution("contact_added", institution, by=by, after=_values(contact))
    return contact


@transaction.atomic
def remove_contact(*, contact: Contact, by: Actor) -> None:
    """Remove a person to contact; a second click finds nothing and does nothing."""
    gone = Contact.objects.select_for_update().filter(pk=contact.pk).first()
    if gone is None:
        return
    gone.delete()
    record_institution("contact_removed", contact.institution, by=by, before=_values(contact))
