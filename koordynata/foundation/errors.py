"""What a room refuses, said to people; and a save that came too late."""

from datetime import datetime
from typing import Any

from django.utils.functional import Promise


class Refusal(Exception):
    """A change that cannot be taken; `str()` is a sentence for the page."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class ChangedMeanwhile(Exception):
    """Somebody else saved first: `current` holds what stands there now, `version` its number where it has one;
    `at` and `by` tell when and by whom, where that is known. Nothing was written."""

    def __init__(self, current: Any, version: int = 0, at: datetime | None = None, by: str = "") -> None:
        super().__init__("changed meanwhile")
        self.current, self.version, self.at, self.by = current, version, at, by
