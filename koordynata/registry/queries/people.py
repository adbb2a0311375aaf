"""Who has which role where, for those who give roles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.accounts.roles import Permission

from ..models import Invitation, Membership
from ..models.membership import MembershipQuerySet
from ..scopes import roles_of, scope_of


def visible_memberships(user: Any) -> MembershipQuerySet:
    """Roles within the territories where the user gives roles."""
    scope = scope_of(user, Permission.INVITE)
    rows = Membership.objects.filter(scope.query("territory__path"))
    return rows.select_related("user", "territory", "institution")


def visible_people(user: Any) -> QuerySet[User]:
    """People with a role, past or present, within the territories where the user gives roles."""
    return User.objects.filter(pk__in=visible_memberships(user).order_by().values("user_id"))


def visible_invitations(user: Any) -> QuerySet[Invitation]:
    """Invitations into the territories where the user gives roles."""
    rows = Invitation.objects.filter(scope_of(user, Permission.INVITE).query("territory__path"))
    return rows.select_related("territory", "institution", "invited_by")


def is_staff(user: User) -> bool:
    """Whether any of the user's roles belongs to the office."""
    return any(membership.role_info.staff for membership in roles_of(user))


@dataclass(frozen=True)
class Person:
    """One line of the list of people."""

    user: User
    memberships: list[Membership]
    last_login: datetime | None


def people_with_roles(user: Any) -> list[Person]:
    """People with an active role in the user's territories, by name; one query."""
    found: dict[int, Person] = {}
    active = visible_memberships(user).active()
    for row in active.order_by("user__full_name", "user_id", "id"):
        person = found.setdefault(row.user_id, Person(row.user, [], row.user.last_login))
        person.memberships.append(row)
    return list(found.values())


def open_invitations(user: Any) -> QuerySet[Invitation]:
    """Sent and neither used, withdrawn nor out of date."""
    return visible_invitations(user).filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())


def roles_by_email(emails: list[str]) -> dict[str, list[tuple[str, str]]]:
    """The names of the active roles of some accounts with their places; one query."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = Membership.objects.active().filter(user__email__in=emails).select_related("user", "territory", "institution")
    for row in rows:
        place = str(row.institution or row.territory)
        found.setdefault(row.user.email, []).append((str(row.role_info.name), place))
    return found
