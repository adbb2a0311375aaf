"""Calling a meeting: notice, guests, answers and substitutes, moving and cancelling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from koordynata.coordination import services
from koordynata.coordination.enums import Capacity, MeetingForm, MeetingState, Reply
from koordynata.coordination.errors import CoordinationRefusal
from koordynata.coordination.models import Meeting, Notice
from koordynata.coordination.queries.calling import notice_period, notice_periods
from koordynata.coordination.queries.letters import substitutes_to_tell, unsent
from koordynata.coordination.services.calling import TOLD
from koordynata.foundation.errors import ChangedMeanwhile
from koordynata.foundation.models import AuditEvent
from koordynata.foundation.stale import state_of
from koordynata.foundation.working_days import WARSAW

from .conftest import Team

NOW = datetime(2026, 11, 2, 9, tzinfo=WARSAW)
FAR, NEAR = datetime(2026, 11, 24, 10, tzinfo=WARSAW), datetime(2026, 11, 12, 10, tzinfo=WARSAW)


@pytest.fixture(autouse=True)
def _second_of_november() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


@pytest.fixture
def strict(make_team: Callable[..., Team]) -> Team:
    """Fourteen full days of notice."""
    return make_team(notice_days=14)


def planned(team: Team, starts: datetime = FAR, **values: Any) -> Meeting:
    return services.plan_meeting(term=team.term, starts=starts, ends=starts + timedelta(hours=3), by=team.by, **values)


def called(team: Team, **values: Any) -> Meeting:
    return services.call_meeting(meeting=planned(team, **values), by=team.by)


def notice(meeting: Meeting, team: Team, letter: str) -> Notice:
    return meeting.notices.select_related("meeting", "member").get(member=team.people[letter])


def reply(meeting: Meeting, team: Team, letter: str, answer: Reply) -> Notice:
    return services.reply_to_notice(notice=notice(meeting, team, letter), reply=answer, by=team.by)


def test_members_and_substitutes_of_the_day_are_told(strict: Team) -> None:
    services.end_mandate(mandate=strict.mandates["d"], ends=NOW, by=strict.by)
    meeting = called(strict)
    told = dict(meeting.notices.values_list("member", "capacity"))
    assert told == {strict.people[letter].pk: Capacity.MEMBER for letter in "abce"} | {
        strict.people["x"].pk: Capacity.SUBSTITUTE
    }
    assert meeting.presiding == strict.people["a"] and meeting.short_notice_reason == ""


def test_a_notice_too_short_is_said_and_needs_a_reason(strict: Team) -> None:
    meeting = planned(strict, NEAR)
    with pytest.raises(CoordinationRefusal, match=r"14 days of notice.*last day.*28\.10\.2026"):
        services.call_meeting(meeting=meeting, short_notice_reason="  ", by=strict.by)
    assert not meeting.notices.exists()
    meeting = services.call_meeting(meeting=meeting, short_notice_reason="Termin naboru", by=strict.by)
    assert meeting.short_notice_reason == "Termin naboru"
    event = AuditEvent.objects.get(verb="meeting.called")
    assert event.after and event.after["reason"] == "Termin naboru"


def test_a_reason_that_is_not_needed_is_not_kept(strict: Team) -> None:
    meeting = services.call_meeting(meeting=planned(strict), short_notice_reason="na wszelki wypadek", by=strict.by)
    assert meeting.short_notice_reason == ""


def test_rules_that_say_nothing_and_written_procedures_ask_for_no_notice(
    team: Team, strict: Team | None = None
) -> None:
    assert notice_period(planned(team, NEAR)) is None and called(team, starts=NEAR).called_at


def test_a_written_procedure_has_no_notice_period(strict: Team) -> None:
    assert called(strict, starts=NEAR, form=MeetingForm.WRITTEN).state == MeetingState.CALLED


def test_working_days_are_another_count(make_team: Callable[..., Team]) -> None:
    team = make_team(notice_days=14, notice_in="working")
    with pytest.raises(CoordinationRefusal, match=r"01\.11\.2026"):
        called(team, starts=datetime(2026, 11, 23, 10, tzinfo=WARSAW))


def test_many_periods_are_the_single_ones(strict: Team, django_assert_num_queries: Any) -> None:
    for days in (10, 20, 30):
        planned(strict, NOW + timedelta(days=days))
    rows = list(Meeting.objects.select_related("term__body__parent").order_by("pk"))
    with django_assert_num_queries(1):
        found = notice_periods(rows)
    assert found == {row.pk: notice_period(row) for row in rows}


def test_calling_twice_is_refused_and_tells_nobody_twice(strict: Team) -> None:
    meeting = called(strict)
    with pytest.raises(CoordinationRefusal):
        services.call_meeting(meeting=meeting, by=strict.by)
    assert meeting.notices.count() == 6


def test_moving_a_called_meeting_raises_the_sequence_and_asks_again(strict: Team) -> None:
    meeting = called(strict)
    reply(meeting, strict, "b", Reply.SUBSTITUTE)
    later = FAR + timedelta(days=7)
    meeting = services.change_meeting(meeting=meeting, starts=later, ends=later + timedelta(hours=2), by=strict.by)
    assert meeting.sequence == 1
    assert not meeting.notices.exclude(reply="").exists()
    assert not meeting.notices.filter(stands_in_for__isnull=False).exists()


def test_who_joins_after_the_call_is_told_with_the_next_notice(strict: Team) -> None:
    meeting = called(strict)
    person = services.add_member(territory=strict.body.territory, name="Osoba Z (przykład)", by=strict.by)
    services.name_substitute(mandate=strict.mandates["c"], member=person, by=strict.by)
    services.tell_again(meeting=meeting, by=strict.by)
    assert meeting.notices.get(member=person).capacity == Capacity.SUBSTITUTE and meeting.notices.count() == 7


def test_another_room_is_told_and_answers_stand(strict: Team) -> None:
    meeting = called(strict)
    reply(meeting, strict, "a", Reply.COMING)
    meeting = services.change_meeting(meeting=meeting, place="sala 12", by=strict.by)
    assert meeting.sequence == 1 and notice(meeting, strict, "a").reply == Reply.COMING


def test_saving_without_a_change_tells_nobody(strict: Team) -> None:
    meeting = called(strict, place="sala 1")
    assert services.change_meeting(meeting=meeting, place="sala 1", by=strict.by).sequence == 0


def test_a_planned_meeting_moves_silently(strict: Team) -> None:
    meeting = services.change_meeting(
        meeting=planned(strict), starts=NEAR, ends=NEAR + timedelta(hours=1), by=strict.by
    )
    assert (meeting.sequence, meeting.starts) == (0, NEAR)


def test_moving_nearer_needs_a_reason_too(strict: Team) -> None:
    meeting = called(strict)
    values: dict[str, Any] = {"starts": NEAR, "ends": NEAR + timedelta(hours=1), "by": strict.by}
    with pytest.raises(CoordinationRefusal, match="14 days"):
        services.change_meeting(meeting=meeting, **values)
    meeting = services.change_meeting(meeting=meeting, short_notice_reason="choroba", **values)
    assert meeting.short_notice_reason == "choroba"


def test_a_stale_form_overwrites_nothing(strict: Team) -> None:
    meeting = planned(strict)
    seen = state_of(meeting, TOLD)
    services.change_meeting(meeting=meeting, place="sala 1", seen=seen, by=strict.by)
    with pytest.raises(ChangedMeanwhile) as late:
        services.change_meeting(meeting=meeting, place="sala 2", seen=seen, by=strict.by)
    assert late.value.current["place"] == "sala 1"
    meeting.refresh_from_db()
    assert meeting.place == "sala 1"


def test_cancelling_a_called_meeting_tells_whoever_was_told(strict: Team) -> None:
    meeting = called(strict)
    assert unsent(meeting).count() == 0, "nobody of this team has an address"
    services.note_sent(notice=notice(meeting, strict, "a"), sequence=0, by=strict.by)
    strict.people["a"].email = "a@example.org"
    strict.people["a"].save()
    meeting = services.cancel_meeting(meeting=meeting, reason="brak spraw", by=strict.by)
    assert (meeting.state, meeting.sequence, meeting.cancelled_because) == (MeetingState.CANCELLED, 1, "brak spraw")
    assert [one.member for one in unsent(meeting)] == [strict.people["a"]]
    with pytest.raises(CoordinationRefusal):
        services.change_meeting(meeting=meeting, place="x", by=strict.by)


def test_the_first_free_substitute_stands_in(strict: Team) -> None:
    meeting = called(strict)
    reply(meeting, strict, "b", Reply.ABSENT)
    assert notice(meeting, strict, "x").stands_in_for == strict.people["b"]
    reply(meeting, strict, "b", Reply.COMING)
    assert notice(meeting, strict, "x").stands_in_for is None


def test_a_substitute_who_declines_gives_way_to_the_next(strict: Team) -> None:
    person = services.add_member(territory=strict.body.territory, name="Zastępca Y (przykład)", by=strict.by)
    strict.people["y"] = person
    services.name_substitute(mandate=strict.mandates["b"], member=person, by=strict.by)
    meeting = called(strict)
    reply(meeting, strict, "b", Reply.SUBSTITUTE)
    assert notice(meeting, strict, "x").stands_in_for == strict.people["b"]
    reply(meeting, strict, "x", Reply.ABSENT)
    assert notice(meeting, strict, "x").stands_in_for is None
    assert notice(meeting, strict, "y").stands_in_for == strict.people["b"]


def test_one_substitute_stands_in_for_one_member(strict: Team) -> None:
    services.name_substitute(mandate=strict.mandates["c"], member=strict.people["x"], by=strict.by)
    meeting = called(strict)
    reply(meeting, strict, "b", Reply.ABSENT)
    reply(meeting, strict, "c", Reply.ABSENT)
    assert meeting.notices.filter(stands_in_for__isnull=False).count() == 1


def test_a_substitute_is_told_once_of_each_change(strict: Team) -> None:
    strict.people["x"].email = "x@example.org"
    strict.people["x"].save()
    meeting = called(strict)
    reply(meeting, strict, "b", Reply.ABSENT)
    (waiting,) = substitutes_to_tell(meeting)
    services.note_substitute_told(notice=waiting, by=strict.by)
    assert not substitutes_to_tell(meeting)
    reply(meeting, strict, "b", Reply.COMING)
    assert [one.member for one in substitutes_to_tell(meeting)] == [strict.people["x"]]


def test_who_has_no_substitute_cannot_send_one(strict: Team) -> None:
    with pytest.raises(CoordinationRefusal, match="substitute"):
        reply(called(strict), strict, "c", Reply.SUBSTITUTE)


def test_answers_end_with_the_opening(strict: Team) -> None:
    meeting = called(strict)
    services.open_meeting(meeting=meeting, by=strict.by)
    with pytest.raises(CoordinationRefusal):
        reply(meeting, strict, "a", Reply.COMING)


def test_guests_come_once_and_go_only_before_they_are_told(strict: Team) -> None:
    meeting = called(strict)
    guest = services.invite_guest(meeting=meeting, name="Gość (przykład)", email="Gosc@example.org", by=strict.by)
    with pytest.raises(ValidationError, match="notice already"):
        services.invite_guest(meeting=meeting, name="Inny", email="gosc@example.org", by=strict.by)
    services.note_sent(notice=guest, sequence=0, by=strict.by)
    with pytest.raises(CoordinationRefusal, match="gone out"):
        services.uninvite_guest(notice=guest, by=strict.by)
    other = services.invite_guest(meeting=meeting, name="Drugi (przykład)", by=strict.by)
    services.uninvite_guest(notice=other, by=strict.by)
    services.uninvite_guest(notice=other, by=strict.by)
    assert [str(one) for one in meeting.notices.filter(capacity=Capacity.GUEST)] == ["Gość (przykład)"]


def test_the_database_wants_a_member_or_a_name(strict: Team) -> None:
    meeting = called(strict)
    wrongs: list[dict[str, Any]] = [{}, {"guest_name": "x"}, {"member": strict.people["a"], "guest_name": "x"}]
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(meeting=meeting, **wrong)


def test_a_year_is_planned_once(strict: Team) -> None:
    starts = [FAR + timedelta(weeks=weeks) for weeks in (0, 12, 24)]
    first = services.plan_year(term=strict.term, starts=starts, lasts=timedelta(hours=3), place="sala", by=strict.by)
    again = services.plan_year(term=strict.term, starts=starts, lasts=timedelta(hours=3), by=strict.by)
    assert [one.starts for one in first] == starts and again == []
    assert all(one.ends - one.starts == timedelta(hours=3) and one.place == "sala" for one in first)
    assert timezone.now() == NOW
