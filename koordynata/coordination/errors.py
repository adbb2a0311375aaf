"""What a body's rules or the moment refuse, said to people."""

from datetime import datetime
from typing import Any

from django.utils.functional import Promise


class CoordinationRefusal(Exception):
    """A change that cannot be taken; `str()` is a sentence for the page."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class ChangedMeanwhile(Exception):
    """Somebody else saved first; `current` holds what stands there now, `version` its number."""

    def __init__(self, current: Any, version: int, at: datetime | None = None, by: str = "") -> None:
        super().__init__("changed meanwhile")
        self.current, self.version, self.at, self.by = current, version, at, by


class StaleForm(Exception):
    """A form was filled in over values that somebody has changed since; nothing was written."""
