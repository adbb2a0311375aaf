"""What the register refuses, said to people."""

from datetime import datetime

from django.utils.functional import Promise


class RegistryRefusal(Exception):
    """A change that the register does not take; `str()` is a sentence for the page."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class ChangedMeanwhile(Exception):
    """Somebody else saved first; `current` holds what stands in the register now."""

    def __init__(self, current: dict[str, object], at: datetime | None, by: str) -> None:
        super().__init__("changed meanwhile")
        self.current, self.at, self.by = current, at, by


class NotAllowed(Exception):
    """The person may not do this in this place; doors answer as if the thing did not exist."""
