"""The room "reference" as a Django app."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.reference"

    def ready(self) -> None:
        """Enter this room's importers and dictionaries, and keep track of the editions of lists."""
        from . import importers  # noqa: F401 - registers on import
        from .dictionaries import enter_dictionaries
        from .services.versions import keep_operators_versions

        enter_dictionaries()
        keep_operators_versions()
