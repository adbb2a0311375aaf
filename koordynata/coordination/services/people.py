"""People in the lists of bodies."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor, record_event
from koordynata.foundation.stale import check_seen, values_of
from koordynata.reference.models import Territory

from ..errors import CoordinationRefusal
from ..models import Member

EDITABLE = ("name", "email", "phone")


@dataclass(frozen=True)
class NewPerson:
    """Somebody who is not in the lists of the region yet."""

    name: str
    email: str = ""
    phone: str = ""


@transaction.atomic
def add_member(*, by: Actor, **values: Any) -> Member:
    """Enter a person. Raises ValidationError."""
    member = Member(**values)
    member.full_clean()
    member.save()
    _record("member.entered", member, by=by, after={"name": member.name})
    return member


def entered(person: Member | NewPerson, territory: Territory, by: Actor) -> Member:
    """The person in the region's lists; entered first where new. Raises CoordinationRefusal, ValidationError."""
    if isinstance(person, Member):
        if person.territory_id != territory.pk:
            raise CoordinationRefusal(_("This person is in the lists of another region."))
        return person
    same = Member.objects.filter(territory=territory, email__iexact=person.email).order_by("pk")
    known = same.first() if person.email else None
    if known is None:
        return add_member(territory=territory, name=person.name, email=person.email, phone=person.phone, by=by)
    if known.name.casefold() == person.name.casefold():
        return known
    raise CoordinationRefusal(_("This e-mail address belongs to somebody else in the lists: %s") % known.name)


@transaction.atomic
def change_member(*, member: Member, seen_version: str, by: Actor, **values: Any) -> Member:
    """Change name or contact of a person. Raises ChangedMeanwhile, ValidationError."""
    member = Member.objects.select_for_update(of=("self",)).select_related("territory").get(pk=member.pk)
    check_seen(member, EDITABLE, seen_version)
    changed = [name for name, value in values_of(member, EDITABLE).items() if value != values.get(name, value)]
    if not changed:
        return member
    before = {"name": member.name}
    for name in changed:
        setattr(member, name, values[name])
    member.full_clean()
    member.save(update_fields=changed)
    # The log keeps that a contact changed, not the contact itself.
    _record("member.changed", member, by=by, before=before, after={"name": member.name, "changed": changed})
    return member


@transaction.atomic
def link_account(*, member: Member, user: Any, by: Actor) -> Member:
    """Let a person vote from their own account; None takes it away. Raises ValidationError."""
    member = Member.objects.select_for_update(of=("self",)).select_related("territory").get(pk=member.pk)
    if member.user_id == (user.pk if user else None):
        return member
    member.user = user
    member.full_clean()
    member.save(update_fields=["user"])
    _record("member.account_linked" if user else "member.account_unlinked", member, by=by)
    return member


def _record(verb: str, member: Member, *, by: Actor, before: Any = None, after: Any = None) -> None:
    record_event(
        verb, by=by, object_type="member", object_id=member.pk, label=member.name,
        territories=[member.territory.code], before=before, after=after,
    )  # fmt: skip
