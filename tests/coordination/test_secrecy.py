"""A secret ballot after its closing: nothing in the database, nor under it, leads from the voter to the paper.

Each search is made twice: while the ballot is open it must find something, or it proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from koordynata.coordination import services
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.models import Ballot, CastPaper
from koordynata.coordination.recount import receipt
from koordynata.foundation.models import AuditEvent

from .conftest import Team

CANDIDATES = ["Kandydatka Jodła", "Kandydat Świerk", "Kandydatka Sosna"]


@pytest.fixture
def ballot(own_connections: None, team: Team) -> Ballot:
    """An election in which each of three voters chooses another one."""
    return team.ballot(team.meeting(), mode=BallotMode.SECRET, candidates=CANDIDATES)


def cast(team: Team, ballot: Ballot) -> list[str]:
    """The codes of the receipts."""
    return [
        services.cast_paper(ballot=ballot, member=team.people[letter], choice=choice, by=team.by)
        for letter, choice in zip("abc", CANDIDATES, strict=True)
    ]


def rows() -> Iterator[tuple[str, str, str]]:
    """Every row of every table as (table, transaction that wrote it, text)."""
    written = "xmin::text" if connection.vendor == "postgresql" else "''"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT {written}, t.* FROM {name} t")
            for wrote, *row in cursor.fetchall():
                yield table, wrote, repr(row)


def tables_with(*needles: str) -> set[str]:
    """Where one of the words stands."""
    return {table for table, _wrote, text in rows() if any(needle in text for needle in needles)}


def joined_by_transaction(ballot: Ballot, codes: list[str]) -> int:
    """Papers that share a transaction with the taking of a paper."""
    found = list(rows())
    took = {wrote for table, wrote, _text in found if table == "coordination_takenpaper" and wrote}
    papers = [receipt(ballot.pk, code) for code in codes]
    return sum(wrote in took and any(paper in text for paper in papers) for _table, wrote, text in found)


def test_no_column_joins_them(team: Team, ballot: Ballot) -> None:
    codes = cast(team, ballot)
    papers = [receipt(ballot.pk, code) for code in codes]
    assert "coordination_castpaper" in tables_with(*papers), "the search finds papers in the box"
    team.close(ballot)
    assert tables_with(*papers) == {"coordination_ballot"}, "in the published record alone"
    assert tables_with(*codes) == set(), "a receipt is kept nowhere"
    record = Ballot.objects.get(pk=ballot.pk).record or {}
    assert all(set(paper) == {"receipt", "choice"} for paper in record["papers"])


def test_no_order_joins_them(team: Team, ballot: Ballot) -> None:
    """The record stands in the order of random hashes: whoever knows when each voted learns nothing."""
    codes = cast(team, ballot)
    team.close(ballot)
    papers = (Ballot.objects.get(pk=ballot.pk).record or {})["papers"]
    told = [paper["receipt"] for paper in papers]
    assert told == sorted(receipt(ballot.pk, code) for code in codes)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL numbers the transactions of its rows")
def test_no_transaction_joins_them(team: Team, ballot: Ballot) -> None:
    codes = cast(team, ballot)
    assert joined_by_transaction(ballot, codes) == 3, "the negative control: while it is open an administrator can"
    team.close(ballot)
    assert joined_by_transaction(ballot, codes) == 0


def test_no_page_of_the_table_keeps_them(team: Team, ballot: Ballot) -> None:
    """Deleted rows lie in their pages, in the order of the casting, until somebody cleans."""
    cast(team, ballot)
    papers = [str(one) for one in CastPaper.objects.order_by("pk").values_list("pk", flat=True)]
    assert left_behind(papers) > 0
    team.close(ballot)
    assert left_behind(papers) == 0


def left_behind(papers: list[str]) -> int:
    """Pages of the emptied table; on SQLite papers that still lie in the file or its journal."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_relation_size('coordination_castpaper')")
            return int(cursor.fetchone()[0])
    file = Path(str(connection.settings_dict["NAME"]))
    content = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    return sum(paper.replace("-", "").encode() in content for paper in papers)


def test_no_log_joins_them(team: Team, ballot: Ballot) -> None:
    codes = cast(team, ballot)
    team.close(ballot)
    told = [repr((event.before, event.after, event.object_label)) for event in AuditEvent.objects.order_by("id")
            if event.verb in ("vote.paper_taken", "ballot.closed")]  # fmt: skip
    words = [*codes, *(receipt(ballot.pk, code) for code in codes)]
    assert len(told) == 4 and not any(word in text for word in words for text in told)
    assert not any(name in text for name in CANDIDATES for text in told[:3]), "who took a paper, never how"


def test_the_digest_in_the_chain_finds_a_changed_record(team: Team, ballot: Ballot) -> None:
    from koordynata.coordination.recount import digest, faults

    cast(team, ballot)
    team.close(ballot)
    record: Any = Ballot.objects.get(pk=ballot.pk).record
    noted = AuditEvent.objects.get(verb="ballot.closed").after
    assert faults(record) == [] and noted and noted["record"] == record["digest"]
    paper = record["papers"][0]
    paper["choice"] = next(one for one in CANDIDATES if one != paper["choice"])
    assert faults(record), "changed clumsily"
    record["digest"] = digest(record)
    assert faults(record) == [] and noted["record"] != record["digest"], "changed with its digest: the chain tells"


def test_the_page_of_the_documentation_says_the_same() -> None:
    text = Path("docs/explanation/secret-ballots.md").read_text(encoding="utf-8")
    for word in ("while the ballot is open", "after the closing", "administers", "journal", "receipt"):
        assert re.search(word, text, re.IGNORECASE), word
