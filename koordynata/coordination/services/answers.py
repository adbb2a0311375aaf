"""Answers to notices, and what follows from them for substitutes; what was sent."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor

from ..enums import Capacity, MeetingState, Reply
from ..errors import CoordinationRefusal
from ..models import Meeting, Notice
from ..queries.calling import substitutes_of, takes_answers
from .meetings import locked
from .trail import moved_on, record

AWAY = (Reply.SUBSTITUTE, Reply.ABSENT)


@transaction.atomic
def reply_to_notice(*, notice: Notice, reply: Reply, remark: str = "", by: Actor) -> Notice:
    """An answer to a notice; may be changed until the meeting opens. Raises CoordinationRefusal, ValidationError."""
    meeting = locked(notice.meeting)
    if not takes_answers(meeting):
        raise CoordinationRefusal(_("Answers are taken until the meeting begins."))
    if reply == Reply.SUBSTITUTE and not substitutes_of(notice):
        raise CoordinationRefusal(_("Nobody is named as substitute for this person."))
    notice = Notice.objects.select_related("meeting", "member").get(pk=notice.pk)
    before = {"reply": notice.reply}
    notice.reply, notice.remark, notice.replied_at = reply, remark, timezone.now()
    notice.full_clean()
    notice.save()
    _settle_substitutes(meeting)
    if meeting.state == MeetingState.OPEN:  # in a written procedure who is away does not vote
        moved_on(meeting)
    record("notice.answered", notice, meeting.term.body, by=by, before=before, after={"reply": reply})
    return notice


def _settle_substitutes(meeting: Meeting) -> None:
    """Of each member who does not come, the first substitute who is free and has not declined stands in."""
    notices = {one.member_id: one for one in _of_lists(meeting)}
    wanted: dict[int, int] = {}  # substitute → member
    for notice in notices.values():
        if notice.capacity == Capacity.MEMBER and notice.reply in AWAY:
            free = (one.pk for one in substitutes_of(notice) if one.pk not in wanted and _may_stand_in(notices, one.pk))
            if (found := next(free, None)) is not None:
                wanted[found] = notice.member_id or 0
    for notice in notices.values():
        member = wanted.get(notice.member_id or 0)
        if notice.stands_in_for_id != member:
            notice.stands_in_for_id = member
            notice.save(update_fields=["stands_in_for"])


def _of_lists(meeting: Meeting) -> list[Notice]:
    rows = meeting.notices.filter(member__isnull=False).select_related("meeting", "member")
    return list(rows.order_by("replied_at", "pk"))


def _may_stand_in(notices: dict[int | None, Notice], member: int) -> bool:
    own = notices.get(member)
    return own is not None and own.capacity == Capacity.SUBSTITUTE and own.reply not in AWAY


@transaction.atomic
def note_sent(*, notice: Notice, sequence: int, problem: str = "", by: Actor) -> None:
    """What became of a letter: sent as of that state of the meeting, or not and why."""
    row, body = Notice.objects.filter(pk=notice.pk), notice.meeting.term.body
    if problem:
        row.update(problem=problem[:200])
        record("notice.not_sent", notice, body, by=by, after={"problem": problem[:200]})
        return
    row.update(sent_at=timezone.now(), sent_sequence=sequence, problem="")
    record("notice.sent", notice, body, by=by, after={"number": sequence})


@transaction.atomic
def note_substitute_told(*, notice: Notice, by: Actor) -> None:
    """The substitute knows in whose place they come, or that they are not needed any more."""
    Notice.objects.filter(pk=notice.pk).update(told_for=notice.stands_in_for_id)
    after = {"stands_in_for": str(notice.stands_in_for or "")}
    record("notice.substitute_told", notice, notice.meeting.term.body, by=by, after=after)
