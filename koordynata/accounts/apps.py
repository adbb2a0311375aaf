"""The room "accounts" as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """See docs/explanation/architecture.md."""

    name = "koordynata.accounts"

    def ready(self) -> None:
        """Listen to sign-ins, and see to the table of the shared cache."""
        from . import trail  # noqa: F401 - connects its receivers; models must be loaded first

        post_migrate.connect(_make_cache_table, sender=self)


def _make_cache_table(using: str, **more: Any) -> None:
    """One-time codes and rate limits are counted there; nothing happens when the table exists."""
    call_command("createcachetable", database=using, verbosity=0)
