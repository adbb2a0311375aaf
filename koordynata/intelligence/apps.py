"""The room "intelligence" as a Django app."""

from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.intelligence"

    def ready(self) -> None:
        """Enter this room's importers in the catalogue."""
        from . import importers  # noqa: F401 - registers on import
