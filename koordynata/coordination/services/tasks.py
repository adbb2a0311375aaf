"""Tasks from what a meeting settled: set, changed, done; reminded of, and told to the chair when late."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koordynata.foundation.audit import Actor
from koordynata.foundation.errors import ChangedMeanwhile

from ..enums import TaskState
from ..errors import CoordinationRefusal
from ..models import Body, Meeting, Member, Resolution, Task
from ..queries.reminders import Reminder, needs
from .reminding import claim_reminder
from .trail import record


@transaction.atomic
def set_task(
    *, body: Body, title: str, due: date, owner: Member | None = None, owner_name: str = "", note: str = "",
    meeting: Meeting | None = None, resolution: Resolution | None = None, by: Actor,
) -> Task:  # fmt: skip
    """Set a task, with somebody who answers for it. Raises CoordinationRefusal, ValidationError."""
    if (meeting and meeting.term.body_id != body.pk) or (resolution and resolution.body_id != body.pk):
        raise CoordinationRefusal(_("A task belongs to the body that settled it."))
    if owner and owner.territory_id != body.territory_id:
        raise CoordinationRefusal(_("Choose a person of this body."))
    task = Task(body=body, title=title, due=due, owner=owner, owner_name=owner_name, note=note, meeting=meeting,
                resolution=resolution)  # fmt: skip
    task.full_clean()
    task.save()
    record("task.set", task, body, by=by, after={"title": title, "due": due, "owner": task.answers})
    return task


@transaction.atomic
def change_task(*, task: Task, seen_version: int, by: Actor, **values: Any) -> Task:
    """Change what is to be done, by whom, until when, over the version that the page showed.

    Another deadline begins the reminders anew. Raises ChangedMeanwhile, CoordinationRefusal, ValidationError.
    """
    current = _locked(task)
    before = {name: getattr(current, name) for name in values}
    if before == values:
        return current
    _check(current, seen_version, before)
    for name, value in values.items():
        setattr(current, name, value)
    if before.get("due", current.due) != current.due:
        current.reminded_on = current.escalated_on = None
    current.version += 1
    current.full_clean()
    current.save()
    told = [{name: str(one or "") for name, one in values_.items()} for values_ in (before, values)]
    record("task.changed", current, current.body, by=by, before=told[0], after=told[1])
    return current


def _check(task: Task, seen_version: int, current: Any) -> None:
    if task.state != TaskState.OPEN:
        raise CoordinationRefusal(_("This task is closed."))
    if task.version != seen_version:
        raise ChangedMeanwhile(current, task.version)


@transaction.atomic
def finish_task(*, task: Task, note: str = "", by: Actor) -> Task:
    """Done. Pressed twice, it is done once. Raises CoordinationRefusal."""
    return _close(task, TaskState.DONE, note, by)


@transaction.atomic
def cancel_task(*, task: Task, note: str = "", by: Actor) -> Task:
    """Not to be done any more. Raises CoordinationRefusal."""
    return _close(task, TaskState.CANCELLED, note, by)


def _close(task: Task, state: TaskState, note: str, by: Actor) -> Task:
    current = _locked(task)
    if current.state == state:
        return current
    if current.state != TaskState.OPEN:
        raise CoordinationRefusal(_("This task is closed."))
    current.state, current.note = state, note or current.note
    current.done_on = timezone.localdate() if state == TaskState.DONE else None
    current.version += 1
    current.save()
    record(f"task.{state}", current, current.body, by=by, after={"note": note})
    return current


@transaction.atomic
def note_reminder(*, task: Task, kind: Reminder, today: date, by: Actor) -> bool:
    """Claim a reminder that is due; False when it is not, or somebody has it. The mail goes out afterwards."""
    current = _locked(task)
    if kind not in needs(current, today):
        return False
    told = {"due": current.due, "owner": current.answers}
    claim_reminder(current, current.body, kind, today, by=by, after=told)
    return True


def _locked(task: Task) -> Task:
    return Task.objects.select_for_update(of=("self",)).select_related("body__territory", "owner").get(pk=task.pk)
