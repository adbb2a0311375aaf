"""The room "coordination" as a Django app."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.coordination"
