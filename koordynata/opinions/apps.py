"""The room "opinions" as a Django app."""

from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.opinions"
