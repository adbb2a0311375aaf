"""The work queue's sources: each thing that waits stands there, for the office it concerns, until it is settled."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from koordynata.accounts.models import User
from koordynata.coordination import services
from koordynata.coordination.models import Resolution, Task
from koordynata.foundation import work
from koordynata.foundation.alphabet import polish_key
from koordynata.foundation.work import Urgency, WorkItem, WorkSource, open_items

from .conftest import Team
from .test_correspondence import case_in, letter_in

today, DAY = timezone.localdate, timedelta(days=1)


def waiting(user: User, source: str) -> list[WorkItem]:
    return [item for item in open_items(user, timezone.localdate()) if item.source == source]


class TestUrgency:
    @given(st.dates(), st.integers(-60, 60), st.integers(0, 30))
    def test_each_item_has_one(self, due: date, offset: int, soon: int) -> None:
        today = min(max(due.toordinal() + offset, 1), date.max.toordinal() - 40)
        left = due.toordinal() - today
        found = WorkItem("x", "x:1", "x", due=due).urgency(date.fromordinal(today), soon)
        assert found is (Urgency.OVERDUE if left < 0 else Urgency.SOON if left <= soon else Urgency.LATER)

    def test_what_has_no_deadline_is_never_overdue(self) -> None:
        assert WorkItem("x", "x:1", "x").urgency(today(), 14) is Urgency.LATER


def test_a_source_has_its_own_name() -> None:
    known = work.sources()[0]
    with pytest.raises(ValueError):
        work.enter(WorkSource(known.id, "again", lambda user, today: ()))
    assert len({one.id for one in work.sources()}) == len(work.sources()) >= 9


def test_notices_until_everybody_answered(team: Team, coordinator: User, stranger: User, member: User) -> None:
    starts = timezone.now() + 20 * DAY
    meeting = services.plan_meeting(term=team.term, starts=starts, ends=starts + timedelta(hours=2), by=coordinator)
    assert waiting(coordinator, "notices") == [], "nobody was asked yet"
    services.call_meeting(meeting=meeting, by=coordinator)
    (item,) = waiting(coordinator, "notices")
    assert item.subject == f"notices:{meeting.pk}" and item.due == timezone.localdate(starts)
    assert item.waits_for.split(", ") == sorted((team.people[letter].name for letter in "abcde"), key=polish_key)
    notices = list(meeting.notices.order_by("pk"))
    services.reply_to_notice(notice=notices[0], reply="coming", by=coordinator)  # type: ignore[arg-type]
    (item,) = waiting(coordinator, "notices")
    assert str(notices[0]) not in item.waits_for
    for notice in notices[1:]:
        services.reply_to_notice(notice=notice, reply="coming", by=coordinator)  # type: ignore[arg-type]
    assert waiting(coordinator, "notices") == waiting(stranger, "notices") == waiting(member, "notices") == []


def test_a_resolution_until_its_answer(team: Team, coordinator: User) -> None:
    values: dict[str, Any] = {"body": team.body, "kind": "resolution", "year": today().year, "text": "x"}
    Resolution.objects.create(number=1, title="bez terminu", adopted_on=today(), **values)
    late = Resolution.objects.create(
        number=2,
        title="z terminem",
        adopted_on=today() - 9 * DAY,
        answer_due=today() - DAY,
        addressee="zarząd",
        **values,
    )
    (item,) = waiting(coordinator, "resolutions")
    assert (item.subject, item.waits_for, item.about) == (f"resolution:{late.pk}", "zarząd", "z terminem")
    assert item.urgency(today(), 14) is Urgency.OVERDUE
    Resolution.objects.filter(pk=late.pk).update(answered_on=today())
    assert waiting(coordinator, "resolutions") == []


def test_a_task_until_it_is_done(team: Team, coordinator: User) -> None:
    task = Task.objects.create(body=team.body, title="Zebrać dane", owner=team.people["c"], due=today() + 5 * DAY)
    (item,) = waiting(coordinator, "tasks")
    assert item.waits_for == team.people["c"].name and item.urgency(today(), 14) is Urgency.SOON
    Task.objects.filter(pk=task.pk).update(state="done", done_on=today())
    assert waiting(coordinator, "tasks") == []


def test_minutes_after_a_meeting_and_not_after_a_written_procedure(team: Team, coordinator: User) -> None:
    meeting = team.meeting()
    assert waiting(coordinator, "minutes") == []
    services.close_meeting(meeting=meeting, by=coordinator)
    services.close_meeting(meeting=team.meeting(form="written"), by=coordinator)
    (item,) = waiting(coordinator, "minutes")
    assert item.subject == f"minutes:{meeting.pk}" and item.due == today() + 30 * DAY


def test_a_term_that_ends_speaks_once_for_its_mandates(team: Team, coordinator: User) -> None:
    services.end_mandate(mandate=team.mandates["c"], ends=timezone.now() + 10 * DAY, by=coordinator)
    services.end_mandate(mandate=team.mandates["d"], ends=timezone.now() + 200 * DAY, by=coordinator)
    (item,) = waiting(coordinator, "mandates")
    assert team.people["c"].name in item.title and item.due == timezone.localdate(timezone.now() + 10 * DAY)
    services.end_term(term=team.term, ends=timezone.now() + 30 * DAY, by=coordinator)
    assert [item.due for item in waiting(coordinator, "mandates")] == [
        timezone.localdate(timezone.now() + n * DAY) for n in (10, 30)
    ], "one for the resignation, one for the term and all who leave with it"


def test_letters_wait_for_whoever_owes_the_answer(land: Any, coordinator: User, stranger: User) -> None:
    case = case_in(land["16"], coordinator)
    letter_in(case, coordinator, answer_due=today())
    letter_in(case, coordinator, answer_due=today(), direction="incoming")
    letter_in(case, coordinator)
    theirs, ours = sorted(waiting(coordinator, "letters"), key=lambda item: item.title)
    assert theirs.waits_for == "Kuratorium (przykład)" and ours.waits_for == ""
    assert waiting(stranger, "letters") == []


def test_duties_until_they_are_done_and_no_longer_than_some_months(
    land: Any, coordinator: User, administrator: User
) -> None:
    day = date(2026, 11, 21)
    items = [item for item in open_items(coordinator, day) if item.source == "duties"]
    names = {item.subject for item in items}
    assert names == {"duty:16/2026"} and all(item.due and item.due >= day - 120 * DAY for item in items)
    assert Counter(item.urgency(day, 14) for item in items)[Urgency.OVERDUE] >= 1
    assert not [item for item in open_items(administrator, day) if item.source == "duties"], "no office of a region"


def test_actions_that_should_have_begun_or_ended(land: Any, coordinator: User) -> None:
    values: dict[str, Any] = {"territory": land["16"], "kind": "study", "by": coordinator}
    services.plan_action(name="przyszłe", starts=today() + DAY, ends=today() + 2 * DAY, **values)
    late = services.plan_action(name="spóźnione", starts=today() - 9 * DAY, ends=today() + DAY, **values)
    (item,) = waiting(coordinator, "actions")
    assert (item.title, item.due) == ("spóźnione", today() - 9 * DAY)
    services.move_action(action=late, state="running", by=coordinator)  # type: ignore[arg-type]
    (item,) = waiting(coordinator, "actions")
    assert item.due == today() + DAY


def test_what_is_longest_overdue_stands_first_and_what_has_no_deadline_last(
    monkeypatch: pytest.MonkeyPatch, coordinator: User
) -> None:
    told = [
        WorkItem("x", f"x:{n}", "x", due=due) for n, due in enumerate((None, today() + DAY, today() - DAY, today()))
    ]
    monkeypatch.setattr(work, "_sources", {"x": WorkSource("x", "x", lambda user, today: told)})
    assert [item.subject for item in open_items(coordinator, today())] == ["x:2", "x:3", "x:1", "x:0"]


def test_the_number_of_queries_stays(team: Team, land: Any, coordinator: User) -> None:
    counts = []
    for n in range(1, 4):
        starts = timezone.now() + n * 20 * DAY
        meeting = services.plan_meeting(term=team.term, starts=starts, ends=starts + timedelta(hours=2), by=coordinator)
        services.call_meeting(meeting=meeting, by=coordinator)
        letter_in(case_in(land["16"], coordinator), coordinator, answer_due=today())
        Task.objects.create(body=team.body, title=f"Zadanie {n}", owner=team.people["c"], due=today())
        with CaptureQueriesContext(connection) as captured:
            open_items(coordinator, today())
        counts.append(len(captured))
    assert counts[1] == counts[-1]


def test_an_organisation_asked_for_a_candidate_until_it_answers(team: Team, coordinator: User) -> None:
    seat = team.mandates["c"].seat
    asked = services.ask_for_candidate(seat=seat, organisation="Izba (przykład)", due=today() + DAY, by=coordinator)
    (item,) = waiting(coordinator, "candidates")
    assert (item.waits_for, item.due) == ("Izba (przykład)", today() + DAY)
    services.record_candidate(request=asked, answered_on=today(), candidate="Osoba (przykład)", by=coordinator)
    assert waiting(coordinator, "candidates") == []
