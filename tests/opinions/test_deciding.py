"""The office and the body: evidence, agenda, vote, opinion, delivery, follow-up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from koordynata.coordination import services as coordination
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.opinions import services
from koordynata.opinions.enums import RequestState
from koordynata.opinions.errors import OpinionRefusal
from koordynata.opinions.models import Evidence, Opinion, OpinionRequest

from .conftest import Stage

Make = Callable[..., OpinionRequest]
WARSAW = ZoneInfo("Europe/Warsaw")
FOR, AGAINST = "in_favour", "against"


def test_frozen_evidence_does_not_change(make_request: Make, stage: Stage) -> None:
    request = stage.on_agenda(make_request())
    evidence = request.evidence.get()
    assert evidence.frozen_at
    evidence.sheet["about"]["places"] = 99
    with pytest.raises(TypeError):
        evidence.save()
    later = services.prepare_evidence(request=request, by=stage.officer)
    assert later.version == 2 and later.frozen_at is None
    assert Evidence.objects.get(pk=evidence.pk).sheet["about"]["places"] == 28


def test_without_evidence_nothing_goes_before_the_body(make_request: Make, stage: Stage) -> None:
    request = stage.complete(make_request())
    with pytest.raises(OpinionRefusal, match="evidence"):
        services.put_before_body(request=request, meeting=stage.team.meeting(), by=stage.officer)
    request.refresh_from_db()
    assert request.state == RequestState.COMPLETE and request.item is None


def test_the_agenda_names_it_once(make_request: Make, stage: Stage) -> None:
    meeting = stage.team.meeting()
    request = stage.on_agenda(make_request(), meeting)
    again = services.put_before_body(request=request, meeting=meeting, by=stage.officer)
    assert meeting.items.count() == 1 and again.item_id == request.item_id
    assert meeting.items.get().origin == f"opinions:{request.pk}"


def test_the_body_of_the_day(make_request: Make, stage: Stage, land: Any) -> None:
    """Before July 2026 the council gives it, afterwards the team; never another region's."""
    request = stage.complete(make_request())
    services.prepare_evidence(request=request, by=stage.officer)
    starts = datetime(2026, 6, 30, 10, tzinfo=WARSAW)
    early = coordination.plan_meeting(
        term=stage.team.term, starts=starts, ends=starts + timedelta(hours=2), by=stage.officer
    )
    with pytest.raises(OpinionRefusal, match=r"council|rada"):
        services.put_before_body(request=request, meeting=early, by=stage.officer)
    other = coordination.create_body(
        kind="team", name="WZK 12", short_name="WZK", territory=land["12"], by=stage.officer
    )
    term = coordination.open_term(body=other, starts=starts, by=stage.officer)
    late = coordination.plan_meeting(
        term=term, starts=timezone.now(), ends=timezone.now() + timedelta(hours=2), by=stage.officer
    )
    with pytest.raises(OpinionRefusal, match="another region"):
        services.put_before_body(request=request, meeting=late, by=stage.officer)


def test_adopted(make_request: Make, stage: Stage) -> None:
    opinion = stage.decided(make_request())
    assert (opinion.kind, opinion.signature) == ("positive", f"1/{timezone.localdate().year}")
    today = timezone.localdate()
    assert opinion.decided_on == today and opinion.valid_until and opinion.valid_until.year == today.year + 5
    assert opinion.reasons == "Bo brakuje." and opinion.evidence.frozen_at
    assert opinion.request.state == RequestState.DECIDED


def test_with_recommendations(make_request: Make, stage: Stage) -> None:
    opinion = stage.decided(make_request(), "with_recommendations")
    assert opinion.recommendations and opinion.valid_until


def test_a_rejected_positive_motion_is_a_negative_opinion(make_request: Make, stage: Stage) -> None:
    opinion = stage.decided(make_request(), a=AGAINST, b=AGAINST, c=AGAINST, d=FOR)
    assert (opinion.kind, opinion.valid_until, opinion.reasons) == ("negative", None, "")
    with pytest.raises(OpinionRefusal, match="reasons"):
        services.deliver(opinion=opinion, way="post", on=timezone.localdate(), by=stage.officer)


def test_a_rejected_negative_motion_decides_nothing(make_request: Make, stage: Stage) -> None:
    request = stage.on_agenda(make_request())
    ballot = stage.ballot(request, "negative", a=AGAINST, b=AGAINST, c=AGAINST)
    with pytest.raises(OpinionRefusal, match="decided nothing"):
        services.decide(request=request, ballot=ballot, by=stage.officer)
    assert not Opinion.objects.exists()
    request.refresh_from_db()
    assert request.state == RequestState.ON_AGENDA, "another ballot may be held"


def test_an_open_ballot_decides_nothing(make_request: Make, stage: Stage) -> None:
    request = stage.on_agenda(make_request())
    services.write_position(request=request, kind="positive", reasons="Bo tak.", by=stage.officer)
    motion = services.move_position(request=request, by=stage.officer)
    motion.item = coordination.begin_item(item=motion.item, by=stage.officer)
    ballot = coordination.open_ballot(motion=motion, mode="open", by=stage.officer)  # type: ignore[arg-type]
    with pytest.raises(OpinionRefusal, match="open"):
        services.decide(request=request, ballot=ballot, by=stage.officer)


def test_no_quorum_decides_nothing(make_request: Make, stage: Stage) -> None:
    request = stage.on_agenda(make_request())
    services.write_position(request=request, kind="positive", reasons="Bo tak.", by=stage.officer)
    motion = services.move_position(request=request, by=stage.officer)
    motion.item = coordination.begin_item(item=motion.item, by=stage.officer)
    ballot = coordination.open_ballot(motion=motion, mode="open", by=stage.officer)  # type: ignore[arg-type]
    ballot = coordination.close_ballot(ballot=ballot, by=stage.officer)
    with pytest.raises(OpinionRefusal, match="decided nothing"):
        services.decide(request=request, ballot=ballot, by=stage.officer)


def test_the_ballot_of_another_application(make_request: Make, stage: Stage) -> None:
    first = stage.on_agenda(make_request())
    second = stage.on_agenda(make_request(occupation="311928"))
    with pytest.raises(OpinionRefusal, match="over this application"):
        services.decide(request=second, ballot=stage.ballot(first), by=stage.officer)


def test_deciding_twice_is_one_opinion(make_request: Make, stage: Stage) -> None:
    request = stage.on_agenda(make_request())
    ballot = stage.ballot(request)
    first = services.decide(request=request, ballot=ballot, by=stage.officer)
    assert services.decide(request=request, ballot=ballot, by=stage.officer).pk == first.pk
    assert AuditEvent.objects.filter(verb="opinion_request.decided").count() == 1


def test_off_the_agenda_and_back(make_request: Make, stage: Stage) -> None:
    request = stage.on_agenda(make_request())
    request = services.take_off_agenda(request=request, reason="Odroczono", by=stage.officer)
    assert request.state == RequestState.COMPLETE and request.item is None
    request = services.put_before_body(request=request, meeting=stage.team.meeting(), by=stage.officer)
    assert request.evidence.count() == 1, "the frozen sheet goes along"


def test_the_position_of_two_officers(make_request: Make, stage: Stage) -> None:
    request = stage.complete(make_request())
    first = services.write_position(request=request, kind="positive", reasons="A", by=stage.officer)
    with pytest.raises(ChangedMeanwhile) as late:
        services.write_position(request=request, kind="negative", reasons="B", by=stage.officer)
    assert late.value.current["reasons"] == "A"
    services.write_position(request=request, kind="negative", reasons="B", seen_version=first.version, by=stage.officer)
    with pytest.raises(OpinionRefusal, match="recommended"):
        services.write_position(
            request=request, kind="with_recommendations", reasons="C", seen_version=2, by=stage.officer
        )


def test_reasons_are_written_until_the_delivery(make_request: Make, stage: Stage) -> None:
    opinion = stage.decided(make_request())
    opinion = services.take_note_of_reasons(
        opinion=opinion, reasons="Pełne uzasadnienie.", recommendations="", seen_version=1, by=stage.officer
    )
    with pytest.raises(ChangedMeanwhile):
        services.take_note_of_reasons(
            opinion=opinion, reasons="x", recommendations="", seen_version=1, by=stage.officer
        )
    with pytest.raises(OpinionRefusal, match="lies ahead"):
        services.deliver(opinion=opinion, way="post", on=timezone.localdate() + timedelta(days=1), by=stage.officer)
    done = services.deliver(opinion=opinion, way="post", on=timezone.localdate(), by=stage.officer)
    assert services.deliver(opinion=done, way="hand", on=timezone.localdate(), by=stage.officer).delivery_way == "post"
    with pytest.raises(OpinionRefusal, match="delivered"):
        services.take_note_of_reasons(opinion=done, reasons="y", recommendations="", seen_version=2, by=stage.officer)


def test_what_the_database_itself_refuses(make_request: Make, stage: Stage) -> None:
    opinion = stage.decided(make_request())
    for values in ({"delivered_on": date(2000, 1, 1)}, {"reasons": "", "delivered_on": timezone.localdate()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Opinion.objects.filter(pk=opinion.pk).update(**values)


def test_decided_is_not_withdrawn(make_request: Make, stage: Stage) -> None:
    opinion = stage.decided(make_request())
    with pytest.raises(OpinionRefusal):
        services.withdraw(request=opinion.request, by=stage.head)


def test_positions_before_the_vote(make_request: Make, stage: Stage) -> None:
    request = stage.submitted(make_request())
    told = {
        "request": request,
        "source": "powiat_council",
        "body_name": "PRRP w Nysie",
        "stance": "for",
        "by": stage.officer,
    }
    services.record_prior_opinion(given_on=date(2026, 1, 10), act="Uchwała 3/2026", **told)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="recorded already"):
        services.record_prior_opinion(given_on=date(2026, 1, 10), **told)  # type: ignore[arg-type]
    with pytest.raises(OpinionRefusal):
        services.record_prior_opinion(given_on=timezone.localdate() + timedelta(days=2), **told)  # type: ignore[arg-type]


def test_the_follow_up_of_a_year_is_computed_once(make_request: Make, stage: Stage) -> None:
    opinion = stage.delivered(make_request())
    with pytest.raises(OpinionRefusal):
        services.record_follow_up(opinion=opinion, year=2026, by=stage.officer)
    first = services.record_follow_up(opinion=opinion, year=2027, by=stage.officer)
    assert services.record_follow_up(opinion=opinion, year=2027, by=stage.officer).pk == first.pk
    assert first.outcome == "unknown" and [row["id"] for row in first.findings["findings"]] == [
        "recruitment", "graduates", "work", "gap"]  # fmt: skip
    assert AuditEvent.objects.filter(verb="opinion_request.followed_up").count() == 1
