"""The room "foundation" as a Django app."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.foundation"

    def ready(self) -> None:
        """Texts are sorted and found as Polish readers expect."""
        from . import collation

        collation.enter()
