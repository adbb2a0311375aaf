"""Who has which role where."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koordynata.accounts.models import User
from koordynata.accounts.roles import ROLES
from koordynata.accounts.services import drop_drafts
from koordynata.foundation.audit import Actor, record_event
from koordynata.reference.models import Territory

from ..errors import NotAllowed, RegistryRefusal
from ..models import Institution, Membership
from ..queries.values import membership_values
from ..rules import may_end, may_give, needs_institution


def check_giving(by: User, role: str, territory: Territory, institution: Institution | None) -> None:
    """Raise NotAllowed or RegistryRefusal unless `by` may give the role there."""
    info = ROLES.get(role)
    if info is None or not may_give(by, info, territory):
        raise NotAllowed
    if institution and not institution.territory.path.startswith(territory.path) and territory.code != "PL":
        raise RegistryRefusal(_("The institution does not lie in this territory."))
    if needs_institution(info) and institution is None:
        raise RegistryRefusal(_("This role answers for an institution: choose one."))


@transaction.atomic
def give_role(
    *, user: User, role: str, territory: Territory, institution: Institution | None = None, by: User
) -> Membership:
    """Give a role from now on; given twice, it stands once. Raises NotAllowed and RegistryRefusal."""
    check_giving(by, role, territory, institution)
    return add_membership(user, role, territory, institution, by=by)


def add_membership(
    user: User, role: str, territory: Territory, institution: Institution | None, *, by: Actor
) -> Membership:
    """Write the membership and its event; permission was checked by the caller."""
    User.objects.select_for_update().get(pk=user.pk)
    place = {"role": role, "territory": territory, "institution": institution}
    standing = user.memberships.active().filter(**place).first()
    if standing:
        return standing
    membership = Membership.objects.create(user=user, **place)
    _record("given", membership, by, after=membership_values(role, territory, institution))
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """End a role now; ended twice, it ends once. Raises NotAllowed, and RegistryRefusal for the last administrator."""
    if not may_end(by, membership):
        raise NotAllowed
    others = Membership.objects.select_for_update().filter(role="administrator", territory__code="PL")
    others_active = [row for row in others.active() if row.pk != membership.pk]
    if membership.role == "administrator" and membership.territory.code == "PL" and not others_active:
        raise RegistryRefusal(_("The last administrator stays: give the role to somebody else first."))
    now = timezone.now()
    if Membership.objects.active().filter(pk=membership.pk).update(until=now):
        values = membership_values(membership.role, membership.territory, membership.institution)
        _record("ended", membership, by, before=values)
        drop_drafts(by=membership.user)  # they may hold what stood in records of that place


def _record(verb: str, membership: Membership, by: Actor, **values: Any) -> None:
    record_event(
        f"membership.{verb}",
        by=by,
        object_type="user",
        object_id=membership.user_id,
        label=str(membership.user),
        territories=[membership.territory.code],
        **values,
    )
