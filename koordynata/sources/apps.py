"""The room "sources" as a Django app."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.sources"
