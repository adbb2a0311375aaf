"""The room "registry" as a Django app."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.registry"

    def ready(self) -> None:
        """Enter this room's importers in the catalogue, and its scopes as the authority over imports."""
        from koordynata.sources import authority

        from . import importers  # noqa: F401 - registers on import
        from .authority import MembershipAuthority

        authority.enter(MembershipAuthority())
