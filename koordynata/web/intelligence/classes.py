"""The class of a past score, by the limits of the method in force."""

from koordynata.intelligence.queries import GapClass
from koordynata.intelligence.queries.parts import class_of


def class_of_score(score: float | None) -> GapClass | None:
    """The class of a score; None where there is no score."""
    return None if score is None else class_of(score)
