"""Who sees which territory: the one rule from which every list starts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from django.db import models

from koordynata.accounts.roles import Permission
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Scope:
    """Where a user holds a permission: the whole country, or paths of territories (`16/`, `12/1261/`)."""

    country: bool
    paths: frozenset[str]

    def covers(self, path: str) -> bool:
        """Whether a territory's path lies inside the scope."""
        return self.country or any(path.startswith(own) for own in self.paths)

    def covers_all(self, paths: Iterable[str]) -> bool:
        """Whether every path lies inside; an empty list needs the whole country."""
        paths = list(paths)
        return self.country or (bool(paths) and all(self.covers(path) for path in paths))

    @property
    def codes(self) -> frozenset[str]:
        """The TERYT codes of the scope's territories; a code is a prefix of the codes inside it."""
        return frozenset(path.rstrip("/").rpartition("/")[2] for path in self.paths)

    def covers_codes(self, codes: Iterable[str]) -> bool:
        """Whether every TERYT code lies inside; an empty list needs the whole country."""
        codes = list(codes)
        own = tuple(self.codes)
        return self.country or (bool(codes and own) and all(code.startswith(own) for code in codes))

    def query(self, field: str) -> models.Q:
        """The filter on a field that holds a territory's path. Nobody's scope matches nothing."""
        if self.country:
            return models.Q()
        condition = models.Q(pk__in=[])
        for path in sorted(self.paths):
            condition |= models.Q(**{f"{field}__startswith": path})
        return condition

    def holds_all(self, places: models.QuerySet[Any], owner: str) -> models.Q:
        """The filter on things of which every place lies inside; a thing without places is the whole country's.

        `places` are rows with a TERYT `code`, and `owner` names their key to the thing.
        """
        if self.country:
            return models.Q()
        mine = places.filter(**{owner: models.OuterRef("pk")})
        return models.Q(models.Exists(mine)) & ~models.Q(models.Exists(mine.exclude(self._inside("code"))))

    def _inside(self, field: str) -> models.Q:
        """Codes by their prefix, so that ones no longer in the list count; functional areas by their path."""
        areas = Territory.objects.of_kind(TerritoryKind.FUNCTIONAL_AREA).filter(self.query("path"))
        condition = models.Q(**{f"{field}__in": areas.order_by().values("code")})
        for code in sorted(self.codes):
            condition |= models.Q(**{f"{field}__startswith": code})
        return condition


NOWHERE = Scope(False, frozenset())


def scope_of(user: Any, permission: Permission) -> Scope:
    """The scope in which a user holds a permission; memoised on the user for one request."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NOWHERE
    if not hasattr(user, "_scopes"):
        user._scopes = _read_scopes(user)
    scopes: dict[Permission, Scope] = user._scopes
    return scopes.get(permission, NOWHERE)


def roles_of(user: Any) -> list[Any]:
    """The roles that a user has now, read once for one request."""
    if not hasattr(user, "_roles"):
        user._roles = list(user.memberships.active().select_related("territory"))
    roles: list[Any] = user._roles
    return roles


def _read_scopes(user: Any) -> dict[Permission, Scope]:
    found: dict[Permission, set[str]] = {}
    for membership in roles_of(user):
        path = "" if membership.territory.code == "PL" else membership.territory.path
        for permission in membership.role_info.permissions:
            found.setdefault(permission, set()).add(path)
    return {permission: Scope("" in paths, frozenset(paths - {""})) for permission, paths in found.items()}


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset whose rows lie in a territory."""

    territory_path = "territory__path"

    def visible_to(self, user: Any, permission: Permission = Permission.VIEW_REGISTERS) -> Self:
        """Only the rows in the user's scope for this permission."""
        return self.filter(scope_of(user, permission).query(self.territory_path))
