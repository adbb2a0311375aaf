"""Who may do what in the room: predicates `(user, thing) -> bool`."""

from typing import Any

from koordynata.accounts.roles import Permission
from koordynata.registry.scopes import scope_of

from .enums import MinutesState
from .models import Body, Meeting, Member, Minutes, Task
from .queries.people import member_of, sits_now


def may_see(user: Any, body: Body) -> bool:
    """Whether the user may read the body's meetings."""
    return scope_of(user, Permission.VIEW_MEETINGS).covers(body.territory.path)


def may_run(user: Any, body: Body) -> bool:
    """Whether the user keeps the body's affairs: composition, agenda, presence, papers."""
    return scope_of(user, Permission.RUN_MEETINGS).covers(body.territory.path)


def may_see_contacts(user: Any, body: Body) -> bool:
    """Whether the user may read the addresses of the body's people."""
    return scope_of(user, Permission.VIEW_CONTACTS).covers(body.territory.path)


def presides(user: Any, meeting: Meeting) -> bool:
    """Whether the user presides over the meeting."""
    own = member_of(user, meeting)
    return own is not None and own.pk == meeting.presiding_id


def may_chair(user: Any, meeting: Meeting) -> bool:
    """Whether the user may open and close items and ballots: who presides, and the office beside them."""
    return may_run(user, meeting.term.body) or presides(user, meeting)


def may_vote_as(user: Any, meeting: Meeting) -> Member | None:
    """The person as whom the user may vote, if any. Whether the vote counts is the verdict's business."""
    return member_of(user, meeting) if may_see(user, meeting.term.body) else None


def may_read_minutes(user: Any, minutes: Minutes) -> bool:
    """Whether the user may read them: a draft is for the office and for who presided, the rest for every reader."""
    if minutes.state == MinutesState.DRAFT:
        return may_chair(user, minutes.meeting)
    return may_see(user, minutes.meeting.term.body)


def may_finish(user: Any, task: Task) -> bool:
    """Whether the user may say that a task is done: who answers for it, and the office."""
    own = task.owner is not None and task.owner.user_id is not None and task.owner.user_id == user.pk
    return own or may_run(user, task.body)


def may_read_confidential(user: Any, meeting: Meeting) -> bool:
    """Whether the user may open confidential papers: members and substitutes of today, and the office."""
    return may_run(user, meeting.term.body) or (may_see(user, meeting.term.body) and sits_now(user, meeting))
