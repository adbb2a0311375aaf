"""What calling a meeting needs: who is invited, and whether there is time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from ..enums import Capacity, MandateFunction, MeetingForm, MeetingState, Reply
from ..models import Mandate, Meeting, Member, Notice, RulesOfProcedure, Substitute
from ..notice_period import NoticePeriod, period, rule_of
from .rules import version_on


def notice_period(meeting: Meeting, called: datetime | None = None) -> NoticePeriod | None:
    """The notice that the meeting has when called then, or now; None where no rules ask for one."""
    version = version_on(meeting.term.body, timezone.localdate(meeting.starts))
    if version is None or meeting.form == MeetingForm.WRITTEN:
        return None
    rule = rule_of(version.parsed())
    return period(rule, called or timezone.now(), meeting.starts) if rule.days else None


def notice_periods(meetings: Iterable[Meeting]) -> dict[int, NoticePeriod]:
    """The same for many meetings, by id, in one query; the body's parent comes with each meeting."""
    rows = list(meetings)
    bodies = {pk for one in rows for pk in (one.term.body_id, one.term.body.parent_id) if pk}
    versions = list(RulesOfProcedure.objects.filter(body__in=bodies).order_by("-valid_from"))
    found = {}
    for meeting in rows:
        day = timezone.localdate(meeting.starts)
        version = _in_force(versions, meeting.term.body_id, day) or _in_force(
            versions, meeting.term.body.parent_id, day
        )
        if version and meeting.form != MeetingForm.WRITTEN and (rule := rule_of(version.parsed())).days:
            found[meeting.pk] = period(rule, meeting.called_at or timezone.now(), meeting.starts)
    return found


def _in_force(versions: list[RulesOfProcedure], body: int | None, day: date) -> RulesOfProcedure | None:
    found = next((one for one in versions if one.body_id == body and one.valid_from <= day), None)
    return found if found and (found.valid_to is None or found.valid_to >= day) else None


def in_force(meeting: Meeting) -> list[Mandate]:
    """Mandates of the day of the meeting, seat by seat."""
    rows = Mandate.objects.filter(seat__term=meeting.term, starts__lte=meeting.starts)
    rows = rows.exclude(ends__lte=meeting.starts).select_related("member").order_by("seat__number")
    return list(rows.prefetch_related("substitutes__member"))


def to_invite(meeting: Meeting) -> dict[int, Capacity]:
    """Members and substitutes by id; who is both comes as a member."""
    mandates = in_force(meeting)
    people = {one.member_id: Capacity.SUBSTITUTE for mandate in mandates for one in mandate.substitutes.all()}
    return people | {mandate.member_id: Capacity.MEMBER for mandate in mandates}


def chair_of(meeting: Meeting) -> Member | None:
    """Who presides unless somebody else is named."""
    return next((one.member for one in in_force(meeting) if one.function == MandateFunction.CHAIR), None)


def takes_answers(meeting: Meeting) -> bool:
    """Whether answers are taken now: until the meeting opens, of a written procedure until it closes."""
    if meeting.form == MeetingForm.WRITTEN and meeting.state == MeetingState.OPEN:
        return True
    return meeting.state == MeetingState.CALLED


def substitutes_of(notice: Notice) -> list[Member]:
    """Who may stand in for the person of a notice, in order."""
    if notice.member_id is None or notice.capacity != Capacity.MEMBER:
        return []
    mandates = Mandate.objects.filter(seat__term=notice.meeting.term, member=notice.member)
    rows = Substitute.objects.filter(mandate__in=mandates.exclude(ends__lte=notice.meeting.starts))
    return [one.member for one in rows.select_related("member").order_by("order", "pk")]


@dataclass(frozen=True)
class Answers:
    """How many said what."""

    coming: int
    remote: int
    substitutes: int
    absent: int
    silent: int


def answers(notices: list[Notice]) -> Answers:
    """Answers of members; a substitute who was asked counts by the member's answer."""
    replies = [one.reply for one in notices if one.capacity == Capacity.MEMBER]
    return Answers(
        *(replies.count(reply) for reply in (Reply.COMING, Reply.REMOTE, Reply.SUBSTITUTE, Reply.ABSENT, ""))
    )
