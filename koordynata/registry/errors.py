"""What the register refuses, said to people."""

from koordynata.foundation.errors import Refusal


class RegistryRefusal(Refusal):
    """A change that the register does not take."""


class NotAllowed(Exception):
    """The person may not do this in this place; doors answer as if the thing did not exist."""
