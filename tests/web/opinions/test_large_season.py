# ruff: noqa: F811
"""A season of three hundred applications: bounded pages, work in the background, blocks that decide each by itself."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koordynata.accounts.models import User
from koordynata.coordination import services as coordination
from koordynata.coordination.models import AgendaItem
from koordynata.foundation.models import AuditEvent
from koordynata.jobs import opinions as jobs
from koordynata.opinions.enums import EntryState, RequestState
from koordynata.opinions.models import BulkEntry, BulkRun, Opinion, OpinionRequest, Proposal
from koordynata.web.opinions.bulk import AT_ONCE
from tests.coordination.conftest import Team, make_team, team  # noqa: F401
from tests.opinions.large_season import SIZE, give_evidence, make_season

from .test_season import _vote_on_all, called

LIST, BULK = "/opinie/", "/opinie/zbiorczo/"
PAGE, MANY = 50, 60
LARGEST_PAGE = 400_000  # bytes of a page with fifty rows


@pytest.fixture
def season(land: Any, lists: Any) -> list[OpinionRequest]:
    return make_season(land, lists)


def asked(client: Any, address: str) -> tuple[str, int]:
    """The page, and how many questions it asks the database."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    assert page.status_code == 200
    return page.content.decode(), len(queries)


def test_the_list_and_its_map_stay_bounded(season: list[OpinionRequest], coordinator: User, as_user: Any) -> None:
    """Negative control: a shorter list is shorter by its rows alone."""
    give_evidence(season)
    client = as_user(coordinator)
    large, queries = asked(client, f"{LIST}?sort=-evidence")
    assert large.count('name="chosen"') == PAGE and len(large.encode()) < LARGEST_PAGE
    assert f"{SIZE} wniosków" in large.replace("\xa0", " ")
    assert asked(client, f"{LIST}?page=6&sort=-evidence")[0].count('name="chosen"') == PAGE
    OpinionRequest.objects.filter(number__gt=PAGE + 1).update(state=RequestState.WITHDRAWN)
    small, fewer = asked(client, f"{LIST}?sort=-evidence&state=open")
    assert small.count('name="chosen"') == PAGE and fewer == queries
    OpinionRequest.objects.filter(number__gt=3).update(state=RequestState.WITHDRAWN)
    assert asked(client, f"{LIST}?sort=-evidence&state=open")[0].count('name="chosen"') == 3


def post(client: Any, verb: str, **values: Any) -> Any:
    return client.post(BULK, {"which": "all", "verb": verb, "query": "state=open"} | values)


def test_many_are_treated_in_the_background(season: list[OpinionRequest], coordinator: User, as_user: Any) -> None:
    """What cannot be done is said of each; done ones stay done; a second sending adds nothing."""
    client = as_user(coordinator)
    OpinionRequest.objects.filter(number=7).update(state=RequestState.RETURNED)
    OpinionRequest.objects.filter(number__gt=MANY).update(state=RequestState.WITHDRAWN)
    answer = post(client, "complete")
    run = BulkRun.objects.get()
    assert answer["Location"] == f"{BULK}{run.pk}/"
    assert OpinionRequest.objects.filter(state=RequestState.COMPLETE).count() == MANY - 1
    page = client.get(answer["Location"]).content.decode()
    assert "7/2026" in page and "zwrócony" in page and str(MANY - 1) in page
    jobs.carry_out_bulk.enqueue(run.pk)
    assert AuditEvent.objects.filter(verb="opinion_request.complete").count() == MANY - 1, "a task may run twice"
    OpinionRequest.objects.filter(number=7).update(state=RequestState.SUBMITTED)
    client.post(f"{answer['Location']}ponow/")
    assert OpinionRequest.objects.filter(state=RequestState.COMPLETE).count() == MANY
    assert not BulkEntry.objects.filter(state=EntryState.WAITING).exists()


def test_a_few_are_treated_at_once(season: list[OpinionRequest], coordinator: User, as_user: Any) -> None:
    """Negative control of the background."""
    ids = [one.pk for one in season[:AT_ONCE]]
    assert post(as_user(coordinator), "complete", which="chosen", chosen=ids)["Location"].startswith(LIST + "?")
    assert not BulkRun.objects.exists()
    assert OpinionRequest.objects.filter(state=RequestState.COMPLETE).count() == AT_ONCE


def test_progress_is_told_and_pressed_twice_it_is_one_run(
    season: list[OpinionRequest], coordinator: User, stranger: User, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_user(coordinator)
    enqueued: list[int] = []
    monkeypatch.setattr("koordynata.web.opinions.bulk.carry_out_bulk", SimpleNamespace(enqueue=enqueued.append))
    address = post(client, "complete")["Location"]
    assert post(client, "complete")["Location"] == address and len(enqueued) == 2
    run = BulkRun.objects.get()
    assert run.entries.count() == SIZE and AuditEvent.objects.filter(verb="opinion_bulk.started").count() == 1
    assert "300 wniosków z 300 czeka" in client.get(address).content.decode()
    assert address in client.get(LIST).content.decode()
    poll = client.get(f"{address}?poll=1", headers={"HX-Request": "true"})
    assert "<progress" in poll.content.decode() and "HX-Refresh" not in poll.headers
    run.entries.update(state=EntryState.DONE)
    assert client.get(f"{address}?poll=1", headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert address not in client.get(LIST).content.decode()
    assert as_user(stranger).get(address).status_code == 404


def test_who_lost_the_office_changes_nothing(
    season: list[OpinionRequest], coordinator: User, as_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("koordynata.web.opinions.bulk.carry_out_bulk", SimpleNamespace(enqueue=lambda pk: None))
        post(as_user(coordinator), "complete")
    coordinator.memberships.all().delete()
    jobs.carry_out_bulk.enqueue(BulkRun.objects.get().pk)
    assert BulkEntry.objects.filter(state=EntryState.REFUSED).exclude(told="").count() == SIZE
    assert not OpinionRequest.objects.filter(state=RequestState.COMPLETE).exists()


def test_blocks_decide_each_by_itself(
    season: list[OpinionRequest], team: Team, coordinator: User, as_user: Any
) -> None:
    """Two blocks out of the season: every third negative; each application gets its own opinion and number."""
    give_evidence(season)
    OpinionRequest.objects.update(state=RequestState.COMPLETE)
    client, meeting = as_user(coordinator), called(team)
    halves = [[one.pk for one in season[:MANY]], [one.pk for one in season[-AT_ONCE:]]]
    chosen = [*halves[0], *halves[1]]
    negative = [pk for pk in chosen if pk % 3 == 0]
    post(client, "position", which="chosen", chosen=negative, kind="negative")
    post(client, "position", which="chosen", chosen=[pk for pk in chosen if pk % 3], kind="positive")
    assert Proposal.objects.filter(kind="negative").count() == len(negative)
    assert Proposal.objects.count() == len(chosen)
    blocks = [post(client, "agenda", which="chosen", chosen=ids, meeting=meeting.pk)["Location"] for ids in halves]
    coordination.call_meeting(meeting=meeting, short_notice_reason="pilne", by=coordinator)
    coordination.open_meeting(meeting=meeting, by=coordinator)
    page, queries = asked(client, blocks[0])
    assert page.count("/dowody/") == PAGE and f"{MANY} wniosków" in page.replace("\xa0", " ")
    for block in blocks:
        item = AgendaItem.objects.get(pk=block.rstrip("/").rpartition("/")[2])
        client.post(f"{block}pod-glosowanie/")
        _vote_on_all(team, item.pk, coordinator)
        coordination.end_item(item=item, by=coordinator)
        client.post(f"{block}rozstrzygnij/")
        client.post(f"{block}rozstrzygnij/")
    given = dict(Opinion.objects.values_list("request", "kind"))
    assert given == {pk: "negative" if pk in negative else "positive" for pk in chosen}
    assert sorted(Opinion.objects.values_list("number", flat=True)) == list(range(1, len(chosen) + 1))
    assert Opinion.objects.values("resolution").distinct().count() == 4
    assert Opinion.objects.values("evidence").distinct().count() == len(chosen)
    client.post(f"{blocks[0]}dorecz/", {"way": "e_delivery", "on": timezone.localdate().isoformat()})
    assert set(Opinion.objects.filter(delivered_on__isnull=False).values_list("request", flat=True)) == set(halves[0])
    page, later = asked(client, f"{blocks[0]}?page=2")
    assert page.count("/dowody/") == MANY - PAGE and len(page.encode()) < LARGEST_PAGE
    assert later <= queries + 4, "ballots and motions of the block, not of its applications"
