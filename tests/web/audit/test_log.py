"""The audit log as its readers see it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from koordynata.accounts.models import User
from koordynata.foundation.audit import SYSTEM, head_now, record_event

LOG = "/dziennik/"


def happen(label: str, *territories: str, verb: str = "institution.changed", by: Any = SYSTEM, **more: Any) -> None:
    record_event(verb, by=by, object_type="institution", object_id=7, label=label, territories=territories, **more)


def labels(client: Client, query: str = "") -> list[str]:
    return [row[0].object_label for row in client.get(f"{LOG}?{query}").context["rows"]]


@pytest.fixture
def events(land: Any, coordinator: User) -> None:
    """Things that happened in two regions, in both, and in the whole house."""
    happen("Nysa", "1607", by=coordinator, before={"phone": "1"}, after={"phone": "2"})
    happen("Kraków", "1261")
    happen("both", "16", "12", verb="import.applied")
    happen("house")


def test_everyone_reads_what_happened_in_their_territories(
    events: None, coordinator: User, stranger: User, administrator: User, member: User, as_user: Any
) -> None:
    assert labels(as_user(coordinator)) == ["Nysa"], "what speaks of two regions belongs to nobody of one"
    assert labels(as_user(stranger)) == ["Kraków"]
    assert labels(as_user(administrator), "kind=institution") == ["house", "both", "Kraków", "Nysa"]
    assert as_user(member).get(LOG).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("who=coordinator", ["Nysa"]),
        ("who=CoordinatoR", ["Nysa"]),
        ("verb=import.applied", []),
        ("verb=institution.changed", ["Nysa"]),
        ("kind=institution", ["Nysa"]),
        ("kind=user", []),
        ("name=nys", ["Nysa"]),
        ("name=7", ["Nysa"]),
        ("since=2000-01-01", ["Nysa"]),
        ("until=2000-01-01", []),
        ("since=2026-02-30", ["Nysa"]),
    ],
)
def test_filters(query: str, found: list[str], events: None, coordinator: User, as_user: Any) -> None:
    assert labels(as_user(coordinator), query) == found


def test_a_name_is_found_whatever_the_case_of_its_polish_letters(land: Any, coordinator: User, as_user: Any) -> None:
    happen("Łąka (przykład)", "1607")
    assert labels(as_user(coordinator), "name=%C5%81%C4%84KA") == ["Łąka (przykład)"]


def test_before_and_after_are_readable(events: None, coordinator: User, as_user: Any) -> None:
    page = as_user(coordinator).get(LOG).content.decode()
    assert "<del>1</del> → <ins>2</ins>" in page


def test_the_export_holds_what_is_filtered(events: None, coordinator: User, as_user: Any) -> None:
    response: Any = as_user(coordinator).get(f"{LOG}?name=nys&format=csv")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2 and "Nysa" in rows[1]


def test_the_chain_is_checked_on_the_page(events: None, coordinator: User, administrator: User, as_user: Any) -> None:
    assert as_user(coordinator).get(f"{LOG}lancuch/").context["intact"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foundation_auditevent SET object_label = 'forged' WHERE object_label = 'Kraków'")
    broken = as_user(administrator).get(f"{LOG}lancuch/")
    assert not broken.context["intact"] and broken.context["breaks"]
    assert not as_user(coordinator).get(f"{LOG}lancuch/").context["breaks"], "what broke elsewhere is not told"


def test_a_hash_that_was_written_down_is_looked_for(events: None, coordinator: User, as_user: Any) -> None:
    client, kept = as_user(coordinator), head_now()
    for typed, held in ((kept, True), (f" {kept.upper()} ", True), ("0" * 63 + "1", False), ("<b>" * 99, False)):
        page = client.get(f"{LOG}lancuch/", {"head": typed})
        assert page.context["was_head"] == held and page.context["intact"], "a slip of the pen alarms nobody"


def test_the_number_of_queries_stays(coordinator: User, land: Any, as_user: Any) -> None:
    client, counts = as_user(coordinator), {}
    for n in range(1, 4):
        happen(f"Nysa {n}", "1607", after={"phone": str(n)})
        with CaptureQueriesContext(connection) as captured:
            assert len(labels(client)) == n
        counts[n] = len(captured)
    assert counts[1] == counts[3]
