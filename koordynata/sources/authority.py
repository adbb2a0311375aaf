"""Who may load what. Scopes live in registry, above this room: it says here how to ask them."""

from collections.abc import Collection
from typing import Any, Protocol

from koordynata.accounts.roles import Permission
from koordynata.foundation.audit import SYSTEM, Actor


class Authority(Protocol):
    """What the room of scopes answers."""

    def holds(self, user: Any, permission: Permission) -> bool:
        """Whether the user holds the permission anywhere."""

    def covers(self, user: Any, permission: Permission, territories: Collection[str]) -> bool:
        """Whether the user holds it in every one of these territories (TERYT codes)."""

    def places(self, user: Any, permission: Permission) -> Collection[str]:
        """The TERYT codes of the territories in which the user holds it; none for the whole country."""


class _Nobody:
    """Closed until registry has entered its scopes."""

    def holds(self, user: Any, permission: Permission) -> bool:
        return False

    def covers(self, user: Any, permission: Permission, territories: Collection[str]) -> bool:
        return False

    def places(self, user: Any, permission: Permission) -> Collection[str]:
        return ()


_authority: Authority = _Nobody()


def enter(authority: Authority) -> None:
    """Say who answers."""
    global _authority
    _authority = authority


def may_load(by: Actor, permission: Permission) -> bool:
    """Whether this actor may load such files at all. The system may."""
    return by is SYSTEM or _authority.holds(by, permission)


def may_load_for(by: Actor, permission: Permission, territories: Collection[str]) -> bool:
    """Whether this actor may load a file that speaks for these territories."""
    return by is SYSTEM or _authority.covers(by, permission, territories)


def places_of(by: Actor, permission: Permission) -> Collection[str]:
    """Where this actor stands when loading such files; none: in the whole country, as the system does."""
    return () if by is SYSTEM else _authority.places(by, permission)
