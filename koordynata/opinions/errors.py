"""What the law, the moment or the form refuses, said to people."""

from django.utils.functional import Promise

from koordynata.foundation.errors import Refusal


class OpinionRefusal(Refusal):
    """A change that cannot be taken."""


class Incomplete(OpinionRefusal):
    """The application lacks something; `missing` says what."""

    def __init__(self, message: str | Promise, missing: list[str]) -> None:
        super().__init__(message)
        self.missing = missing
