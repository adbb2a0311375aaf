"""Who may vote, as pages show it: read once for each version of a meeting, and never behind it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koordynata.coordination import services
from koordynata.coordination.enums import MeetingForm, Reply
from koordynata.coordination.models import AgendaItem, Meeting, Presence
from koordynata.coordination.queries.council import council_of, council_shown

from .conftest import Team


def read(item: AgendaItem) -> tuple[Meeting, AgendaItem]:
    item = AgendaItem.objects.select_related("meeting__term__body").get(pk=item.pk)
    return item.meeting, item


def test_once_for_each_version(team: Team) -> None:
    item = team.ballot(team.meeting()).motion.item
    first = council_shown(*read(item))
    with CaptureQueriesContext(connection) as told:
        assert council_shown(*read(item)) is first
    assert len(told) == 2, "the meeting itself, and its version"


def test_every_change_of_who_may_vote_is_shown(team: Team) -> None:
    item, now = team.ballot(team.meeting()).motion.item, timezone.now()
    x, meeting, mandates = team.people["x"], item.meeting, team.mandates

    def add_seat() -> None:
        services.add_seat(term=team.term, side="education", by=team.by)

    changes: dict[str, Callable[[], object]] = {
        "came": lambda: services.arrive(meeting=meeting, member=team.people["e"], by=team.by),
        "left": lambda: services.leave(meeting=meeting, member=team.people["e"], by=team.by),
        "stays out": lambda: services.recuse(item=item, member=team.people["d"], by=team.by),
        "suspended": lambda: services.suspend_mandate(mandate=mandates["c"], starts=now, by=team.by),
        "resumed": lambda: services.resume_mandate(mandate=mandates["c"], at=timezone.now(), by=team.by),
        "substitute": lambda: services.name_substitute(mandate=mandates["c"], member=x, by=team.by),
        "no substitute": lambda: services.remove_substitute(substitute=mandates["c"].substitutes.get(), by=team.by),
        "resigned": lambda: services.end_mandate(mandate=mandates["d"], ends=timezone.now(), by=team.by),
        "a seat": add_seat,
    }
    for what, change in changes.items():
        before = council_shown(*read(item))
        change()
        now_shown = council_shown(*read(item))
        assert now_shown == council_of(*read(item)), what
        assert now_shown != before, what


def test_an_answer_in_a_written_procedure_is_shown(make_team: Callable[..., Team]) -> None:
    team = make_team(written_procedure=True)
    meeting = team.meeting(form=MeetingForm.WRITTEN)
    before = council_shown(Meeting.objects.get(pk=meeting.pk))
    notice = meeting.notices.get(member=team.people["c"])
    services.reply_to_notice(notice=notice, reply=Reply.ABSENT, by=team.by)
    now = Meeting.objects.get(pk=meeting.pk)
    assert council_shown(now) == council_of(now) != before


def test_the_control_what_passes_by_the_verbs_is_not_shown(team: Team) -> None:
    """Only a version that moved is read: a row written past the services shows that the reading is kept at all."""
    item = team.ballot(team.meeting()).motion.item
    before = council_shown(*read(item))
    Presence.objects.filter(meeting=item.meeting, member=team.people["a"]).update(ends=timezone.now())
    assert council_shown(*read(item)) is before and council_of(*read(item)) != before
