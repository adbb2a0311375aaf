"""The room "jobs" as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.jobs"

    def ready(self) -> None:
        """What follows every import."""
        from koordynata.sources import catalogue

        from .following import follow_import

        catalogue.after_apply(follow_import)
