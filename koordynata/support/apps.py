"""The room "support" as a Django app."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.support"
