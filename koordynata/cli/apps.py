"""The room "cli" as a Django app."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.cli"
