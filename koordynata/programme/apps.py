"""The room "programme" as a Django app."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.programme"

    def ready(self) -> None:
        """Enter this room's sources of work."""
        from koordynata.foundation import work

        from .queries.work import SOURCES

        for source in SOURCES:
            work.enter(source)
