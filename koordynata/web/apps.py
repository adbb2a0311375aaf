"""The room "web" as a Django app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.web"

    def ready(self) -> None:
        """Note the time of sign-ins."""
        from . import sessions  # noqa: F401 - connects its receiver
