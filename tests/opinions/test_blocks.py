"""Many applications in one item: one motion, and for each its own evidence, reasons, opinion and number."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from koordynata.coordination import services as coordination
from koordynata.coordination.enums import BallotMode
from koordynata.coordination.models import AgendaItem, Ballot, Motion, Resolution
from koordynata.foundation.models import AuditEvent
from koordynata.opinions import services
from koordynata.opinions.enums import RequestState
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.models import Opinion, OpinionRequest, Proposal

from .conftest import Stage

Make = Callable[..., OpinionRequest]
FOR, AGAINST = "in_favour", "against"
CODES = ("311407", "311928", "711603")


@pytest.fixture
def season(make_request: Make, stage: Stage) -> list[OpinionRequest]:
    """Three complete applications with evidence."""
    rows = [stage.complete(make_request(occupation=code)) for code in CODES]
    for one in rows:
        services.prepare_evidence(request=one, by=stage.officer)
    return rows


@pytest.fixture
def block(season: list[OpinionRequest], stage: Stage) -> AgendaItem:
    """All three in one item, with drafted positions: two positive, one negative."""
    item = services.put_block_before_body(requests=season, meeting=stage.team.meeting(), by=stage.officer)
    for one, kind in zip(season, ("positive", "positive", "negative"), strict=True):
        services.draft_position(request=one, kind=kind, by=stage.officer)
    return item


def vote(stage: Stage, motion: Motion, **choices: str) -> Ballot:
    """A closed ballot over a motion of the item in hand."""
    motion.item = coordination.begin_item(item=motion.item, by=stage.officer)
    ballot = coordination.open_ballot(motion=motion, mode=BallotMode.OPEN, by=stage.officer)
    stage.team.vote(ballot, **choices)
    return coordination.close_ballot(ballot=ballot, by=stage.officer)


def all_come(stage: Stage, item: AgendaItem) -> None:
    for letter in "abcd":
        coordination.arrive(meeting=item.meeting, member=stage.team.people[letter], by=stage.officer)


def test_one_item_and_every_sheet_frozen(season: list[OpinionRequest], block: AgendaItem, stage: Stage) -> None:
    rows = list(OpinionRequest.objects.filter(item=block).order_by("number"))
    assert [one.pk for one in rows] == [one.pk for one in season]
    assert all(one.state == RequestState.ON_AGENDA and one.evidence.get().frozen_at for one in rows)
    again = services.put_block_before_body(requests=season, meeting=block.meeting, by=stage.officer)
    assert again.pk == block.pk and block.meeting.items.count() == 1


def test_all_or_none(make_request: Make, stage: Stage) -> None:
    """One application without evidence keeps the others off the agenda, and is named."""
    ready, unready = (stage.complete(make_request(occupation=code)) for code in CODES[:2])
    services.prepare_evidence(request=ready, by=stage.officer)
    meeting = stage.team.meeting()
    with pytest.raises(OpinionRefusal, match=rf"^{unready.signature}: Prepare the evidence first"):
        services.put_block_before_body(requests=[ready, unready], meeting=meeting, by=stage.officer)
    assert not meeting.items.exists() and ready.evidence.get().frozen_at is None
    ready.refresh_from_db()
    assert ready.state == RequestState.COMPLETE
    with pytest.raises(OpinionRefusal, match="from 2"):
        services.put_block_before_body(requests=[ready], meeting=meeting, by=stage.officer)


def test_one_motion_for_each_kind(block: AgendaItem, stage: Stage) -> None:
    motions = services.move_block(item=block, by=stage.officer)
    assert len(motions) == 2 and services.move_block(item=block, by=stage.officer) == [], "pressed twice"
    negative, positive = sorted(motions, key=lambda one: one.text.count("Wniosek"))
    assert positive.text.count("\n") == 2 and "1. Wniosek 1/" in positive.text and "2. Wniosek 2/" in positive.text
    assert "nie uznaje" in negative.text and "Wniosek 3/" not in positive.text
    assert Proposal.objects.filter(motion=positive).count() == 2


def test_each_keeps_its_own_opinion_and_number(block: AgendaItem, stage: Stage) -> None:
    all_come(stage, block)
    for motion in services.move_block(item=block, by=stage.officer):
        ballot = vote(stage, motion, a=FOR, b=FOR, c=FOR)
        services.decide_block(ballot=ballot, by=stage.officer)
        assert services.decide_block(ballot=ballot, by=stage.officer) == [], "pressed twice"
    opinions = list(Opinion.objects.order_by("request__number"))
    assert sorted(one.number for one in opinions) == [1, 2, 3]
    assert [one.kind for one in opinions] == ["positive", "positive", "negative"]
    assert len({one.evidence_id for one in opinions}) == 3 and len({one.reasons for one in opinions}) >= 1
    assert opinions[0].resolution_id == opinions[1].resolution_id != opinions[2].resolution_id
    entry = opinions[0].resolution
    assert entry is not None and [row["digest"] for row in entry.evidence] == [
        one.evidence.digest for one in opinions[:2]
    ]


def test_a_block_voted_down(block: AgendaItem, stage: Stage) -> None:
    """A rejected positive motion makes negative opinions without reasons; a rejected negative one decides nothing."""
    all_come(stage, block)
    moved = {kind: Proposal.objects.filter(kind=kind) for kind in ("positive", "negative")}
    services.move_block(item=block, by=stage.officer)
    ballots = {
        kind: vote(stage, rows[0].motion, a=AGAINST, b=AGAINST, c=AGAINST)
        for kind, rows in moved.items() if rows[0].motion
    }  # fmt: skip
    assert {one.kind for one in services.decide_block(ballot=ballots["positive"], by=stage.officer)} == {"negative"}
    with pytest.raises(OpinionRefusal, match="decided nothing"):
        services.decide_block(ballot=ballots["negative"], by=stage.officer)
    entry = Resolution.objects.get()
    assert "nie uznaje" in entry.text and "Druga" not in entry.text and entry.decided_by


def test_without_a_position_nothing_is_moved(season: list[OpinionRequest], stage: Stage) -> None:
    item = services.put_block_before_body(requests=season, meeting=stage.team.meeting(), by=stage.officer)
    services.draft_position(request=season[0], kind="positive", by=stage.officer)
    with pytest.raises(OpinionRefusal, match=rf"{season[1].signature}, {season[2].signature}"):
        services.move_block(item=item, by=stage.officer)
    assert not Motion.objects.exists()


def test_a_drafted_position_never_replaces_a_written_one(season: list[OpinionRequest], stage: Stage) -> None:
    request = season[0]
    services.write_position(request=request, kind="negative", reasons="Własne słowa.", by=stage.officer)
    with pytest.raises(OpinionRefusal, match="negative"):
        services.draft_position(request=request, kind="positive", by=stage.officer)
    kept = services.draft_position(request=request, kind="negative", by=stage.officer)
    assert kept.reasons == "Własne słowa."


def test_one_is_treated_apart(season: list[OpinionRequest], block: AgendaItem, stage: Stage) -> None:
    """So that a member who runs that school stays out of it alone."""
    apart = services.treat_apart(request=season[1], by=stage.officer)
    assert apart.item_id != block.pk and block.meeting.items.count() == 2
    assert services.treat_apart(request=apart, by=stage.officer).item_id == apart.item_id
    assert [motion.text.count("Wniosek") for motion in services.move_block(item=block, by=stage.officer)] == [0, 0]
    with pytest.raises(OpinionRefusal, match="put to the vote"):
        services.treat_apart(request=season[0], by=stage.officer)


def test_one_delivery_for_all(block: AgendaItem, season: list[OpinionRequest], stage: Stage) -> None:
    all_come(stage, block)
    for motion in services.move_block(item=block, by=stage.officer):
        services.decide_block(ballot=vote(stage, motion, a=FOR, b=FOR, c=FOR), by=stage.officer)
    today = timezone.localdate()
    first = Opinion.objects.order_by("number")[0]
    Opinion.objects.filter(pk=first.pk).update(reasons="")
    with pytest.raises(OpinionRefusal, match="reasons"):
        services.deliver_block(requests=season, way="e_delivery", on=today, by=stage.officer)
    assert not Opinion.objects.filter(delivered_on__isnull=False).exists(), "all or none"
    Opinion.objects.filter(pk=first.pk).update(reasons="Bo tak.")
    done = services.deliver_block(requests=season, way="e_delivery", on=today, by=stage.officer)
    assert len(done) == 3 and services.deliver_block(requests=season, way="post", on=today, by=stage.officer) == []
    assert AuditEvent.objects.filter(verb="opinion_request.delivered").count() == 3
