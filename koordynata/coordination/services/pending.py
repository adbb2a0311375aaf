"""What must wait for a ballot."""

from typing import Any

from ..enums import BallotState
from ..errors import CoordinationRefusal
from ..models import Ballot
from ..wording import BALLOT_OPEN


def wait_for_ballots(**of: Any) -> None:
    """Nothing ends while votes are taken: `motion__item=item`. Raises CoordinationRefusal."""
    if Ballot.objects.filter(state=BallotState.OPEN, **of).exists():
        raise CoordinationRefusal(BALLOT_OPEN)
