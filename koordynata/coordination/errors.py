"""What a body's rules or the moment refuse, said to people."""

from koordynata.foundation.errors import Refusal


class CoordinationRefusal(Refusal):
    """A change that cannot be taken in the work of a body or of the office."""
