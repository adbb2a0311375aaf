"""Answers `sources.authority` from memberships: a file is loaded only by those whose scope covers all of it."""

from collections.abc import Collection
from typing import Any

from koordynata.accounts.roles import Permission
from koordynata.reference.models import Territory

from .scopes import scope_of


class MembershipAuthority:
    """Scopes of memberships as the authority over imports."""

    def holds(self, user: Any, permission: Permission) -> bool:
        """Whether any membership gives the permission."""
        scope = scope_of(user, permission)
        return scope.country or bool(scope.paths)

    def covers(self, user: Any, permission: Permission, territories: Collection[str]) -> bool:
        """Whether the scope covers all these territories; an unknown code is covered by the country only."""
        scope = scope_of(user, permission)
        if scope.country:
            return True
        paths = dict(Territory.objects.filter(code__in=territories).values_list("code", "path"))
        return len(paths) == len(set(territories)) and scope.covers_all(paths.values())

    def places(self, user: Any, permission: Permission) -> Collection[str]:
        """The codes of the scope's territories; none for the whole country."""
        scope = scope_of(user, permission)
        return () if scope.country else scope.codes
