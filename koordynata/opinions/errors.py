"""What the law, the moment or the form refuses, said to people."""

from datetime import datetime

from django.utils.functional import Promise


class OpinionRefusal(Exception):
    """A change that cannot be taken; `str()` is a sentence for the page."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class Incomplete(OpinionRefusal):
    """The application lacks something; `missing` says what."""

    def __init__(self, message: str | Promise, missing: list[str]) -> None:
        super().__init__(message)
        self.missing = missing


class ChangedMeanwhile(Exception):
    """Somebody else saved first; `current` holds what stands in the application now."""

    def __init__(self, current: dict[str, object], at: datetime | None, by: str) -> None:
        super().__init__("changed meanwhile")
        self.current, self.at, self.by = current, at, by
