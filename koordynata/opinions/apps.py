"""The room "opinions" as a Django app."""

from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.opinions"

    def ready(self) -> None:
        """Enter this room's source of work."""
        from koordynata.foundation import work

        from .queries.work import SOURCES

        for source in SOURCES:
            work.enter(source)
