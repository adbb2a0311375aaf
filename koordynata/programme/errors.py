"""What the programme refuses, said to people."""

from koordynata.foundation.errors import Refusal


class ProgrammeRefusal(Refusal):
    """A change of a programme that cannot be taken."""
