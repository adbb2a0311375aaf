"""Who of several candidates is elected."""

from collections.abc import Sequence
from dataclasses import dataclass

from .ballot import NONE_OF_THEM, Tally
from .procedure import Majority, MajorityKind


@dataclass(frozen=True)
class Election:
    """The one elected, or those who go into another round."""

    elected: str | None
    next_round: tuple[str, ...]


def elect(candidates: Sequence[str], tally: Tally, majority: Majority, base: int) -> Election:
    """By the majority; nobody while two lead with equal votes, or while as many want none of them."""
    votes = {candidate: tally.of(candidate) for candidate in candidates}
    most = max(votes.values())
    leading = [candidate for candidate in candidates if votes[candidate] == most]
    alone = len(leading) == 1 and most > tally.of(NONE_OF_THEM)
    if alone and (majority.kind is MajorityKind.SIMPLE or (base > 0 and most >= majority.threshold().least_of(base))):
        return Election(leading[0], ())
    return Election(None, _next_round(votes))


def _next_round(votes: dict[str, int]) -> tuple[str, ...]:
    """The two with most votes; more, where the second place is shared."""
    if len(votes) == 1:
        return ()
    second = sorted(votes.values(), reverse=True)[:2][-1]
    return tuple(candidate for candidate, number in votes.items() if number >= second)
