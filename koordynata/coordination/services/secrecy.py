"""Secret ballots: the record that is published at the closing, and the box emptied for good.

What this holds against whom stands in docs/explanation/secret-ballots.md.
"""

from typing import Any

from django.db import connection, transaction

from koordynata.foundation.audit import head_now

from ..models import Ballot, CastPaper
from ..recount import FORMAT, digest


def publish_papers(ballot: Ballot) -> dict[str, Any]:
    """Take all papers out of the box: sorted by receipt, which says nothing of their order, and gone from the table."""
    papers = sorted(ballot.papers.values_list("receipt", "choice"))
    record = {
        "format": FORMAT,
        "ballot": ballot.pk,
        "motion": ballot.motion.text,
        "choices": list(ballot.motion.choices),
        "opened": ballot.opened_at.isoformat(),
        "closed": ballot.closed_at.isoformat() if ballot.closed_at else None,
        "papers_taken": ballot.taken.count(),
        "audit_head": head_now(),  # whoever keeps the record can tell later whether the log was cut
        "papers": [{"receipt": receipt, "choice": choice} for receipt, choice in papers],
    }
    _empty(ballot)
    return record | {"digest": digest(record)}


def _empty(ballot: Ballot) -> None:
    """Delete the papers so that their bytes go too: a deleted row lies in its page, in the order of the casting and
    with the number of its transaction, until somebody cleans."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON").fetchall()
    ballot.papers.all().delete()
    transaction.on_commit(clean_box, robust=True)


def clean_box() -> None:
    """What the deleted papers left behind, as far as the database lets us: an older reader keeps it a little longer."""
    table = connection.ops.quote_name(CastPaper._meta.db_table)
    statement = {"postgresql": f"VACUUM (SKIP_LOCKED) {table}", "sqlite": "PRAGMA wal_checkpoint(TRUNCATE)"}
    with connection.cursor() as cursor:
        cursor.execute(statement[connection.vendor])
