"""What waits in the office of coordination: notices, answers, tasks, minutes, mandates, duties, letters, actions."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koordynata.accounts.roles import Permission
from koordynata.foundation.alphabet import polish_key
from koordynata.foundation.work import WorkItem, WorkSource
from koordynata.reference.enums import TerritoryKind
from koordynata.reference.models import Territory
from koordynata.registry.scopes import scope_of

from ..enums import ActionState, Capacity, MeetingForm, MeetingState, TaskState
from ..models import CandidateRequest, Letter, Mandate, Meeting, Notice, OwnAction, Resolution, Task, Term
from ..office import days_for
from .correspondence import waiting
from .duties import DutyState, year_of_duties


def _inside(user: Any, path: str) -> Any:
    return scope_of(user, Permission.RUN_MEETINGS).query(path)


def _meeting_title(meeting: Meeting) -> str:
    return _("%(body)s: meeting %(number)s") % {
        "body": meeting.term.body.short_name, "number": f"{meeting.number}/{meeting.term.number}"
    }  # fmt: skip


def notices(user: Any, today: date) -> Iterator[WorkItem]:
    """Meetings that are called and for which a member, or who is to stand in, has not answered; one item a meeting."""
    owes = Q(capacity=Capacity.MEMBER) | Q(stands_in_for__isnull=False)
    rows = Notice.objects.filter(
        owes, _inside(user, "meeting__term__body__territory__path"), replied_at=None,
        meeting__state=MeetingState.CALLED,
    )  # fmt: skip
    silent: defaultdict[Meeting, list[str]] = defaultdict(list)
    for notice in rows.select_related("meeting__term__body", "member").order_by("meeting", "pk"):
        silent[notice.meeting].append(str(notice))
    for meeting, names in silent.items():
        count = ngettext("%d notice without an answer", "%d notices without an answer", len(names)) % len(names)
        who, title = ", ".join(sorted(names, key=polish_key)), _meeting_title(meeting)
        yield WorkItem("notices", f"notices:{meeting.pk}", title, count, who, localdate(meeting.starts))


def resolutions(user: Any, today: date) -> Iterator[WorkItem]:
    """Resolutions whose addressee owes an answer."""
    rows = Resolution.objects.filter(
        _inside(user, "body__territory__path"), answer_due__isnull=False, answered_on=None
    ).select_related("body")
    for one in rows.order_by("answer_due", "pk"):
        title = f"{one.body.short_name}: {one.get_kind_display()} {one}"
        yield WorkItem("resolutions", f"resolution:{one.pk}", title, one.title, one.addressee, one.answer_due)


def tasks(user: Any, today: date) -> Iterator[WorkItem]:
    """Tasks that are still to do."""
    rows = Task.objects.filter(_inside(user, "body__territory__path"), state=TaskState.OPEN)
    for one in rows.select_related("body", "owner").order_by("due", "pk"):
        who = one.owner.name if one.owner else one.owner_name
        yield WorkItem("tasks", f"task:{one.pk}", one.title, one.body.short_name, who, one.due)


def minutes(user: Any, today: date) -> Iterator[WorkItem]:
    """Meetings that were held and whose minutes nobody has approved. A written procedure has its record instead."""
    rows = Meeting.objects.filter(
        _inside(user, "term__body__territory__path"), state=MeetingState.CLOSED, protocol__approved_at=None
    ).exclude(form=MeetingForm.WRITTEN)
    rows = rows.select_related("term__body__territory", "protocol").order_by("closed_at", "pk")
    for meeting in rows:
        about = _("Minutes not approved") if hasattr(meeting, "protocol") else _("No minutes yet")
        held_on = localdate(meeting.closed_at or meeting.starts)
        due = held_on + timedelta(days=days_for("minutes", held_on, meeting.term.body.territory.code))
        yield WorkItem("minutes", f"minutes:{meeting.pk}", _meeting_title(meeting), about, "", due)


def mandates(user: Any, today: date) -> Iterator[WorkItem]:
    """Terms that end within the warning, and mandates that end before their term."""
    until = now() + timedelta(days=days_for("mandates", today))
    inside = "body__territory__path"
    terms = Term.objects.filter(_inside(user, inside), ends__gt=now(), ends__lte=until).select_related("body")
    for term in terms.order_by("ends", "pk"):
        title = _("%(body)s: term %(number)s ends") % {"body": term.body.short_name, "number": term.number}
        yield WorkItem("mandates", f"body:{term.body_id}", title, "", "", localdate(term.ends))
    rows = Mandate.objects.filter(_inside(user, f"seat__term__{inside}"), ends__gt=now(), ends__lte=until)
    rows = rows.exclude(ends__gte=F("seat__term__ends")).select_related("seat__term__body", "member")
    for one in rows.order_by("ends", "pk"):
        body = one.seat.term.body
        about = " · ".join(filter(None, [body.short_name, one.seat.organisation]))
        title = _("Mandate ends: %s") % one.member.name
        yield WorkItem("mandates", f"body:{body.pk}", title, about, "", localdate(one.ends))


def candidates(user: Any, today: date) -> Iterator[WorkItem]:
    """Organisations that were asked whom they delegate and have not said it."""
    rows = CandidateRequest.objects.filter(_inside(user, "seat__term__body__territory__path"), answered_on=None)
    for one in rows.select_related("seat__term__body").order_by("due", "pk"):
        body = one.seat.term.body
        title = _("%(body)s: candidate for seat %(number)s") % {"body": body.short_name, "number": one.seat.number}
        yield WorkItem("candidates", f"body:{body.pk}", title, one.case_number, one.organisation, one.due)


def duties(user: Any, today: date) -> Iterator[WorkItem]:
    """Duties due or overdue, for offices of single regions; what is long overdue stays in the calendar only."""
    scope = scope_of(user, Permission.RUN_MEETINGS)
    rows = Territory.objects.filter(scope.query("path"), kind=TerritoryKind.VOIVODESHIP, withdrawn_run=None)
    oldest = today - timedelta(days=days_for("duties_kept", today))
    if scope.country:
        return
    for region in rows.order_by("code"):
        for year in range(oldest.year, today.year + 2):
            yield from _due_in(region, year, today, oldest)


def _due_in(region: Territory, year: int, today: date, oldest: date) -> Iterator[WorkItem]:
    for line in year_of_duties(region, year, today):
        due = line.occurrence.due
        if line.programme and line.programme.begun:  # the programme's own room tells of it
            continue
        if line.state in (DutyState.DUE, DutyState.OVERDUE) and due >= oldest:
            yield WorkItem("duties", f"duty:{region.code}/{year}", line.duty.name, line.duty.basis, "", due)


def letters(user: Any, today: date) -> Iterator[WorkItem]:
    """Letters to which an answer is due and none was entered."""
    rows = waiting(Letter.objects.visible_to(user)).select_related("case")
    for one in rows.order_by("answer_due", "pk"):
        # To what came in the office owes the answer; to what went out the addressee.
        who = "" if one.direction == "incoming" else one.counterpart
        yield WorkItem("letters", f"case:{one.case_id}", f"{one}: {one.subject}", one.counterpart if not who else "",
                       who, one.answer_due)  # fmt: skip


def actions(user: Any, today: date) -> Iterator[WorkItem]:
    """Own actions past their first day that have not begun, and past their last day that are not over."""
    rows = OwnAction.objects.visible_to(user).filter(state__in=[ActionState.PLANNED, ActionState.RUNNING])
    for one in rows.filter(starts__lte=today).order_by("ends", "pk"):
        due = one.starts if one.state == ActionState.PLANNED else one.ends
        yield WorkItem("actions", f"action:{one.pk}", one.name, str(one.get_state_display()), "", due)


SOURCES = (
    WorkSource("notices", gettext_lazy("Notices without an answer"), notices),
    WorkSource("resolutions", gettext_lazy("Resolutions that wait for an answer"), resolutions),
    WorkSource("tasks", gettext_lazy("Tasks"), tasks),
    WorkSource("minutes", gettext_lazy("Minutes to approve"), minutes),
    WorkSource("mandates", gettext_lazy("Mandates and terms that end"), mandates),
    WorkSource("candidates", gettext_lazy("Organisations asked for a candidate"), candidates),
    WorkSource("duties", gettext_lazy("Duties of the year"), duties),
    WorkSource("letters", gettext_lazy("Letters that wait for an answer"), letters),
    WorkSource("actions", gettext_lazy("Own actions"), actions),
)
