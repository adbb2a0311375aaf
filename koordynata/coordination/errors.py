"""What a body's rules or the moment refuse, said to people."""

from django.utils.functional import Promise


class CoordinationRefusal(Exception):
    """A change that cannot be taken; `str()` is a sentence for the page."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
