"""Who may do what in the register: predicates `(user, thing) -> bool`."""

from collections.abc import Iterable
from typing import Any

from koordynata.accounts.roles import OF_AN_INSTITUTION, ROLES, Permission, Role
from koordynata.reference.models import Territory

from .models import Institution, Membership
from .scopes import scope_of


def may_edit_in(user: Any, territory: Territory) -> bool:
    """Whether the user keeps the registers of this territory."""
    return scope_of(user, Permission.EDIT_REGISTERS).covers(territory.path)


def may_edit(user: Any, institution: Institution) -> bool:
    """Whether the user may change this institution."""
    return may_edit_in(user, institution.territory)


def may_read(user: Any, institution: Institution) -> bool:
    """Whether the user reads the registers there; others who may know a school see its public card."""
    return scope_of(user, Permission.VIEW_REGISTERS).covers(institution.territory.path)


def may_see_contacts(user: Any, institution: Institution) -> bool:
    """Whether the user may see the people to contact there."""
    return scope_of(user, Permission.VIEW_CONTACTS).covers(institution.territory.path)


def may_see_counts(user: Any, institution: Institution) -> bool:
    """Whether the user may see pupils and graduates as they were reported, small counts and all.

    Those who load such files, and whoever answers for this school; everybody else reads the published figures.
    """
    if scope_of(user, Permission.IMPORT_DATA).covers(institution.territory.path):
        return True
    own = user.memberships.active().filter(institution=institution)
    return any(Permission.ANSWER_FOR_INSTITUTION in membership.role_info.permissions for membership in own)


def may_give(user: Any, role: Role, territory: Territory) -> bool:
    """Whether the user may give this role here: only what they hold themselves, only where they hold it.

    What comes with an institution is nobody's to pass on, so it does not count.
    """
    needed = {Permission.INVITE} | role.permissions - OF_AN_INSTITUTION
    return all(scope_of(user, permission).covers(territory.path) for permission in needed)


def may_end(user: Any, membership: Membership) -> bool:
    """Whether the user may take this role away: whoever may give it may end it."""
    return may_give(user, membership.role_info, membership.territory)


def roles_to_give(user: Any, territories: Iterable[Territory]) -> list[Role]:
    """The roles that the user may give in at least one of these territories."""
    places = list(territories)
    return [role for role in ROLES.values() if any(may_give(user, role, place) for place in places)]


def may_share_views_in(user: Any, territory: Territory) -> bool:
    """Whether the user may offer a saved view of a list to everybody of this territory."""
    return scope_of(user, Permission.SHARE_VIEWS).covers(territory.path)


def needs_institution(role: Role) -> bool:
    """Whether the role only makes sense at an institution."""
    return Permission.ANSWER_FOR_INSTITUTION in role.permissions
