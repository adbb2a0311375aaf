"""Secret ballots: the record that is published at the closing.

What this holds against whom stands in docs/explanation/secret-ballots.md.
"""

from typing import Any

from ..models import Ballot
from ..recount import FORMAT, digest
from ..verdict.ballot import MOTION, NONE_OF_THEM


def publish_papers(ballot: Ballot) -> dict[str, Any]:
    """Take all papers out of the box: sorted by receipt, which says nothing of their order, and gone from the table."""
    papers = sorted(ballot.papers.values_list("receipt", "choice"))
    record = {
        "format": FORMAT,
        "ballot": ballot.pk,
        "motion": ballot.motion.text,
        "choices": [*ballot.motion.candidates, NONE_OF_THEM] if ballot.motion.candidates else list(MOTION),
        "opened": ballot.opened_at.isoformat(),
        "closed": ballot.closed_at.isoformat() if ballot.closed_at else None,
        "papers_taken": ballot.taken.count(),
        "papers": [{"receipt": receipt, "choice": choice} for receipt, choice in papers],
    }
    ballot.papers.all().delete()
    return record | {"digest": digest(record)}
